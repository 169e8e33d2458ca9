import type { ClientContext } from './client-context.ts';
import { failureOf } from './client-failure.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { ConversationChange } from './support-client.ts';
import type { Conversation } from './wire-types.ts';

/** Changes a conversation: shown at once, taken back if the server refuses. Changes of one conversation go in order. */
export type ConversationChanger = (id: string, change: ConversationChange) => Promise<Conversation>;

/** @param reread - Reads a conversation again, since somebody else changed it. */
export function createConversationChanger(
  ctx: ClientContext,
  store: ConversationStore,
  reread: (id: string) => void,
): ConversationChanger {
  const lanes = new Map<string, Promise<unknown>>();

  return (id, change) => {
    const uncover = store.overlay(id, shownChange(change));
    ctx.batch.hurry();
    const apply = async (): Promise<Conversation> => {
      const startedAt = ctx.ticks.next();
      try {
        const conversation = await ctx.api.change(id, change);
        store.answered(conversation, startedAt);
        return store.get(id) ?? conversation;
      } catch (error) {
        reread(id);
        throw failureOf(error);
      } finally {
        uncover();
      }
    };
    const before = lanes.get(id) ?? Promise.resolve();
    const work = before.then(apply, apply);
    const settled = work
      .catch(() => undefined)
      .then(() => {
        if (lanes.get(id) === settled) lanes.delete(id);
      });
    lanes.set(id, settled);
    return work;
  };
}

function shownChange(change: ConversationChange): Partial<Conversation> {
  const { expectedAssigneeId: _expected, ...shown } = change;
  const leavesSnooze = change.status !== undefined && change.status !== 'snoozed';
  return { ...shown, ...(leavesSnooze ? { snoozedUntil: null } : {}) } as Partial<Conversation>;
}
