import type { ClientFailure } from './client-failure.ts';
import type { ClientFrame, ServerFrame } from './wire-types.ts';

/** What a connection begins with, but the ticket. */
export type Greeting = Omit<Extract<ClientFrame, { t: 'hello' }>, 't' | 'ticket'>;

/** Why a transport ended by itself. */
export interface TransportEnd {
  /** Close code of a socket. */
  readonly code?: number;
  /** What a call on the way failed with. */
  readonly failure?: ClientFailure;
  /** The server or something between does not carry this transport: another one may work. */
  readonly isUnsupported?: boolean;
}

/** Where a transport tells what comes, never before it was given back. What it says after its end is not heard. */
export interface TransportEvents {
  onFrame(frame: ServerFrame): void;
  onEnd(end: TransportEnd): void;
}

/** One connection that is being opened or open. */
export interface Transport {
  /** Lost if the connection is not open; whatever must arrive is said again in the next greeting. */
  send(frame: ClientFrame): void;
  close(): void;
}

/** A way to be told what happens. The greeting is asked for when it goes out. */
export type OpenTransport = (greeting: () => Greeting, events: TransportEvents) => Transport;

/** A frame of text as it came, or undefined for what is not one. */
export function readFrame(text: unknown): ServerFrame | undefined {
  try {
    const frame: unknown = JSON.parse(String(text));
    return typeof frame === 'object' && frame !== null && 't' in frame ? (frame as ServerFrame) : undefined;
  } catch {
    return undefined;
  }
}
