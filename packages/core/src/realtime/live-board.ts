/** What one source (a tab, or another process) says about a subject, and until when that holds. */
interface Entry<Value> {
  readonly source: string;
  readonly value: Value;
  readonly until: number;
}

/** What is true for the moment about many subjects, said by several sources each. */
export interface LiveBoard<Subject, Value> {
  /** A source says something about a subject; undefined = no longer. True if what holds has changed by it. */
  say(subject: Subject, source: string, value: Value | undefined, until: number): boolean;
  /** The best of what is said. */
  of(subject: Subject): Value | undefined;
  /** What one source says. */
  saidBy(subject: Subject, source: string): Value | undefined;
  /** Every subject of which something is said. */
  subjects(): Iterable<Subject>;
  /** Forgets what has expired. Returns the subjects of which something else holds now. */
  expire(at: number): readonly Subject[];
}

/**
 * An empty board. Times are milliseconds of any one clock. Of most subjects one source says something, and a process
 * has a board of thousands of them, so what is said of one is a short list and no map of its own.
 *
 * @param order what counts most, first
 */
export function createLiveBoard<Subject, Value>(order: readonly Value[]): LiveBoard<Subject, Value> {
  const entries = new Map<Subject, readonly Entry<Value>[]>();
  const best = (said: readonly Entry<Value>[]): Value | undefined => {
    let found = order.length;
    for (const { value } of said) found = Math.min(found, order.indexOf(value));
    return order[found];
  };
  /** True if what holds has changed by it. */
  const put = (subject: Subject, before: readonly Entry<Value>[], said: readonly Entry<Value>[]): boolean => {
    if (said.length === 0) entries.delete(subject);
    else entries.set(subject, said);
    return best(said) !== best(before);
  };
  return {
    say(subject, source, value, until) {
      const before = entries.get(subject) ?? [];
      const others = before.filter((entry) => entry.source !== source);
      // `concat` makes a list of the length that is needed; spreading into one leaves room for sixteen more.
      return put(subject, before, value === undefined ? others : others.concat({ source, value, until }));
    },
    of: (subject) => best(entries.get(subject) ?? []),
    saidBy: (subject, source) => entries.get(subject)?.find((entry) => entry.source === source)?.value,
    subjects: () => entries.keys(),
    expire(at) {
      const changed: Subject[] = [];
      for (const [subject, said] of entries) {
        if (said.every(({ until }) => until > at)) continue;
        if (
          put(
            subject,
            said,
            said.filter(({ until }) => until > at),
          )
        )
          changed.push(subject);
      }
      return changed;
    },
  };
}
