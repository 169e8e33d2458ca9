import type { Api } from './api.ts';
import { failureOf } from './client-failure.ts';
import type { SocketConstructor, SocketLike } from './environment.ts';
import { type OpenTransport, readFrame } from './transport.ts';

const subprotocol = 'parley.v1';

/**
 * A WebSocket: a one-time ticket got with the token, then a first frame that carries it.
 *
 * @param url - Of `/v1/realtime`, as for `fetch`.
 */
export function socketTransport(
  Socket: SocketConstructor,
  url: string,
  api: Pick<Api, 'ticket'>,
): OpenTransport {
  return (greeting, { onFrame, onEnd }) => {
    let socket: SocketLike | undefined;
    let isOpen = false;
    let isClosed = false;

    const connect = ({ ticket }: { readonly ticket: string }): void => {
      if (isClosed) return;
      const { href } = new URL(url, globalThis.location?.href);
      const made = new Socket(href.replace(/^http/, 'ws'), subprotocol);
      socket = made;
      made.onopen = () => {
        isOpen = true;
        made.send(JSON.stringify({ t: 'hello', ticket, ...greeting() }));
      };
      made.onmessage = ({ data }) => {
        const frame = readFrame(data);
        if (frame !== undefined) onFrame(frame);
      };
      // An error says nothing that the close after it does not say.
      made.onclose = ({ code }) => onEnd({ code, isUnsupported: !isOpen });
    };
    api
      .ticket()
      .then(connect)
      .catch((error: unknown) => {
        const failure = failureOf(error);
        // Not a call that failed: the browser lets no socket be made, e.g. because of the page's policy.
        onEnd({ failure, isUnsupported: failure.code === 'client_error' });
      });
    return {
      send(frame) {
        if (isOpen) socket?.send(JSON.stringify(frame));
      },
      close() {
        isClosed = true;
        isOpen = false;
        socket?.close(1000);
      },
    };
  };
}
