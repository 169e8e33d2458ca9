import { describe, expect, test } from 'vitest';
import { type ChatState, currentConversation, initialChatState, unreadTotal } from './chat-state.ts';
import type { ChatConversation, ChatMessage, ChatServerFrame } from './chat-types.ts';
import { markRead, reduceFrame } from './reduce-frame.ts';

const id = 'cnv_00000000000070008000000000000001';
const ts = '2026-01-05T09:00:00.000Z';
const at = Date.parse(ts);
const conversation: ChatConversation = {
  id,
  number: 7,
  status: 'open',
  subject: null,
  talkingTo: 'queue',
  agentName: null,
  queuePosition: 2,
  lastSeq: 0,
  customerReadSeq: 0,
  agentReadSeq: 0,
  unreadCount: 0,
  preview: null,
  updatedAt: ts,
};
const message = (seq: number, more: Partial<ChatMessage> = {}): ChatMessage => ({
  id: `msg_${seq.toString(16).padStart(32, '0')}`,
  conversationId: id,
  seq,
  clientMessageId: null,
  from: 'agent',
  name: 'Dana',
  content: { type: 'text', text: `text ${seq}` },
  sentAt: ts,
  editedAt: null,
  deletedAt: null,
  ...more,
});
const arrives = (state: ChatState, one: ChatMessage): ChatState =>
  reduceFrame(
    state,
    { v: 1, t: 'message', conversationId: id, seq: one.seq, ts, data: { message: one } },
    at,
  );
const ready = (conversations: readonly ChatConversation[]): ChatServerFrame => ({
  v: 1,
  t: 'ready',
  ts,
  data: { isIdentified: false, name: null, hasEmail: false, heartbeatMs: 25_000, conversations },
});
const known = reduceFrame(initialChatState, ready([conversation]), at);

describe('what frames make of the state', () => {
  test('messages to the customer count as unread until they were read, own ones never', () => {
    const own = arrives(known, message(1, { from: 'customer', name: null }));
    expect(unreadTotal(own)).toBe(0);
    const two = arrives(arrives(own, message(2)), message(3));
    expect([unreadTotal(two), two.conversations[0]?.preview]).toEqual([2, 'text 3']);
    expect(unreadTotal(markRead(two, id, 2))).toBe(1);
    expect(unreadTotal(markRead(two, id, 3))).toBe(0);
  });

  test('a frame that comes again changes nothing', () => {
    const once = arrives(known, message(1));
    expect(arrives(once, message(1))).toEqual(once);
  });

  test('who answers has read what came before', () => {
    const asked = arrives(known, message(1, { from: 'customer', name: null }));
    expect(asked.conversations[0]?.agentReadSeq).toBe(0);
    expect(arrives(asked, message(2, { from: 'assistant' })).conversations[0]?.agentReadSeq).toBe(0);
    expect(arrives(asked, message(2)).conversations[0]?.agentReadSeq).toBe(2);
  });

  test('read marks only move forward', () => {
    const read = (state: ChatState, by: 'agent' | 'customer', upToSeq: number): ChatState =>
      reduceFrame(state, { v: 1, t: 'read', conversationId: id, ts, data: { by, upToSeq } }, at);
    const far = read(read(known, 'agent', 5), 'customer', 4);
    expect(read(read(far, 'agent', 2), 'customer', 1).conversations[0]).toMatchObject({
      agentReadSeq: 5,
      customerReadSeq: 4,
    });
  });

  test('somebody who types stops when their message arrives', () => {
    const frame = { by: 'agent', name: 'Dana', isTyping: true, expiresInMs: 5_000 } as const;
    const typing = reduceFrame(known, { v: 1, t: 'typing', conversationId: id, ts, data: frame }, at);
    expect(typing.typing[id]).toEqual({ by: 'agent', name: 'Dana', until: at + 5_000 });
    expect(arrives(typing, message(1)).typing).toEqual({});
    const own = arrives(typing, message(1, { from: 'customer', name: null }));
    expect(own.typing[id]).toBeDefined();
  });

  test('the acknowledged message stands in the thread before its own frame comes, once', () => {
    const item = {
      clientMessageId: 'own-1',
      content: { type: 'text', text: 'Hello' },
      text: 'Hello',
      createdAt: at,
      owner: 'new',
      status: 'sending',
    } as const;
    const data = { clientMessageId: 'own-1', messageId: message(1).id, conversationId: id, seq: 1 } as const;
    const acked = reduceFrame(
      { ...initialChatState, outbox: [item] },
      { v: 1, t: 'ack', conversationId: id, ts, data },
      at,
    );
    expect(acked.outbox).toEqual([]);
    expect(acked.threads[id]?.messages.map(({ content }) => content)).toEqual([
      { type: 'text', text: 'Hello' },
    ]);
    expect(currentConversation(acked)?.id).toBe(id);
    const own = message(1, { from: 'customer', name: null, clientMessageId: 'own-1' });
    expect(arrives(acked, own).threads[id]?.messages).toEqual([own]);
  });

  test('a late acknowledgement of a first message does not hide what came after it', () => {
    const item = {
      clientMessageId: 'own-1',
      content: { type: 'text', text: 'Hello' },
      text: 'Hello',
      createdAt: at,
      owner: 'new',
      status: 'sending',
    } as const;
    const answered = reduceFrame(initialChatState, ready([{ ...conversation, lastSeq: 2 }]), at);
    const data = { clientMessageId: 'own-1', messageId: message(1).id, conversationId: id, seq: 1 } as const;
    const acked = reduceFrame(
      { ...answered, outbox: [item] },
      { v: 1, t: 'ack', conversationId: id, ts, data },
      at,
    );
    // Not loaded: whoever opens it reads it from the server, with the answer.
    expect([acked.outbox, acked.threads]).toEqual([[], {}]);
  });

  test('a conversation that is over is not the one that goes on', () => {
    for (const status of ['resolved', 'closed'] as const)
      expect(
        currentConversation(reduceFrame(initialChatState, ready([{ ...conversation, status }]), at)),
      ).toBeUndefined();
  });
});
