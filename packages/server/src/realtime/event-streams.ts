import type { Answer } from '../exchange.ts';
import type { SocketEnd, SocketListener } from './live-socket.ts';
import type { RealtimePeer } from './realtime-peer.ts';

/** Streams of server-sent events, for clients that cannot open a WebSocket. */
export interface EventStreams {
  readonly count: number;
  /**
   * Opens a stream as the answer to a request. What the client has to say comes by other requests, so the listener's
   * `onText` is never called from here.
   */
  open(listen: (peer: StreamPeer) => Omit<SocketListener, 'onText'>): Answer;
  /** Ends all of them in order. */
  drain(): void;
}

/** A stream as its listener sees it. */
export interface StreamPeer extends RealtimePeer {
  readonly isOpen: boolean;
  /** For what may be lost: left out, and false, while the client is behind. */
  sendEphemeral(text: string): boolean;
}

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  // nginx would hold everything back until its buffer is full.
  'x-accel-buffering': 'no',
};
/** A client with more unread bytes is cut; it resumes later. */
const cutBytes = 1024 * 1024;
const behindBytes = 64 * 1024;

/** The texts as server-sent events (WHATWG HTML, 9.2): JSON has no line breaks. */
export function eventStreamFrames(texts: readonly string[]): Uint8Array {
  return new TextEncoder().encode(texts.map((text) => `data: ${text}\n\n`).join(''));
}

/** No streams yet. */
export function createEventStreams(): EventStreams {
  const open = new Set<{ readonly drain: () => void }>();
  return {
    get count() {
      return open.size;
    },
    open(listen) {
      const stream = createStream(listen, () => open.delete(stream));
      open.add(stream);
      return { status: 200, headers, body: stream.body };
    },
    drain() {
      for (const { drain } of [...open]) drain();
    },
  };
}

function createStream(listen: (peer: StreamPeer) => Omit<SocketListener, 'onText'>, onGone: () => void) {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
      },
      cancel: () => gone(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: cutBytes }),
  );
  const buffered = (): number => cutBytes - (controller?.desiredSize ?? cutBytes);
  const gone = (): void => {
    if (controller === undefined) return;
    controller = undefined;
    onGone();
    listener.onClose();
  };
  const close = ({ farewell }: SocketEnd): void => {
    if (controller === undefined) return;
    if (farewell !== undefined) controller.enqueue(eventStreamFrames([farewell]));
    controller.close();
    gone();
  };
  const write = (frames: Uint8Array): void => {
    if (controller === undefined) return;
    controller.enqueue(frames);
    if (buffered() > cutBytes) close(listener.onFault('slow'));
  };
  const listener = listen({
    encode: eventStreamFrames,
    get isOpen() {
      return controller !== undefined;
    },
    get bufferedBytes() {
      return buffered();
    },
    send: (text) => write(eventStreamFrames([text])),
    sendEphemeral(text) {
      if (buffered() > behindBytes) return false;
      write(eventStreamFrames([text]));
      return true;
    },
    write,
    close,
  });
  return { body, drain: () => close(listener.onDrain()) };
}
