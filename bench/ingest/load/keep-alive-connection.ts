import { connect, type Socket } from 'node:net';

/** What came back: the HTTP status, or why nothing did. */
export type Answer = number | 'connection_lost';

// A Node server closes a connection that was idle for five seconds; one as old as this is not used again.
const maxIdleMs = 4_000;

/** One HTTP/1.1 connection that sends prepared bytes and reads just enough of the answer to know where it ends. */
export class KeepAliveConnection {
  readonly #host: string;
  readonly #port: number;
  #socket: Socket | undefined;
  #received: Buffer | undefined;
  #pending: ((answer: Answer) => void) | undefined;
  #lastUsed = 0;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.#host = hostname;
    this.#port = Number(port);
  }

  /** Opens the connection, so that the first request does not pay for it. */
  async open(): Promise<void> {
    const socket = this.#connect();
    if (!socket.connecting) return;
    await new Promise<void>((resolve) => {
      // A refused connection shows when it is used.
      socket.once('connect', () => resolve());
      socket.once('close', () => resolve());
    });
  }

  /** Sends one request; `done` is called once. A second request before that is a mistake of the caller. */
  send(bytes: Buffer, done: (answer: Answer) => void): void {
    this.#pending = done;
    if (this.#socket !== undefined && performance.now() - this.#lastUsed > maxIdleMs) this.#drop();
    this.#connect().write(bytes);
  }

  close(): void {
    this.#drop();
  }

  #connect(): Socket {
    const open = this.#socket;
    if (open !== undefined && !open.destroyed && open.writable) return open;
    const socket = connect({ host: this.#host, port: this.#port, noDelay: true });
    this.#socket = socket;
    this.#received = undefined;
    this.#lastUsed = performance.now();
    socket.on('data', (chunk) => this.#read(chunk));
    // 'close' follows and settles the request.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      this.#settle('connection_lost');
    });
    return socket;
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.destroy();
  }

  #settle(answer: Answer): void {
    const done = this.#pending;
    this.#pending = undefined;
    this.#lastUsed = performance.now();
    done?.(answer);
  }

  #read(chunk: Buffer): void {
    const bytes = this.#received === undefined ? chunk : Buffer.concat([this.#received, chunk]);
    this.#received = bytes;
    const headEnd = bytes.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = bytes.toString('latin1', 0, headEnd);
    const length = headerValue(head, 'content-length', 'Content-Length');
    const complete =
      length === undefined
        ? headerValue(head, 'transfer-encoding', 'Transfer-Encoding') !== 'chunked' ||
          bytes.toString('latin1', bytes.length - 5) === '0\r\n\r\n'
        : bytes.length >= headEnd + 4 + Number(length);
    if (!complete) return;
    this.#received = undefined;
    if (headerValue(head, 'connection', 'Connection') === 'close') this.#drop();
    this.#settle(Number(head.slice(9, 12)));
  }
}

/** A header's value; servers write its name in one of two ways. (A look at all of them in lower case cost a tenth of a message.) */
function headerValue(head: string, lower: string, upper: string): string | undefined {
  let at = head.indexOf(`\r\n${lower}: `);
  if (at < 0) at = head.indexOf(`\r\n${upper}: `);
  if (at < 0) return undefined;
  const from = at + lower.length + 4;
  const to = head.indexOf('\r\n', from);
  return to < 0 ? head.slice(from) : head.slice(from, to);
}
