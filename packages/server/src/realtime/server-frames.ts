import type { AnswerOf, realtimeErrorCodes, serverFrameSchema } from '@parley/api-contract';
import type { EventNames } from './event-aliases.ts';

/** A frame of the server, events apart: those are put together from parts that many connections share. */
export type ServerFrame = Exclude<AnswerOf<typeof serverFrameSchema>, { readonly t: 'event' }>;

/** What a connection can be told went wrong. */
export type RealtimeErrorCode = (typeof realtimeErrorCodes)[number];

/** A frame as text. */
export function frameText(frame: ServerFrame): string {
  return JSON.stringify(frame);
}

/** An error as text; `id` is the request's, where it has one. */
export function errorText(code: RealtimeErrorCode, id?: string): string {
  return frameText({ t: 'error', code, ...(id === undefined ? {} : { id }) });
}

/** The text of one frame for connections that want different names. */
export type NamedText = (names: EventNames) => string;
