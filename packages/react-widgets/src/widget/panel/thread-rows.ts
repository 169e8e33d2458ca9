import type { ChatMessage } from '../chat-client/chat-types.ts';
import type { OutboxItem } from '../chat-client/outbox.ts';
import { daysBetween } from '../i18n/chat-translator.ts';

const groupMs = 3 * 60_000;

/** One line of a thread. Keys stay the same while a message goes from unsent to stored. */
export type ThreadRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: Date }
  /** A person or another assistant speaks from here on. */
  | { readonly kind: 'joined'; readonly key: string; readonly name: string }
  | { readonly kind: 'system'; readonly key: string; readonly message: ChatMessage }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: ChatMessage;
      readonly startsGroup: boolean;
      readonly endsGroup: boolean;
    }
  | {
      readonly kind: 'unsent';
      readonly key: string;
      readonly item: OutboxItem;
      readonly startsGroup: boolean;
      readonly endsGroup: boolean;
    };

type Bubble = Extract<ThreadRow, { kind: 'message' | 'unsent' }>;

/**
 * A thread as it is shown: days, hand-offs, groups by author within three minutes; unsent ones last.
 * @param isFromStart whether `messages` begins with the conversation's first message
 */
export function threadRows(
  messages: readonly ChatMessage[],
  outbox: readonly OutboxItem[],
  isFromStart: boolean,
): readonly ThreadRow[] {
  const rows: ThreadRow[] = [];
  let day: Date | null = null;
  let speaker = isFromStart ? '' : null;

  const startDay = (at: Date, key: string): void => {
    if (day === null || daysBetween(day, at) !== 0) rows.push({ kind: 'day', key: `day ${key}`, at });
    day = at;
  };
  const push = (bubble: Bubble): void => {
    const last = rows.at(-1);
    const goesOn =
      last !== undefined &&
      isBubble(last) &&
      authorOf(last) === authorOf(bubble) &&
      timeOf(bubble) - timeOf(last) <= groupMs;
    if (goesOn) rows[rows.length - 1] = { ...last, endsGroup: false };
    rows.push({ ...bubble, startsGroup: !goesOn });
  };

  for (const message of messages) {
    const key = message.clientMessageId ?? message.id;
    startDay(new Date(message.sentAt), message.id);
    if (message.from === 'system') {
      rows.push({ kind: 'system', key, message });
      continue;
    }
    if (message.from !== 'customer') {
      const now = `${message.from} ${message.name ?? ''}`;
      // Of a page from the middle nobody knows who spoke before it.
      if (message.from === 'agent' && message.name !== null && speaker !== null && speaker !== now)
        rows.push({ kind: 'joined', key: `joined ${message.id}`, name: message.name });
      speaker = now;
    }
    push({ kind: 'message', key, message, startsGroup: true, endsGroup: true });
  }
  for (const item of outbox) {
    startDay(new Date(item.createdAt), item.clientMessageId);
    push({ kind: 'unsent', key: item.clientMessageId, item, startsGroup: true, endsGroup: true });
  }
  return rows;
}

/** What a tappable message was answered with; null = not yet. */
export function chosenAnswer(
  message: ChatMessage,
  later: readonly ChatMessage[],
  outbox: readonly OutboxItem[],
): string | null {
  const ids = new Set(choicesOf(message).map(({ id }) => id));
  const waiting = outbox.find(
    ({ content, status }) =>
      content.type === 'choice' && content.messageId === message.id && status !== 'failed',
  );
  if (waiting?.content.type === 'choice') return waiting.content.choiceId;
  for (const { content, seq, from } of later) {
    if (seq <= message.seq) continue;
    if (content.type !== 'interactive') continue;
    const { interactive } = content;
    if (from === 'customer' && (interactive.kind === 'button_reply' || interactive.kind === 'list_reply')) {
      if (ids.has(interactive.id)) return interactive.id;
    }
  }
  return null;
}

/** The answers a message offers. */
export function choicesOf({
  content,
}: ChatMessage): readonly { readonly id: string; readonly title: string; readonly description?: string }[] {
  if (content.type !== 'interactive') return [];
  const { interactive } = content;
  if (interactive.kind === 'buttons') return interactive.buttons;
  if (interactive.kind === 'list') return interactive.sections.flatMap(({ rows }) => rows);
  return [];
}

function isBubble(row: ThreadRow): row is Bubble {
  return row.kind === 'message' || row.kind === 'unsent';
}

function authorOf(bubble: Bubble): string {
  if (bubble.kind === 'unsent' || bubble.message.from === 'customer') return 'customer';
  return `${bubble.message.from} ${bubble.message.name ?? ''}`;
}

function timeOf(bubble: Bubble): number {
  return bubble.kind === 'unsent' ? bubble.item.createdAt : Date.parse(bubble.message.sentAt);
}
