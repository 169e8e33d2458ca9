/** What the command line talks to; replaced in tests. */
export interface CliIo {
  /** Writes a line to standard output. */
  say(line: string): void;
  /** Writes a line to standard error. */
  complain(line: string): void;
  /** Shows how far something is; overwritten by the next one where the output is a terminal. */
  progress(line: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads a file. */
  readFile(path: string): Promise<Uint8Array>;
  /** Calls the running simulator. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /** Aborts when the program is asked to stop. */
  readonly stopped: AbortSignal;
}

/** Something went wrong that the person at the keyboard must hear about; exit code 1. */
export class CliFailure extends Error {
  readonly code = 'failed';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CliFailure';
  }
}
