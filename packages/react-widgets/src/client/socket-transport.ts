import type { Api } from './api.ts';
import { failureOf } from './client-failure.ts';
import type { SocketConstructor, SocketLike } from './environment.ts';
import { type OpenTransport, readFrame, untilEnded } from './transport.ts';

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
  return (greeting, events) => {
    const out = untilEnded(events);
    let socket: SocketLike | undefined;
    let isOpen = false;

    const connect = (ticket: string): void => {
      const { href } = new URL(url, globalThis.location?.href);
      socket = new Socket(href.replace(/^http/, 'ws'), subprotocol);
      socket.onopen = () => {
        isOpen = true;
        socket?.send(JSON.stringify({ t: 'hello', ticket, ...greeting() }));
      };
      socket.onmessage = ({ data }) => {
        const frame = readFrame(data);
        if (frame !== undefined) out.onFrame(frame);
      };
      // Says nothing that the close after it does not say.
      socket.onerror = () => undefined;
      socket.onclose = ({ code }) => out.onEnd({ code, isUnsupported: !isOpen });
    };

    api.ticket().then(
      ({ ticket }) => {
        if (isClosed) return;
        try {
          connect(ticket);
        } catch (error) {
          out.onEnd({ failure: failureOf(error), isUnsupported: true });
        }
      },
      (error: unknown) => out.onEnd({ failure: failureOf(error) }),
    );
    let isClosed = false;
    return {
      send(frame) {
        if (isOpen) socket?.send(JSON.stringify(frame));
      },
      close() {
        isClosed = true;
        isOpen = false;
        out.mute();
        socket?.close(1000);
      },
    };
  };
}
