import { io } from 'socket.io-client';
import { type HeardMessages, sharedNow } from './heard-messages.ts';
import type { LoadSocket } from './load-socket.ts';

/** A socket.io client with its own defaults for coming back, over WebSocket alone. */
export function connectSocketIo(url: string, heard: HeardMessages): LoadSocket {
  let known = new Set<number>();
  const socket = io(url, { transports: ['websocket'], forceNew: true });
  let wasConnected = false;
  socket.on('connect', () => {
    heard.lastConnectedAt = sharedNow();
    // What its documentation says to look at: false = whatever was missed is gone.
    if (wasConnected && !socket.recovered) heard.resyncs += 1;
    wasConnected = true;
  });
  socket.on('message', (message: { readonly preview: string }) =>
    heard.hear(Buffer.from(JSON.stringify(message.preview)), known),
  );
  return {
    get isConnected() {
      return socket.connected;
    },
    cut() {
      // Below the library, as a network does it.
      const { transport } = socket.io.engine as unknown as {
        readonly transport: { readonly ws?: { readonly _socket?: { destroy(): void } } };
      };
      transport.ws?._socket?.destroy();
    },
    close: () => socket.close(),
    reset() {
      known = new Set();
    },
  };
}
