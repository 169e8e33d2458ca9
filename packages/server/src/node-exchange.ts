import type { IncomingMessage } from 'node:http';
import { createDeadlines, type Deadline, type StartDeadline } from './deadline.ts';
import type { Exchange } from './exchange.ts';
import {
  BodyAlreadyReadError,
  BodyIncompleteError,
  BodyTimeoutError,
  BodyTooLargeError,
} from './server-errors.ts';

/** What Express and raw body parsers add to a request. */
interface HostRequest extends IncomingMessage {
  readonly baseUrl?: string;
  readonly body?: unknown;
}

/** Shows a Node request as an exchange, without a Fetch request in between. */
export function nodeExchange(request: HostRequest): Exchange {
  const { remoteAddress } = request.socket;
  return {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    mountPath: request.baseUrl ?? '',
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
    header(name) {
      const value = request.headers[name];
      return typeof value === 'string' ? value : value?.join(', ');
    },
    readBody: (limitBytes, timeoutMs) => readBody(request, limitBytes, timeoutMs),
    streamBody: (limitBytes) => streamBody(request, limitBytes),
  };
}

/** As fast as it is read: the socket is paused meanwhile, and never closed from here, so that an answer can still go out. */
function streamBody(request: HostRequest, limitBytes: number): ReadableStream<Uint8Array> {
  if (Buffer.isBuffer(request.body)) {
    if (request.body.length > limitBytes) throw new BodyTooLargeError(limitBytes);
    return new Blob([request.body as Uint8Array<ArrayBuffer>]).stream();
  }
  if (request.readableDidRead || request.readableEnded) throw new BodyAlreadyReadError();
  if (Number(request.headers['content-length']) > limitBytes) throw new BodyTooLargeError(limitBytes);
  let sizeBytes = 0;
  let isOver = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const fail = (error: Error): void => {
          if (isOver) return;
          isOver = true;
          request.pause();
          controller.error(error);
        };
        request.on('data', (chunk: Buffer) => {
          if (isOver) return;
          sizeBytes += chunk.length;
          if (sizeBytes > limitBytes) {
            fail(new BodyTooLargeError(limitBytes));
            return;
          }
          controller.enqueue(chunk);
          if ((controller.desiredSize ?? 0) <= 0) request.pause();
        });
        request.on('end', () => {
          if (isOver) return;
          isOver = true;
          controller.close();
        });
        request.on('error', () => fail(new BodyIncompleteError()));
        request.on('close', () => fail(new BodyIncompleteError()));
      },
      pull() {
        request.resume();
      },
      cancel() {
        isOver = true;
        request.pause();
      },
    },
    { highWaterMark: 256 * 1024, size: (chunk) => chunk.length },
  );
}

/** By their length; a server has one for files and one for everything else. */
const deadlines = new Map<number, StartDeadline>();

function startDeadline(ms: number, miss: () => void): Deadline {
  const start = deadlines.get(ms) ?? createDeadlines(ms);
  deadlines.set(ms, start);
  return start(miss);
}

function readBody(
  request: HostRequest,
  limitBytes: number,
  timeoutMs: number | undefined,
): Promise<Uint8Array> {
  // express.raw() leaves the exact bytes; every other parser leaves something else, and the bytes are gone.
  if (Buffer.isBuffer(request.body)) {
    return request.body.length > limitBytes
      ? Promise.reject(new BodyTooLargeError(limitBytes))
      : Promise.resolve(request.body);
  }
  if (request.readableDidRead || request.readableEnded) return Promise.reject(new BodyAlreadyReadError());
  if (Number(request.headers['content-length']) > limitBytes)
    return Promise.reject(new BodyTooLargeError(limitBytes));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    let isOver = false;
    let deadline: Deadline | undefined;
    const fail = (error: Error): void => {
      isOver = true;
      deadline?.met();
      chunks.length = 0;
      reject(error);
    };
    // The listeners go with the request: taking them off one by one would cost a webhook more than leaving them.
    request.on('data', (chunk: Buffer) => {
      if (isOver) return;
      sizeBytes += chunk.length;
      chunks.push(chunk);
      if (sizeBytes <= limitBytes) return;
      request.pause();
      fail(new BodyTooLargeError(limitBytes));
    });
    request.on('end', () => {
      if (isOver) return;
      isOver = true;
      deadline?.met();
      const [only] = chunks;
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, sizeBytes));
    });
    // Every request closes: the error is made only for those that are not over.
    const onLost = (): void => {
      if (!isOver) fail(new BodyIncompleteError());
    };
    request.on('error', onLost);
    request.on('close', onLost);
    if (timeoutMs !== undefined)
      deadline = startDeadline(timeoutMs, () => fail(new BodyTimeoutError(timeoutMs)));
  });
}
