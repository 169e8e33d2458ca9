import type { TabChannel, TabNews } from './storage-ports.ts';

/**
 * Tabs talk over a BroadcastChannel; the one that holds a Web Lock sends. Without locks every tab sends what it has:
 * the server takes each message once all the same.
 */
export function browserTabs(scope: string): TabChannel {
  const listeners = new Set<(news: TabNews) => void>();
  let channel: BroadcastChannel | undefined;
  let release: (() => void) | undefined;
  return {
    open() {
      channel = new BroadcastChannel(scope);
      channel.onmessage = ({ data }) => {
        for (const listener of listeners) listener(data as TabNews);
      };
    },
    post: (news) => channel?.postMessage(news),
    onNews: (listener) => {
      listeners.add(listener);
    },
    lead() {
      const { locks } = globalThis.navigator ?? {};
      if (locks === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        const held = new Promise<void>((end) => {
          release = end;
        });
        // Held until this tab closes: the next in line then takes over.
        locks
          .request(scope, () => {
            if (channel === undefined) return undefined;
            resolve();
            return held;
          })
          .catch(() => resolve());
      });
    },
    close() {
      release?.();
      channel?.close();
      channel = undefined;
    },
  };
}
