/** Which data. */
export interface PrepareOptions {
  /** Rows or messages. */
  readonly count: number;
  /** How long an answer of the made-up server takes. @defaultValue 0 */
  readonly latencyMs?: number;
  /** Of a thread: only its newest messages are loaded. @defaultValue false */
  readonly isPartly?: boolean;
}

/** What every page of this benchmark offers to the program that measures. */
export interface BenchPage {
  /** Makes the data; takes as long as it takes and is not measured. */
  prepare(options: PrepareOptions): Promise<void>;
  /** Draws it. @returns milliseconds from the call until the first frame with rows was painted */
  mount(): Promise<number>;
  /** Takes it away, so that it can be drawn once more by code that has run before. */
  unmount?(): Promise<void>;
  /** A message comes in for the conversation that stood in this row at first. */
  receive?(row: number, text: string): void;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}

/** Resolves after the next frame was painted. */
export function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  });
}

/** Runs `draw` and resolves to the time until rows were painted. */
export async function timeToRows(draw: () => void, rowSelector: string): Promise<number> {
  const began = performance.now();
  draw();
  do await nextPaint();
  while (document.querySelector(rowSelector) === null);
  return performance.now() - began;
}

/** Names and last messages of made-up customers, the same each time. */
export function rowText(index: number): {
  readonly name: string;
  readonly preview: string;
  readonly at: Date;
} {
  return {
    name: `Customer ${index} ${['Santos', 'Okafor', 'Lindqvist', 'Nakamura'][index % 4]}`,
    preview: `Message ${index}: ${'my order has not arrived yet, can you have a look? '.slice(0, 20 + (index % 30))}`,
    at: new Date(Date.UTC(2026, 2, 2, 9) - index * 60_000),
  };
}

/** A message of a long thread, of one to four lines. */
export function threadText(index: number): string {
  return `Message ${index}. ${'Thank you for looking into this, it would help a lot. '.repeat(1 + (index % 4))}`.trim();
}
