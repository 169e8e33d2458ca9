import { describe, expect, it } from 'vitest';
import { aConversation, anInboundMessage, anOutboundMessage } from '../testing/builders.ts';
import { recordMessage } from './record-message.ts';

const at = new Date('2026-01-05T10:00:00Z');
const earlier = new Date('2026-01-05T09:30:00Z');
const opens = { opensWindow: true };

describe('what a message does to its conversation', () => {
  it('counts a customer message as unread and lets them wait from the first one', () => {
    const first = recordMessage(aConversation(), anInboundMessage({ seq: 1 }), opens, earlier).next;
    const second = recordMessage(first, anInboundMessage({ seq: 2 }), opens, at).next;
    expect(second).toMatchObject({ unreadCount: 2, waitingSince: earlier, lastSeq: 2, lastMessageAt: at });
  });

  it('opens the service window by the channel’s time, and an older late message does not pull it back', () => {
    const newer = recordMessage(aConversation(), anInboundMessage({ sentAt: at }), opens, at).next;
    const older = recordMessage(newer, anInboundMessage({ seq: 2, sentAt: earlier }), opens, at).next;
    expect(older.lastInboundAt).toEqual(at);
  });

  it('does not let a time in the future lengthen the window', () => {
    const { next } = recordMessage(
      aConversation(),
      anInboundMessage({ sentAt: new Date('2099-01-01T00:00:00Z') }),
      opens,
      at,
    );
    expect(next.lastInboundAt).toEqual(at);
  });

  it('does not open the window for what the channel does not count', () => {
    const { next } = recordMessage(aConversation(), anInboundMessage(), { opensWindow: false }, at);
    expect(next).not.toHaveProperty('lastInboundAt');
  });

  for (const status of ['pending', 'snoozed', 'resolved'] as const) {
    it(`brings a conversation that is ${status} back to open when the customer writes`, () => {
      const { next, events } = recordMessage(
        aConversation({ status, snoozedUntil: at }),
        anInboundMessage(),
        opens,
        at,
      );
      expect(next.status).toBe('open');
      expect(events).toHaveLength(1);
    });
  }

  it('ends the wait and counts the first response when an agent answers', () => {
    const waiting = aConversation({ waitingSince: earlier, unreadCount: 3, lastSeq: 3 });
    const { next } = recordMessage(waiting, anOutboundMessage({ seq: 4 }), opens, at);
    expect(next).toMatchObject({ unreadCount: 0, firstResponseAt: at, lastReadSeq: 4, controller: 'agent' });
    expect(next).not.toHaveProperty('waitingSince');
  });

  it('counts the first response once', () => {
    const answered = aConversation({ waitingSince: earlier, firstResponseAt: earlier });
    expect(recordMessage(answered, anOutboundMessage(), opens, at).next.firstResponseAt).toEqual(earlier);
  });

  it('does not call it a response when we write first', () => {
    expect(recordMessage(aConversation(), anOutboundMessage(), opens, at).next).not.toHaveProperty(
      'firstResponseAt',
    );
  });

  it('keeps the customer waiting when only the system writes', () => {
    const waiting = aConversation({ waitingSince: earlier, unreadCount: 1 });
    const { next } = recordMessage(waiting, anOutboundMessage({ sender: { type: 'system' } }), opens, at);
    expect(next).toMatchObject({ waitingSince: earlier, unreadCount: 1 });
  });

  it('only numbers imported history', () => {
    const message = anInboundMessage({ context: { isHistory: true }, sentAt: earlier });
    const { next, events } = recordMessage(aConversation({ status: 'closed' }), message, opens, at);
    expect(next).toMatchObject({ status: 'closed', lastSeq: 1, unreadCount: 0 });
    expect(next).not.toHaveProperty('waitingSince');
    expect(next).not.toHaveProperty('lastInboundAt');
    expect(events).toEqual([]);
  });

  it('cuts the preview between characters, not inside an emoji', () => {
    const text = '👍'.repeat(200);
    const { next } = recordMessage(
      aConversation(),
      anInboundMessage({ content: { type: 'text', text } }),
      opens,
      at,
    );
    expect(next.preview).toBe('👍'.repeat(140));
  });
});
