import { describe, expect, it } from 'vitest';
import { anInboundMessage, anOutboundMessage } from '../testing/builders.ts';
import { applyUpdate } from './apply-update.ts';
import type { Message } from './message.ts';
import type { MessageUpdate } from './parked-update.ts';

const minute = (count: number): Date => new Date(Date.UTC(2026, 0, 5, 10, count));
const sara = { type: 'customer', id: 'cus_00000000000070008000000000000001' } as const;
const all = (message: Message, updates: readonly MessageUpdate[]): Message =>
  updates.reduce((current, update) => applyUpdate(current, update)?.next ?? current, message);

describe('updates of a message', () => {
  it('tells once when a message is delivered', () => {
    const update = { type: 'delivery', evidence: { status: 'delivered', at: minute(1) } } as const;
    const first = applyUpdate(anOutboundMessage(), update);
    expect(first?.events.map((event) => event.type)).toEqual(['message.delivered']);
    expect(applyUpdate(first?.next as Message, update)).toBeUndefined();
  });

  it('ignores a delivery status on a customer’s message', () => {
    expect(
      applyUpdate(anInboundMessage(), { type: 'delivery', evidence: { status: 'read', at: minute(1) } }),
    ).toBeUndefined();
  });

  it('keeps one reaction per person, the newest, in any order', () => {
    const like: MessageUpdate = { type: 'reaction', by: sara, emoji: '👍', at: minute(1) };
    const love: MessageUpdate = { type: 'reaction', by: sara, emoji: '❤️', at: minute(2) };
    for (const order of [
      [like, love],
      [love, like],
    ]) {
      expect(all(anInboundMessage(), order).reactions).toEqual([{ by: sara, emoji: '❤️', at: minute(2) }]);
    }
  });

  it('knows the author of a reaction whatever order the database gives the keys in', () => {
    const stored = [{ by: { id: sara.id, type: 'customer' } as const, emoji: '👍', at: minute(1) }];
    const next = all(anInboundMessage({ reactions: stored }), [
      { type: 'reaction', by: sara, at: minute(2) },
    ]);
    expect(next.reactions).toEqual([{ by: sara, at: minute(2) }]);
  });

  it('does not bring back a reaction that was taken back when the original comes late', () => {
    const like: MessageUpdate = { type: 'reaction', by: sara, emoji: '👍', at: minute(1) };
    const back: MessageUpdate = { type: 'reaction', by: sara, at: minute(2) };
    for (const order of [
      [like, back],
      [back, like],
    ]) {
      expect(
        all(anInboundMessage(), order).reactions.filter((reaction) => reaction.emoji !== undefined),
      ).toEqual([]);
    }
  });

  it('shows the newest edit in any order and keeps what it said before', () => {
    const one: MessageUpdate = { type: 'edit', content: { type: 'text', text: 'one' }, at: minute(1) };
    const two: MessageUpdate = { type: 'edit', content: { type: 'text', text: 'two' }, at: minute(2) };
    expect(all(anInboundMessage(), [two, one]).content).toEqual({ type: 'text', text: 'two' });
    const edited = all(anInboundMessage(), [one, two]);
    expect(edited.revisions.map((revision) => revision.content)).toEqual([
      { type: 'text', text: 'Where is my order?' },
      { type: 'text', text: 'one' },
    ]);
  });

  it('hides a deleted message, keeps it for audit, and stays deleted', () => {
    const gone = all(anInboundMessage(), [
      { type: 'delete', at: minute(1) },
      { type: 'edit', content: { type: 'text', text: 'late' }, at: minute(2) },
    ]);
    expect(gone).toMatchObject({ content: { type: 'unsupported', kind: 'deleted' }, deletedAt: minute(1) });
    expect(gone.revisions[0]?.content).toEqual({ type: 'text', text: 'Where is my order?' });
  });
});
