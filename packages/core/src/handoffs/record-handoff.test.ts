import { describe, expect, it } from 'vitest';
import type { Conversation } from '../conversations/conversation.ts';
import type { MessageId, NoteId } from '../ids.ts';
import { aConversation } from '../testing/builders.ts';
import { recordHandoff } from './record-handoff.ts';
import type { TranscriptLine } from './transcript.ts';

const at = new Date('2026-01-05T10:00:00.000Z');
const before = new Date('2026-01-05T09:59:00.000Z');
const line = (role: TranscriptLine['role'], text: string, isRequest = false): TranscriptLine => ({
  role,
  text,
  at: before,
  key: `key ${text}`,
  isRequest,
});
let ids = 0;
const record = (current: Conversation, ...lines: readonly TranscriptLine[]) =>
  recordHandoff(current, lines, {
    assistantId: 'helper',
    messageId: () => `msg_${String(++ids).padStart(32, '0')}` as MessageId,
    noteId: () => `not_${String(++ids).padStart(32, '0')}` as NoteId,
    at,
  });
const ofBot = (given: Partial<Conversation> = {}): Conversation =>
  aConversation({ controller: 'assistant', ...given });

describe('a hand-off', () => {
  it('is history up to the request, which alone is unread and waits', () => {
    const { conversation, messages, notes } = record(
      ofBot(),
      line('user', 'Hello'),
      line('bot', 'Hi'),
      line('tool', 'looked up'),
      line('user', 'Help', true),
      line('bot', 'One moment'),
    );
    expect(messages.map(({ seq, direction, context }) => [seq, direction, context])).toStrictEqual([
      [1, 'inbound', { isHistory: true }],
      [2, 'outbound', { isHistory: true }],
      [3, 'inbound', {}],
      [4, 'outbound', { isHistory: true }],
    ]);
    expect(notes).toMatchObject([{ text: 'looked up', afterSeq: 2, createdAt: before }]);
    expect(conversation).toMatchObject({
      lastSeq: 4,
      lastReadSeq: 2,
      unreadCount: 1,
      customerReadSeq: 4,
      waitingSince: at,
      preview: 'Help',
      isBotHandoff: true,
      controller: 'queue',
      controllerVersion: 2,
    });
    for (const field of ['lastInboundAt', 'firstResponseAt']) expect(conversation).not.toHaveProperty(field);
  });

  it('tells everything it stores, and last who has the word now', () => {
    const { events } = record(
      ofBot(),
      line('tool', 'looked up'),
      line('bot', 'Hi'),
      line('user', 'Help', true),
    );
    expect(events.map(({ type }) => type)).toStrictEqual([
      'note.added',
      'message.echoed',
      'message.received',
      'conversation.control_changed',
    ]);
    expect(events.at(-1)?.data).toMatchObject({ from: 'assistant', to: 'queue', reason: 'handed_off' });
  });

  it('opens what was resolved or waited on the customer', () => {
    for (const status of ['pending', 'resolved'] as const) {
      const { conversation, events } = record(ofBot({ status }), line('user', 'Help', true));
      expect(conversation.status).toBe('open');
      expect(events.map(({ type }) => type)).toContain('conversation.status_changed');
    }
  });

  it('takes nothing from people who have it already, and starts no new wait', () => {
    const waitingSince = new Date('2026-01-05T08:00:00.000Z');
    const current = ofBot({
      controller: 'agent',
      controllerVersion: 7,
      waitingSince,
      unreadCount: 2,
      lastSeq: 5,
    });
    const { conversation, events } = record(current, line('user', 'Help', true));
    expect(conversation).toMatchObject({
      controller: 'agent',
      controllerVersion: 7,
      waitingSince,
      unreadCount: 3,
      lastSeq: 6,
    });
    expect(events.map(({ type }) => type)).toStrictEqual(['message.received']);
  });
});
