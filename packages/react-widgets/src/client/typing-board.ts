import type { Cell } from './cell.ts';
import type { ClientContext } from './client-context.ts';
import type { Timer } from './environment.ts';
import { createListeningCells } from './listening-cells.ts';
import type { TypingState } from './support-client.ts';
import type { Actor, ClientFrame, ServerFrame } from './wire-types.ts';

type TypingFrame = Extract<ServerFrame, { t: 'typing' }>;

const nobody: TypingState['by'] = [];
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
  tell(conversationId: string, isTyping: boolean, mode?: 'reply' | 'note'): void;
}

/** @param me - Id of the signed-in agent: their own typing in other tabs is not shown. */
export function createTypingBoard(
  ctx: ClientContext,
  me: () => string | undefined,
  listen: (conversationId: string) => () => void,
  send: (frame: ClientFrame) => void,
): TypingBoard {
  const { env } = ctx;
  /** By conversation. */
  const typists = new Map<string, TypingState['by']>();
  /** By conversation and person: when they are taken to have stopped. */
  const timers = new Map<string, Timer>();
  const toldAt = new Map<string, number>();
  const cells = createListeningCells(ctx.batch, (id) => ({ by: typists.get(id) ?? nobody }), listen);
  const stop = (conversationId: string, id: string): void => {
    env.clearTimer(timers.get(conversationId + id));
    timers.delete(conversationId + id);
    typists.set(
      conversationId,
      (typists.get(conversationId) ?? nobody).filter((typist) => typist.id !== id),
    );
    cells.peek(conversationId)?.invalidate();
  };
  return {
    cell: cells.get,
    told({ conversationId, by, isTyping, expiresInMs }) {
      if ((by.type !== 'agent' && by.type !== 'customer') || by.id === me()) return;
      const { id, type, name } = by;
      if (!isTyping) return stop(conversationId, id);
      env.clearTimer(timers.get(conversationId + id));
      timers.set(
        conversationId + id,
        env.setTimer(() => stop(conversationId, id), expiresInMs),
      );
      const here = typists.get(conversationId) ?? nobody;
      if (!here.some((typist) => typist.id === id))
        typists.set(conversationId, [...here, { id, type, name }]);
      cells.peek(conversationId)?.invalidate();
    },
    sent(conversationId, by) {
      if ('id' in by) stop(conversationId, by.id);
    },
    clear() {
      for (const [conversationId, here] of typists) for (const { id } of here) stop(conversationId, id);
    },
    tell(conversationId, isTyping, mode = 'reply') {
      const key = `${conversationId} ${mode}`;
      const last = toldAt.get(key);
      if (isTyping ? last !== undefined && env.now() - last < toldEveryMs : last === undefined) return;
      if (isTyping) toldAt.set(key, env.now());
      else toldAt.delete(key);
      send({ t: 'typing', conversationId, isTyping, mode } as ClientFrame);
    },
  };
}
