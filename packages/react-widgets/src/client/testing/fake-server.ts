import type { SocketConstructor, SocketLike } from '../environment.ts';
import type { FileSender } from '../send-with-progress.ts';
import type { Availability, ClientFrame, ServerFrame } from '../wire-types.ts';
import { FakeDesk } from './fake-desk.ts';
import type { FakeDeskSeed } from './fake-desk-seed.ts';
import { FakeRefusal } from './fake-refusal.ts';
import { createFakeRoutes, type FakeAnswer, type FakeCall } from './fake-routes.ts';
import { createFakeSession, type FakeSession } from './fake-session.ts';

/** How the network between client and fake server behaves. Everything left out is well-behaved and immediate. */
export interface FakeNetwork {
  readonly now: () => number;
  /** Runs later: once for each direction of a call and for each frame. */
  readonly later: (run: () => void, what: 'request' | 'answer' | 'frame' | 'open') => void;
  /** What becomes of a call. @defaultValue 'deliver' */
  readonly fate?: (call: FakeCall) => FakeFate;
  /** How many entries a client has seen already are sent again when it resumes. @defaultValue 0 */
  readonly repeats?: () => number;
}

/** `lose_request` never arrives; `lose_answer` takes effect, but nobody hears of it; an answer stands for the server's. */
export type FakeFate = 'deliver' | 'lose_request' | 'lose_answer' | FakeRefusal;

/** A server in memory: the desk, its API and its realtime connections. */
export interface FakeServer {
  readonly desk: FakeDesk;
  readonly fetch: typeof fetch;
  readonly WebSocket: SocketConstructor;
  /** {@link FakeServer.fetch} for files: tells of the first half, then of the rest. */
  readonly sendFile: FileSender;
  /** Every call that arrived. */
  readonly calls: readonly FakeCall[];
  /** Frames clients sent beside hello, subscriptions and pings. */
  readonly said: readonly ClientFrame[];
  readonly sessions: ReadonlySet<FakeSession>;
  /** Tells every connection that listens to `topic` something that is not in the log. */
  push(topic: string, frame: ServerFrame): void;
  /** Cuts every connection without a word. */
  cut(code?: number): void;
  /** While down, nothing gets through. */
  setDown(isDown: boolean): void;
  /** While true, every token is refused. */
  setTokensRefused(isRefused: boolean): void;
}

/** See {@link FakeServer}. The base path is whatever stands before `/v1`. */
export function createFakeServer(seed: FakeDeskSeed, network: FakeNetwork): FakeServer {
  const desk = new FakeDesk(seed, network.now);
  const calls: FakeCall[] = [];
  const said: ClientFrame[] = [];
  const sessions = new Set<FakeSession>();
  const tickets = new Set<string>();
  const presence = new Map<string, Availability>();
  const closers = new Set<(code: number) => void>();
  let isDown = false;
  let isRefusing = false;
  let made = 0;

  const routes = createFakeRoutes(desk, () => {
    made += 1;
    tickets.add(`ticket-${made}`);
    return `ticket-${made}`;
  });
  const answerOf = (
    call: FakeCall,
    fate: FakeFate,
  ): FakeAnswer & { readonly headers?: Record<string, string> } => {
    try {
      calls.push(call);
      if (fate instanceof FakeRefusal) throw fate;
      if (isRefusing) throw new FakeRefusal(401, 'token_expired');
      return routes(call);
    } catch (error) {
      if (!(error instanceof FakeRefusal)) throw error;
      const { status, code, details, headers } = error;
      const body = { error: { code, message: code, fix: 'Fix it.', requestId: 'req_1', details } };
      return { status, body, headers };
    }
  };
  const push = (topic: string, frame: ServerFrame): void => {
    for (const session of sessions) if (session.topics.has(topic)) session.push(frame);
  };

  const fakeFetch = (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> =>
    new Promise((resolve, reject) => {
      const url = new URL(String(input), 'http://fake');
      const lost = (): void => reject(new TypeError('Failed to fetch'));
      const { 'idempotency-key': key = null } = (init.headers ?? {}) as Record<string, string>;
      const call: FakeCall = {
        method: init.method ?? 'GET',
        path: url.pathname.slice(url.pathname.indexOf('/v1')),
        query: url.searchParams,
        body: typeof init.body === 'string' ? JSON.parse(init.body) : {},
        ...(key === null ? {} : { idempotencyKey: key }),
        ...(init.body instanceof Blob ? { file: init.body } : {}),
      };
      const fate = network.fate?.(call) ?? 'deliver';
      init.signal?.addEventListener('abort', lost);
      if (init.signal?.aborted === true) return lost();
      network.later(() => {
        if (isDown || fate === 'lose_request') return lost();
        const answer = answerOf(call, fate);
        const text = JSON.stringify(answer.body);
        network.later(() => {
          if (isDown || fate === 'lose_answer') return lost();
          resolve(lightResponse(answer.status, answer.file ?? text, answer.headers ?? {}));
        }, 'answer');
      }, 'request');
    });

  class FakeSocket implements SocketLike {
    onopen: SocketLike['onopen'] = null;
    onmessage: SocketLike['onmessage'] = null;
    onclose: SocketLike['onclose'] = null;
    onerror: SocketLike['onerror'] = null;
    private isClosed = false;
    private readonly session: FakeSession;
    private readonly closer = (code: number): void => this.end(code);

    constructor() {
      this.session = createFakeSession(
        {
          desk,
          redeem: (ticket) => tickets.delete(ticket),
          presence,
          repeats: () => network.repeats?.() ?? 0,
          said(frame) {
            said.push(frame);
            if (frame.t !== 'presence') return;
            presence.set(desk.me.id, frame.availability);
            const agents = [{ agentId: desk.me.id, availability: frame.availability }];
            push('presence', { t: 'presence', agents });
          },
        },
        (frame) => {
          const text = JSON.stringify(frame);
          network.later(() => {
            if (!this.isClosed) this.onmessage?.({ data: text });
          }, 'frame');
        },
        (code) => this.end(code),
      );
      network.later(() => {
        if (this.isClosed) return;
        if (isDown) return this.end(1006);
        sessions.add(this.session);
        closers.add(this.closer);
        this.onopen?.(undefined as never);
      }, 'open');
    }

    send(text: string): void {
      const frame = JSON.parse(text) as ClientFrame;
      network.later(() => {
        if (!this.isClosed && !isDown) this.session.receive(frame);
      }, 'frame');
    }

    close(): void {
      this.forget();
    }

    private end(code: number): void {
      if (this.isClosed) return;
      this.forget();
      network.later(() => this.onclose?.({ code }), 'frame');
    }

    private forget(): void {
      this.isClosed = true;
      sessions.delete(this.session);
      closers.delete(this.closer);
      this.session.close();
    }
  }

  const sendFile: FileSender = (url, init, onProgress) =>
    new Promise((resolve, reject) => {
      const size = init.body instanceof Blob ? init.body.size : 0;
      network.later(() => {
        onProgress(Math.floor(size / 2));
        network.later(() => {
          onProgress(size);
          fakeFetch(url, init).then(resolve, reject);
        }, 'request');
      }, 'request');
    });
  const cut = (code = 1006): void => {
    for (const close of [...closers]) close(code);
  };
  return {
    desk,
    fetch: fakeFetch as typeof fetch,
    WebSocket: FakeSocket as unknown as SocketConstructor,
    sendFile,
    calls,
    said,
    sessions,
    push,
    cut,
    setDown(value) {
      isDown = value;
      if (value) cut();
    },
    setTokensRefused(value) {
      isRefusing = value;
    },
  };
}

/** The part of a response the client reads; a real one costs a stream each. */
function lightResponse(
  status: number,
  body: string | Blob,
  headers: Readonly<Record<string, string>>,
): Response {
  const text = String(body);
  return {
    ok: status < 400,
    status,
    headers: { get: (name: string) => headers[name.toLowerCase()] ?? null },
    json: () => Promise.resolve(JSON.parse(text) as unknown),
    text: () => Promise.resolve(text),
    blob: () => Promise.resolve(body instanceof Blob ? body : new Blob([text])),
  } as unknown as Response;
}
