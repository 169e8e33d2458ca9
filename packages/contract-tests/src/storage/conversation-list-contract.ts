import type { Conversation } from '@parley/core';
import type { ConversationFilter, ConversationListKey } from '@parley/core/storage';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { type Desk, later, openDesk } from './desk.ts';

const hour = 60 * 60 * 1000;

/** Walks all pages. */
async function listAll(
  desk: Desk,
  filter: ConversationFilter,
  limit: number,
): Promise<readonly Conversation[]> {
  const found: Conversation[] = [];
  let after: ConversationListKey | undefined;
  do {
    const page = await desk.account.conversations.list(filter, {
      limit,
      ...(after === undefined ? {} : { after }),
    });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items);
    after = page.nextAfter;
  } while (after !== undefined);
  return found;
}

const activity = (conversation: Conversation): number =>
  (conversation.lastMessageAt ?? conversation.createdAt).getTime();

const newestFirst = (all: readonly Conversation[]): readonly string[] =>
  [...all].sort((a, b) => activity(b) - activity(a) || (a.id < b.id ? 1 : -1)).map(({ id }) => id);

/** The list of conversations. */
export function conversationListContract({ storage }: ContractSubject): void {
  describe('list of conversations', () => {
    it('pages by newest activity, also where times are equal, without repeating or missing one', async () => {
      const desk = await openDesk(storage());
      const times = [0, 1, 1, 1, hour, 5 * hour, 5 * hour, 5 * hour + 1, undefined, undefined, 20 * 60_000];
      const statuses = ['open', 'closed', 'pending', 'resolved', 'snoozed'] as const;
      const all: Conversation[] = [];
      for (const [index, ms] of times.entries()) {
        const { conversation } = await desk.openConversation({
          status: statuses[index % statuses.length] ?? 'open',
          ...(ms === undefined ? {} : { lastMessageAt: later(ms) }),
        });
        all.push(conversation);
      }
      for (const limit of [1, 2, 3, 100]) {
        expect((await listAll(desk, {}, limit)).map(({ id }) => id)).toStrictEqual(newestFirst(all));
      }
      const some = all.filter(({ status }) => status === 'open' || status === 'closed');
      const listed = await listAll(desk, { statuses: ['closed', 'open', 'open'] }, 2);
      expect(listed.map(({ id }) => id)).toStrictEqual(newestFirst(some));
    });

    it('moves a conversation up when something happens in it', async () => {
      const desk = await openDesk(storage());
      const { conversation: quiet } = await desk.openConversation({ lastMessageAt: later(0) });
      const { conversation: lively } = await desk.openConversation({ lastMessageAt: later(hour) });
      await desk.account.conversations.save([{ ...quiet, lastMessageAt: later(2 * hour), version: 2 }]);
      expect((await listAll(desk, {}, 10)).map(({ id }) => id)).toStrictEqual([quiet.id, lively.id]);
    });

    it('narrows by inbox, customer, assignee and nobody', async () => {
      const desk = await openDesk(storage());
      const agent = desk.agent();
      const inbox = { ...desk.inbox, id: desk.ids.next('inb') };
      await desk.account.agents.add([agent]);
      await desk.account.inboxes.add([inbox]);
      const { conversation: mine, customer } = await desk.openConversation({ assigneeId: agent.id });
      const { conversation: elsewhere } = await desk.openConversation({ inboxId: inbox.id });
      const { conversation: over } = await desk.openConversation({ status: 'closed', assigneeId: agent.id });
      const listed = async (filter: ConversationFilter): Promise<readonly string[]> =>
        (await listAll(desk, filter, 2)).map(({ id }) => id).sort();
      expect(await listed({ assigneeId: agent.id })).toStrictEqual([mine.id, over.id].sort());
      expect(await listed({ assigneeId: agent.id, statuses: ['open'] })).toStrictEqual([mine.id]);
      expect(await listed({ assigneeId: null })).toStrictEqual([elsewhere.id]);
      expect(await listed({ inboxId: inbox.id })).toStrictEqual([elsewhere.id]);
      expect(await listed({ customerId: customer.id })).toStrictEqual([mine.id]);
      expect(await listed({ customerId: customer.id, statuses: ['closed'] })).toStrictEqual([]);
      expect(await listed({ inboxId: desk.inbox.id, assigneeId: null })).toStrictEqual([]);
      expect(await listed({ statuses: [] })).toStrictEqual([]);
    });
  });
}
