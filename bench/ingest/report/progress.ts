/** Says on the error stream what is going on; the results go to the output stream. */
export interface Progress {
  /** A line that stays. */
  say(text: string): void;
  /** A line that the next one overwrites; left out where nobody watches. */
  tick(text: string): void;
}

/** Lines start with the seconds since the start. */
export function createProgress(): Progress {
  const startedAt = performance.now();
  const watched = process.stderr.isTTY;
  const stamp = (): string => `[${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s]`;
  return {
    say: (text) => {
      process.stderr.write(`${watched ? '\r\u001b[K' : ''}${stamp()} ${text}\n`);
    },
    tick: (text) => {
      if (watched) process.stderr.write(`\r\u001b[K${stamp()} ${text}`);
    },
  };
}
