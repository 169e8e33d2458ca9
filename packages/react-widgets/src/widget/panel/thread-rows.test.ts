import { describe, expect, test } from 'vitest';
import type { ChatMessage } from '../chat-client/chat-types.ts';
import type { OutboxItem } from '../chat-client/outbox.ts';
import { chosenAnswer, threadRows } from './thread-rows.ts';

const at = (minute: number, day = 5): string => new Date(2026, 0, day, 12, minute).toISOString();
let next = 0;
const message = (more: Partial<ChatMessage>): ChatMessage => {
  next += 1;
  return {
    id: `msg_${next.toString(16).padStart(32, '0')}`,
    conversationId: 'cnv_00000000000070008000000000000001',
    seq: next,
    clientMessageId: null,
    from: 'agent',
    name: 'Dana',
    content: { type: 'text', text: 'Hello' },
    sentAt: at(0),
    editedAt: null,
    deletedAt: null,
    ...more,
  };
};
const unsent: OutboxItem = {
  clientMessageId: 'own-2',
  content: { type: 'text', text: 'And?' },
  text: 'And?',
  createdAt: Date.parse(at(3)),
  owner: 'new',
  status: 'queued',
};
const outline = (messages: readonly ChatMessage[], outbox: readonly OutboxItem[] = [], isFromStart = true) =>
  threadRows(messages, outbox, isFromStart).map((row) =>
    row.kind === 'joined' ? `joined ${row.name}` : row.kind,
  );

describe('what a customer sees of a thread', () => {
  test('tells when a person takes over from the bot, and when another one does', () => {
    const messages = [
      message({ from: 'assistant', name: 'Bot' }),
      message({ from: 'customer', name: null }),
      message({}),
      message({}),
      message({ name: 'Ben' }),
    ];
    expect(outline(messages)).toEqual([
      'day',
      'message',
      'message',
      'joined Dana',
      'message',
      'message',
      'joined Ben',
      'message',
    ]);
  });

  test('does not guess who joined at the top of a page from the middle', () => {
    expect(outline([message({})], [], false)).toEqual(['day', 'message']);
    expect(outline([message({})], [], true)).toEqual(['day', 'joined Dana', 'message']);
  });

  test('starts every day with its name', () => {
    expect(outline([message({ sentAt: at(0, 4) }), message({ sentAt: at(0, 5) })], [], false)).toEqual([
      'day',
      'message',
      'day',
      'message',
    ]);
  });

  test('groups what one person writes within three minutes', () => {
    const rows = threadRows(
      [message({ sentAt: at(0) }), message({ sentAt: at(2) }), message({ sentAt: at(9) })],
      [],
      false,
    );
    expect(rows.flatMap((row) => (row.kind === 'message' ? [[row.startsGroup, row.endsGroup]] : []))).toEqual(
      [
        [true, false],
        [false, true],
        [true, true],
      ],
    );
  });

  test('keeps unsent messages last, in the group of what was written just before', () => {
    const own = message({ from: 'customer', name: null, clientMessageId: 'own-1', sentAt: at(1) });
    const rows = threadRows([own], [unsent], true);
    expect(rows.map(({ key }) => key).slice(1)).toEqual(['own-1', 'own-2']);
    expect(rows[2]).toMatchObject({ kind: 'unsent', startsGroup: false, endsGroup: true });
  });

  test('a message keeps its key when it is stored', () => {
    const stored = message({ from: 'customer', clientMessageId: unsent.clientMessageId });
    expect(threadRows([stored], [], true)[1]?.key).toBe(threadRows([], [unsent], true)[1]?.key);
  });
});

describe('answers to tap', () => {
  const question = message({
    content: {
      type: 'interactive',
      interactive: {
        kind: 'buttons',
        body: 'Which?',
        buttons: [
          { id: 'a', title: 'A' },
          { id: 'b', title: 'B' },
        ],
      },
    },
  });
  const reply = (id: string, from: ChatMessage['from'] = 'customer'): ChatMessage =>
    message({ from, content: { type: 'interactive', interactive: { kind: 'button_reply', id, title: id } } });

  test('are open until the customer chose one', () => {
    expect(chosenAnswer(question, [question], [])).toBeNull();
    expect(chosenAnswer(question, [question, reply('b')], [])).toBe('b');
    expect(chosenAnswer(question, [question, reply('other'), reply('b', 'agent')], [])).toBeNull();
  });

  test('are taken at once, and open again when the choice was refused', () => {
    const choice: OutboxItem = {
      ...unsent,
      content: { type: 'choice', messageId: question.id, choiceId: 'a' },
    };
    expect(chosenAnswer(question, [question], [choice])).toBe('a');
    expect(chosenAnswer(question, [question], [{ ...choice, status: 'failed' }])).toBeNull();
  });
});
