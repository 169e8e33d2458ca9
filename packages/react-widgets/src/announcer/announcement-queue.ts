/** What the two live regions say now. */
export interface Spoken {
  readonly polite: string;
  readonly assertive: string;
}

/** Gathers announcements: one a second at most, and each is taken away again. */
export interface AnnouncementQueue {
  /**
   * Says it within a second, together with what else came.
   *
   * @param summary stands for several of the same kind, e.g. "3 new messages"
   */
  say(text: string, summary?: (count: number) => string): void;
  /** Says it at once, interrupting. For failures. */
  warn(text: string): void;
  stop(): void;
}

/** How long announcements are gathered. */
export const gatherMs = 1000;
/** How long a text stays: some screen readers drop one that is gone in less than a tenth of a second. */
const stayMs = 1500;

/** A queue that writes to `show`. */
export function createAnnouncementQueue(show: (spoken: Spoken) => void): AnnouncementQueue {
  let waiting: { readonly text: string; readonly summary: ((count: number) => string) | undefined }[] = [];
  let spoken: Spoken = { polite: '', assertive: '' };
  let gathering: ReturnType<typeof setTimeout> | undefined;
  const clearing: { polite?: ReturnType<typeof setTimeout>; assertive?: ReturnType<typeof setTimeout> } = {};
  const put = (region: keyof Spoken, text: string): void => {
    spoken = { ...spoken, [region]: text };
    show(spoken);
    clearTimeout(clearing[region]);
    if (text !== '') clearing[region] = setTimeout(() => put(region, ''), stayMs);
  };
  return {
    say(text, summary) {
      waiting.push({ text, summary });
      gathering ??= setTimeout(() => {
        gathering = undefined;
        const last = waiting.at(-1);
        const count = waiting.length;
        waiting = [];
        if (last === undefined) return;
        put('polite', count > 1 && last.summary !== undefined ? last.summary(count) : last.text);
      }, gatherMs);
    },
    warn: (text) => put('assertive', text),
    stop() {
      clearTimeout(gathering);
      clearTimeout(clearing.polite);
      clearTimeout(clearing.assertive);
      gathering = undefined;
    },
  };
}
