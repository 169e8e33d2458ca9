import type { Cell } from './cell.ts';
import type { ClientContext } from './client-context.ts';
import type { Timer } from './environment.ts';
import { createListeningCells } from './listening-cells.ts';
import type { TypingState } from './support-client.ts';
import type { Actor, ServerFrame } from './wire-types.ts';

type TypingFrame = Extract<ServerFrame, { t: 'typing' }>;
type Typist = TypingState['by'][number];

const nobody: TypingState = { by: [] };
const toldEveryMs = 3_000;

/** Who types where, and telling the others that this agent does. */
export interface TypingBoard {
  cell(conversationId: string): Cell<TypingState>;
  /** Somebody else types, until the frame's time is over. */
  told(frame: TypingFrame): void;
  /** They sent what they typed. */
  sent(conversationId: string, by: Actor): void;
  /** The connection is gone: nobody can say who types. */
  clear(): void;
  /** This agent types: told at most every 3 s, the end at once. */
  tell(conversationId: string, isTyping: boolean, mode: 'reply' | 'note'): void;
}

/** @param me - Id of the signed-in agent: their own typing in other tabs is not shown. */
export function createTypingBoard(
  ctx: ClientContext,
  me: () => string | undefined,
  listen: (conversationId: string) => () => void,
  send: (frame: { t: 'typing'; conversationId: string; isTyping: boolean; mode: 'reply' | 'note' }) => void,
): TypingBoard {
  const { env } = ctx;
  const typists = new Map<string, Map<string, { readonly typist: Typist; readonly timer: Timer }>>();
  const toldAt = new Map<string, number>();
  const cells = createListeningCells(
    ctx.batch,
    (id) => {
      const here = typists.get(id);
      return here === undefined ? nobody : { by: [...here.values()].map(({ typist }) => typist) };
    },
    listen,
  );
  const stop = (conversationId: string, id: string): void => {
    const here = typists.get(conversationId);
    env.clearTimer(here?.get(id)?.timer);
    if (here?.delete(id) !== true) return;
    if (here.size === 0) typists.delete(conversationId);
    cells.peek(conversationId)?.invalidate();
  };
  return {
    cell: cells.get,
    told({ conversationId, by, isTyping, expiresInMs }) {
      if ((by.type !== 'agent' && by.type !== 'customer') || by.id === me()) return;
      const { id, type, name } = by;
      const known = typists.get(conversationId)?.get(id);
      if (!isTyping) return stop(conversationId, id);
      env.clearTimer(known?.timer);
      const here = typists.get(conversationId) ?? new Map();
      typists.set(conversationId, here);
      here.set(id, {
        typist: known?.typist ?? { id, type, ...(name === undefined ? {} : { name }) },
        timer: env.setTimer(() => stop(conversationId, id), expiresInMs),
      });
      if (known === undefined) cells.peek(conversationId)?.invalidate();
    },
    sent(conversationId, by) {
      if (by.type === 'agent' || by.type === 'customer') stop(conversationId, by.id);
    },
    clear() {
      for (const [conversationId, here] of [...typists])
        for (const id of [...here.keys()]) stop(conversationId, id);
    },
    tell(conversationId, isTyping, mode) {
      const key = `${conversationId} ${mode}`;
      const last = toldAt.get(key);
      if (isTyping ? last !== undefined && env.now() - last < toldEveryMs : last === undefined) return;
      if (isTyping) toldAt.set(key, env.now());
      else toldAt.delete(key);
      send({ t: 'typing', conversationId, isTyping, mode });
    },
  };
}
