import type { JsonObject } from '../json.ts';

/**
 * Carries small messages between the processes of an installation: hints that the log has grown, and what is true only
 * for the moment (who types, who is there). It may lose messages and repeat none: nothing durable depends on it, and what
 * it loses of the log a poll finds within 2 s.
 */
export interface RealtimeBus {
  /**
   * Hands a message to every subscriber of the channel, those of this process included, after this call has returned.
   * Resolves when it is on its way. It may reject; callers then go on without.
   * @throws {RangeError} for one above {@link maxBusMessageBytes} as JSON
   */
  publish(channel: string, message: JsonObject): Promise<void>;
  /**
   * Listens from when the promise resolves; messages of one publisher come in its order. Resolves to how to stop, after
   * which nothing comes any more. A listener that throws disturbs nobody.
   */
  subscribe(channel: string, onMessage: (message: JsonObject) => void): Promise<() => Promise<void>>;
}

/** Largest message of a bus, as JSON in UTF-8. */
export const maxBusMessageBytes = 4096;

/** The message as JSON. @throws {RangeError} if it is not a small one: data is read where ids arrive. */
export function encodeBusMessage(message: JsonObject): string {
  const text = JSON.stringify(message);
  const sizeBytes = new TextEncoder().encode(text).length;
  if (sizeBytes > maxBusMessageBytes)
    throw new RangeError(`a bus takes messages of at most ${maxBusMessageBytes} bytes, not ${sizeBytes}`);
  return text;
}
