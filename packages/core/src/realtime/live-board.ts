/** What one source (a tab, or another process) says about a subject, and until when that holds. */
interface Entry<Value> {
  readonly value: Value;
  readonly until: number;
}

/** What is true for the moment about many subjects, said by several sources each. */
export interface LiveBoard<Subject, Value> {
  /** A source says something about a subject; undefined = no longer. True if what holds has changed by it. */
  say(subject: Subject, source: string, value: Value | undefined, until: number): boolean;
  /** The best of what is said. */
  of(subject: Subject): Value | undefined;
  /** Every subject of which something is said. */
  subjects(): Iterable<Subject>;
  /** Forgets what has expired. Returns the subjects of which something else holds now. */
  expire(at: number): readonly Subject[];
}

/**
 * An empty board. Times are milliseconds of any one clock.
 *
 * @param order what counts most, first
 */
export function createLiveBoard<Subject, Value>(order: readonly Value[]): LiveBoard<Subject, Value> {
  const entries = new Map<Subject, Map<string, Entry<Value>>>();
  const best = (sources: ReadonlyMap<string, Entry<Value>> | undefined): Value | undefined => {
    let found = order.length;
    for (const { value } of sources?.values() ?? []) found = Math.min(found, order.indexOf(value));
    return order[found];
  };
  return {
    say(subject, source, value, until) {
      const sources = entries.get(subject) ?? new Map<string, Entry<Value>>();
      const before = best(sources);
      if (value === undefined) sources.delete(source);
      else sources.set(source, { value, until });
      if (sources.size === 0) entries.delete(subject);
      else entries.set(subject, sources);
      return best(sources) !== before;
    },
    of: (subject) => best(entries.get(subject)),
    subjects: () => entries.keys(),
    expire(at) {
      const changed: Subject[] = [];
      for (const [subject, sources] of entries) {
        const before = best(sources);
        for (const [source, { until }] of sources) if (until <= at) sources.delete(source);
        if (sources.size === 0) entries.delete(subject);
        if (best(sources) !== before) changed.push(subject);
      }
      return changed;
    },
  };
}
