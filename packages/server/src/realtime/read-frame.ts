import { clientFrameSchema } from '@parley/api-contract';
import type { z } from 'zod';
import type { RealtimeErrorCode } from './server-frames.ts';

/** A frame of a client that fits the contract. */
export type ClientFrame = z.output<typeof clientFrameSchema>;

/** What a text of a client turned out to be. */
export type FrameReading =
  | { readonly frame: ClientFrame }
  | { readonly code: RealtimeErrorCode; readonly id?: string };

const known: ReadonlySet<unknown> = new Set(clientFrameSchema.options.map(({ shape }) => shape.t.value));

/** Reads a client's text. Whatever is wrong with it is one of a few codes, and nothing of it is repeated. */
export function readFrame(text: string): FrameReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { code: 'bad_frame' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { code: 'bad_frame' };
  const { t, id, topics } = value as {
    readonly t?: unknown;
    readonly id?: unknown;
    readonly topics?: unknown;
  };
  const named = typeof id === 'string' && /^[\w.:-]{1,64}$/.test(id) ? { id } : {};
  if (!known.has(t)) return { code: 'unknown_frame', ...named };
  if (Array.isArray(topics) && topics.length > maxTopicsPerFrame)
    return { code: 'too_many_topics', ...named };
  const result = clientFrameSchema.safeParse(value);
  return result.success ? { frame: result.data } : { code: 'bad_frame', ...named };
}

const maxTopicsPerFrame = 200;
