import {
  type AccountId,
  accountChannel,
  type JsonObject,
  type LiveMessage,
  type RealtimeBus,
} from '@parley/core';

/** What a speaker says, without whose account it is about and who speaks. */
export type Said = LiveMessage extends infer Message
  ? Message extends LiveMessage
    ? Omit<Message, 'accountId' | 'from'>
    : never
  : never;

/** An account's line on the bus. */
export interface LiveLine {
  say(message: Said): void;
  stop(): void;
}

const kinds: ReadonlySet<unknown> = new Set<LiveMessage['kind']>(['typing', 'presence', 'viewing', 'ask']);

/**
 * Speaks and listens on an account's channel. The bus may lose what is said, so nobody waits for it.
 *
 * @param from who speaks here; what comes from there is not heard
 */
export function openLiveLine(
  bus: RealtimeBus,
  accountId: AccountId,
  from: string,
  onMessage: (message: LiveMessage) => void,
): LiveLine {
  const channel = accountChannel(accountId);
  let isStopped = false;
  const unsubscribing = bus
    .subscribe(channel, (message) => {
      if (!isStopped && isLiveMessage(message) && message.from !== from && message.accountId === accountId)
        onMessage(message);
    })
    .catch(() => undefined);
  return {
    say(message) {
      bus.publish(channel, { ...message, accountId, from } as unknown as JsonObject).catch(() => undefined);
    },
    stop() {
      isStopped = true;
      void unsubscribing.then((unsubscribe) => unsubscribe?.()).catch(() => undefined);
    },
  };
}

/** Other processes are of the same installation, but perhaps of another version. */
function isLiveMessage(message: JsonObject): message is JsonObject & LiveMessage {
  return kinds.has(message['kind']);
}
