/** What the sockets of one process have heard. */
export interface HeardMessages {
  heard: number;
  twice: number;
  resyncs: number;
  failures: { ticket: number; socket: number };
  lastConnectedAt: number | null;
  /** Milliseconds from departure to arrival. */
  latencies: number[];
  reset(): void;
  /** A frame that holds `"m<number> <departure in milliseconds>"`, heard by the socket with this list. */
  hear(frame: Buffer, known: Set<number>): void;
}

const message = /^"m(\d+) (\d+(?:\.\d+)?)"/;
const begin = Buffer.from('"m');
const longest = 40;

/** The clock that all processes of the benchmark share, in milliseconds. */
export function sharedNow(): number {
  return performance.timeOrigin + performance.now();
}

/** Nothing heard yet. */
export function createHeardMessages(): HeardMessages {
  return {
    heard: 0,
    twice: 0,
    resyncs: 0,
    failures: { ticket: 0, socket: 0 },
    lastConnectedAt: null,
    latencies: [],
    reset() {
      Object.assign(this, {
        heard: 0,
        twice: 0,
        resyncs: 0,
        failures: { ticket: 0, socket: 0 },
        lastConnectedAt: null,
        latencies: [],
      });
    },
    hear(frame, known) {
      // Most of a frame is not looked at: this process must not be what is measured.
      for (let at = frame.indexOf(begin); at !== -1; at = frame.indexOf(begin, at + 1)) {
        const found = message.exec(frame.toString('latin1', at, at + longest));
        if (found === null) continue;
        const number = Number(found[1]);
        if (known.has(number)) {
          this.twice += 1;
        } else {
          known.add(number);
          this.heard += 1;
          this.latencies.push(sharedNow() - Number(found[2]));
        }
        return;
      }
    },
  };
}
