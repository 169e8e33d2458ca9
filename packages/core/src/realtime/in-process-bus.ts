import type { JsonObject } from '../json.ts';
import { encodeBusMessage, type RealtimeBus } from './realtime-bus.ts';

type Listener = (message: JsonObject) => void;

/** A bus within one process: all a single server needs. Several engines may share one. */
export function createInProcessBus(): RealtimeBus {
  const channels = new Map<string, Set<Listener>>();
  return {
    async publish(channel, message) {
      // Everybody gets a copy, as from a bus between processes.
      const text = encodeBusMessage(message);
      queueMicrotask(() => {
        for (const listener of [...(channels.get(channel) ?? [])]) tell(listener, text);
      });
    },
    async subscribe(channel, onMessage) {
      const listener: Listener = (message) => onMessage(message);
      const listeners = channels.get(channel) ?? new Set();
      channels.set(channel, listeners.add(listener));
      return async () => {
        listeners.delete(listener);
        if (listeners.size === 0) channels.delete(channel);
      };
    },
  };
}

function tell(listener: Listener, text: string): void {
  try {
    listener(JSON.parse(text) as JsonObject);
  } catch {
    // The subscriber's own fault; the others must not miss the message for it.
  }
}
