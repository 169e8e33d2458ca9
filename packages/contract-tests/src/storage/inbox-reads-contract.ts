import type { DomainEvent, DomainEventMap } from '@parley/core';
import type { ConversationFilter } from '@parley/core/storage';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { type Desk, later, openDesk } from './desk.ts';

/** What an agent's inbox reads beside conversations, messages and notes themselves. */
export function inboxReadsContract({ storage }: ContractSubject): void {
  describe('heads of messages', () => {
    it('say who wrote, what kind of content, and how far it got, for places in many conversations', async () => {
      const desk = await openDesk(storage());
      const { conversation: first } = await desk.openConversation();
      const { conversation: second } = await desk.openConversation();
      const inbound = desk.inbound(first, { seq: 1 });
      const agent = { type: 'agent', id: desk.ids.next('agt') } as const;
      const outbound = desk.outbound(second, {
        seq: 7,
        sender: agent,
        content: { type: 'location', latitude: 1, longitude: 2 },
      });
      await desk.account.messages.add([inbound, desk.inbound(first, { seq: 2 }), outbound]);
      const places = [
        { conversationId: second.id, seq: 7 },
        { conversationId: first.id, seq: 1 },
        { conversationId: first.id, seq: 99 },
        { conversationId: desk.ids.next('cnv'), seq: 1 },
      ];
      const heads = await desk.account.messages.headsAt(places);
      expect([...heads].sort((left, right) => left.seq - right.seq)).toStrictEqual([
        {
          conversationId: first.id,
          seq: 1,
          direction: 'inbound',
          sender: inbound.sender,
          contentType: 'text',
        },
        {
          conversationId: second.id,
          seq: 7,
          direction: 'outbound',
          sender: agent,
          contentType: 'location',
          status: 'queued',
        },
      ]);
      expect(await desk.account.messages.headsAt([])).toStrictEqual([]);
      const stranger = await openDesk(storage());
      expect(await stranger.account.messages.headsAt(places)).toStrictEqual([]);
    });
  });

  describe('a stretch of messages', () => {
    it('is read in both directions, page by page, without its ends', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const seqs = [1, 2, 3, 4, 5, 6, 7];
      await desk.account.messages.add(seqs.map((seq) => desk.inbound(conversation, { seq })));
      const read = async (direction: 'forward' | 'backward', limit: number, after?: number) => {
        const page = { limit, ...(after === undefined ? {} : { after }) };
        const range = { afterSeq: 2, beforeSeq: 7 };
        const found = await desk.account.messages.list(conversation.id, direction, page, range);
        return { seqs: found.items.map(({ seq }) => seq), nextAfter: found.nextAfter };
      };
      expect(await read('forward', 3)).toStrictEqual({ seqs: [3, 4, 5], nextAfter: 5 });
      expect(await read('forward', 3, 5)).toStrictEqual({ seqs: [6], nextAfter: undefined });
      expect(await read('backward', 3)).toStrictEqual({ seqs: [6, 5, 4], nextAfter: 4 });
      expect(await read('backward', 3, 4)).toStrictEqual({ seqs: [3], nextAfter: undefined });
    });
  });

  describe('counts of conversations', () => {
    it('tell what is open, with nobody, waiting, asleep, unread and mine; what is over does not count', async () => {
      const desk = await openDesk(storage());
      const me = desk.agent();
      const other = desk.agent({ name: 'Ben' });
      await desk.account.agents.add([me, other]);
      const unread = { unreadCount: 2 };
      await desk.openConversation();
      await desk.openConversation({ ...unread });
      await desk.openConversation({ assigneeId: me.id });
      await desk.openConversation({ assigneeId: me.id, ...unread });
      await desk.openConversation({ assigneeId: other.id, ...unread });
      await desk.openConversation({ status: 'pending', assigneeId: me.id, ...unread });
      await desk.openConversation({ status: 'snoozed', snoozedUntil: later(1) });
      await desk.openConversation({ status: 'resolved', assigneeId: me.id, ...unread });
      await desk.openConversation({ status: 'closed', ...unread });
      const all = { open: 5, unassigned: 2, pending: 1, snoozed: 1, unread: 4 };
      const { conversations } = desk.account;
      expect(await conversations.counts()).toStrictEqual({ ...all, mine: 0, mineUnread: 0 });
      expect(await conversations.counts(me.id)).toStrictEqual({ ...all, mine: 2, mineUnread: 2 });
      expect(await conversations.counts(other.id)).toStrictEqual({ ...all, mine: 1, mineUnread: 1 });
      const stranger = await openDesk(storage());
      expect(Object.values(await stranger.account.conversations.counts(me.id))).toStrictEqual([
        0, 0, 0, 0, 0, 0, 0,
      ]);
    });

    it('agree with the lists: only active conversations are unread', async () => {
      const desk = await openDesk(storage());
      const { conversation: open } = await desk.openConversation({ unreadCount: 1, lastMessageAt: later(2) });
      const { conversation: pending } = await desk.openConversation({
        unreadCount: 1,
        status: 'pending',
        lastMessageAt: later(1),
      });
      const { conversation: closed, customer } = await desk.openConversation({
        unreadCount: 1,
        status: 'closed',
      });
      await desk.openConversation({ lastMessageAt: later(3) });
      const listed = async (filter: ConversationFilter): Promise<readonly string[]> =>
        (await desk.account.conversations.list({ isUnread: true, ...filter }, { limit: 10 })).items.map(
          ({ id }) => id,
        );
      expect(await listed({})).toStrictEqual([open.id, pending.id]);
      expect(await listed({ statuses: ['pending', 'closed'] })).toStrictEqual([pending.id]);
      expect(await listed({ statuses: ['closed'] })).toStrictEqual([]);
      expect(await listed({ customerId: customer.id })).toStrictEqual([]);
      expect(await listed({ customerId: open.customerId, inboxId: desk.inbox.id })).toStrictEqual([open.id]);
      expect((await desk.account.conversations.find([closed.id]))[0]?.unreadCount).toBe(1);
      expect((await desk.account.conversations.counts()).unread).toBe(2);
    });
  });

  describe('a timeline', () => {
    it('has what happened to one conversation, oldest first, page by page, and nothing else', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const { conversation: other } = await desk.openConversation();
      const first = fact(desk, 'conversation.opened', opened(desk, conversation.id));
      const second = fact(desk, 'conversation.priority_changed', {
        conversationId: conversation.id,
        from: 'normal',
        to: 'high',
      });
      const third = fact(desk, 'conversation.subject_changed', { conversationId: conversation.id });
      const seen = { conversationId: conversation.id, lastReadSeq: 1, unreadCount: 0 };
      const append = (events: readonly DomainEvent[]): Promise<void> =>
        desk.account.transaction((tx) => tx.outbox.append(events));
      await append([first, fact(desk, 'conversation.opened', opened(desk, other.id)), desk.event()]);
      await append([fact(desk, 'conversation.seen', seen), second]);
      await append([third]);
      const types = [
        'conversation.opened',
        'conversation.priority_changed',
        'conversation.subject_changed',
      ] as const;
      const { events } = desk.account;
      const page = await events.ofConversation(conversation.id, types, { limit: 2 });
      expect(page.items).toStrictEqual([first, second]);
      const after = page.nextAfter;
      if (after === undefined) throw new Error('there is a third one');
      expect(await events.ofConversation(conversation.id, types, { limit: 2, after })).toStrictEqual({
        items: [third],
      });
      expect(await events.ofConversation(conversation.id, types.slice(1, 2), { limit: 9 })).toStrictEqual({
        items: [second],
      });
      const stranger = await openDesk(storage());
      const foreign = await stranger.account.events.ofConversation(conversation.id, types, { limit: 9 });
      expect(foreign).toStrictEqual({ items: [] });
    });
  });
}

function fact<Name extends keyof DomainEventMap>(
  desk: Desk,
  type: Name,
  data: DomainEventMap[Name],
): DomainEvent {
  const { ids, accountId } = desk;
  const at = later(0);
  const actor = { type: 'system' } as const;
  return { id: ids.next('evt'), type, version: 1, accountId, actor, at, data } as DomainEvent;
}

function opened(
  desk: Desk,
  conversationId: DomainEventMap['conversation.opened']['conversationId'],
): DomainEventMap['conversation.opened'] {
  return { conversationId, customerId: desk.ids.next('cus'), inboxId: desk.inbox.id, number: 1 };
}
