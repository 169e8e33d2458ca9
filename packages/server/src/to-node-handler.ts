import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { ParleyServer } from './create-server.ts';
import type { Answer } from './exchange.ts';
import { nodeExchange } from './node-exchange.ts';

/** A listener for `http.createServer`, and middleware for Express: `app.use('/support', handler)`. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** How long a caller we refused may go on sending before the connection is cut, so that it can read the answer. */
const lingerMs = 1000;

/**
 * Puts a server behind node:http or Express. Mount it before body parsers: signatures are over the exact bytes.
 * Below an Express prefix nothing need be configured.
 */
export function toNodeHandler(server: ParleyServer): NodeHandler {
  return (request, response) => {
    void server.handle(nodeExchange(request)).then((answer) => {
      if (response.destroyed || response.headersSent) {
        // The caller left: nobody will read what was opened for them.
        if (answer.body instanceof ReadableStream) answer.body.cancel().catch(() => undefined);
        return;
      }
      send(request, response, answer, server.isDraining);
    });
  };
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer, isDraining: boolean): void {
  const isUnread = !request.complete;
  const headers: Record<string, string | number> = { ...answer.headers };
  const { body } = answer;
  if (answer.status !== 204 && !(body instanceof ReadableStream)) {
    headers['content-length'] = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
  }
  if (isUnread || isDraining) headers['connection'] = 'close';
  response.writeHead(answer.status, headers);
  if (body instanceof ReadableStream) {
    passOn(body, request, response);
    return;
  }
  if (!isUnread) {
    response.end(body);
    return;
  }
  // Closing at once would reset the connection before the caller has read why.
  response.write(body);
  const cut = setTimeout(finish, lingerMs);
  function finish(): void {
    clearTimeout(cut);
    request.off('end', finish);
    request.off('close', finish);
    response.end(() => request.destroy());
  }
  request.on('end', finish);
  request.on('close', finish);
  request.on('error', () => undefined);
  request.resume();
}

/** As fast as the caller reads. A source that fails ends the connection, so that half a file never looks whole. */
function passOn(body: ReadableStream<Uint8Array>, request: IncomingMessage, response: ServerResponse): void {
  request.on('error', () => undefined);
  request.resume();
  if (request.method === 'HEAD') {
    body.cancel().catch(() => undefined);
    response.end();
    return;
  }
  response.flushHeaders();
  pipeline(Readable.fromWeb(body as NodeReadableStream<Uint8Array>), response, () => undefined);
}
