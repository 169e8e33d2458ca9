import type {
  AccountId,
  Agent,
  AgentId,
  Conversation,
  Customer,
  Delivery,
  DomainFact,
  Identity,
  InboxId,
  Message,
  Note,
} from '@parley/core';
import { firstNames, lastNames, namesByLanguage } from './people.ts';
import type { SeededRandom } from './seeded-random.ts';
import { type Situation, situationOf } from './situations.ts';
import { type Topic, topics } from './topics.ts';

/** An event of a story, and when it happened. */
export interface StoryEvent {
  readonly fact: DomainFact;
  readonly at: Date;
}

/** One conversation with everything that belongs to it. */
export interface Story {
  readonly customer: Customer;
  readonly identity: Identity;
  /** Its number is given when it is written. */
  readonly conversation: Omit<Conversation, 'number'>;
  readonly messages: readonly Message[];
  readonly notes: readonly Note[];
  readonly events: readonly StoryEvent[];
}

/** Where stories play. */
export interface Stage {
  readonly accountId: AccountId;
  readonly inboxId: InboxId;
  /** The WhatsApp portfolio that identities are unique in. */
  readonly scope: string;
  readonly agents: readonly Agent[];
  /** Stories end at or before this. */
  readonly now: Date;
}

const minute = 60_000;

/** The n-th story: the first dozen are set scenes, the rest are drawn. The same random numbers give the same story. */
export function tellStory(index: number, stage: Stage, random: SeededRandom): Story {
  const situation = situationOf(index, random);
  const topic = topics[situation.topic % topics.length] as Topic;
  const endsAt = stage.now.getTime() - situation.quietForMinutes * minute;
  const lines = topic.lines.slice(0, situation.lines ?? topic.lines.length);
  const times = timesBackFrom(endsAt, lines.length, random);
  const id = (prefix: string, at: number): string => `${prefix}_${timedHex(at, random)}`;
  const beganAt = times[0] ?? endsAt;
  const agent = stage.agents[situation.agent ?? 0];
  const assigneeId = situation.agent === undefined ? undefined : agent?.id;
  const customerId = id('cus', beganAt) as Customer['id'];
  const conversationId = id('cnv', beganAt) as Conversation['id'];
  const phone = `49151${String(20_000_000 + index).padStart(8, '0')}`;

  const messages: Message[] = [];
  const notes: Note[] = [];
  lines.forEach(([who, text], at) => {
    const time = times[at] ?? endsAt;
    if (who === 'n') {
      notes.push({
        id: id('not', time) as Note['id'],
        conversationId,
        author: authorOf(assigneeId ?? agent?.id),
        text,
        afterSeq: messages.length,
        createdAt: new Date(time),
      });
      return;
    }
    const isLast = at === lines.length - 1;
    const base = {
      id: id('msg', time) as Message['id'],
      conversationId,
      inboxId: stage.inboxId,
      customerId,
      seq: messages.length + 1,
      content: { type: 'text', text } as const,
      context: {},
      providerMessageId: `wamid.demo.${conversationId.slice(4)}.${messages.length + 1}`,
      reactions: [],
      revisions: [],
      sentAt: new Date(time),
      createdAt: new Date(time),
    };
    messages.push(
      who === 'c'
        ? { ...base, direction: 'inbound', sender: { type: 'customer', id: customerId } }
        : {
            ...base,
            direction: 'outbound',
            sender: authorOf(assigneeId ?? agent?.id),
            delivery: deliveryOf(time, isLast ? situation.delivery : 'read'),
            part: 0,
          },
    );
  });

  return {
    customer: {
      id: customerId,
      name: situation.name ?? nameFor(topic, random),
      phone: `+${phone}`,
      language: topic.language,
      attributes: situation.isVip ? { tier: 'gold' } : {},
      nameIsEdited: false,
      version: 1,
      createdAt: new Date(beganAt),
      updatedAt: new Date(beganAt),
    },
    identity: {
      id: id('idn', beganAt) as Identity['id'],
      customerId,
      channel: 'whatsapp',
      scope: stage.scope,
      kind: 'phone',
      value: phone,
      validFrom: new Date(beganAt),
    },
    conversation: conversationOf({
      conversationId,
      customerId,
      stage,
      topic,
      situation,
      messages,
      assigneeId,
    }),
    messages,
    notes,
    events: eventsOf({ conversationId, customerId, stage, situation, messages, assigneeId }),
  };
}

function nameFor({ language }: Topic, random: SeededRandom): string {
  const names = namesByLanguage[language];
  return names === undefined ? `${random.pick(firstNames)} ${random.pick(lastNames)}` : random.pick(names);
}

interface Parts {
  readonly conversationId: Conversation['id'];
  readonly customerId: Customer['id'];
  readonly stage: Stage;
  readonly situation: Situation;
  readonly messages: readonly Message[];
  readonly assigneeId: AgentId | undefined;
}

function conversationOf(parts: Parts & { readonly topic: Topic }): Story['conversation'] {
  const { conversationId, customerId, stage, topic, situation, messages, assigneeId } = parts;
  const lastAnswer = messages.findLast(({ direction }) => direction === 'outbound');
  const firstAnswer = messages.find(({ direction }) => direction === 'outbound');
  const lastInbound = messages.findLast(({ direction }) => direction === 'inbound');
  const last = messages.at(-1);
  const lastSeq = last?.seq ?? 0;
  const unreadCount = Math.min(situation.unread, lastSeq - (lastAnswer?.seq ?? 0));
  const waiting = messages.find(({ seq }) => seq === (lastAnswer?.seq ?? 0) + 1);
  const isActive = situation.status !== 'resolved' && situation.status !== 'closed';
  const at = last?.createdAt ?? stage.now;
  return {
    id: conversationId,
    customerId,
    inboxId: stage.inboxId,
    status: situation.status,
    priority: situation.priority,
    controller: assigneeId === undefined ? 'queue' : 'agent',
    isBotHandoff: false,
    customerReadSeq: 0,
    controllerVersion: 1,
    subject: topic.subject,
    ...(assigneeId === undefined ? {} : { assigneeId }),
    lastSeq,
    lastReadSeq: lastSeq - unreadCount,
    unreadCount,
    ...(isActive && waiting !== undefined ? { waitingSince: waiting.createdAt } : {}),
    ...(firstAnswer === undefined ? {} : { firstResponseAt: firstAnswer.createdAt }),
    ...(lastInbound === undefined ? {} : { lastInboundAt: lastInbound.sentAt }),
    lastMessageAt: at,
    preview:
      last === undefined || last.content.type !== 'text'
        ? ''
        : Array.from(last.content.text).slice(0, 140).join(''),
    ...(situation.status === 'snoozed'
      ? { snoozedUntil: new Date(stage.now.getTime() + 18 * 60 * minute) }
      : {}),
    ...(isActive ? {} : { resolvedAt: at }),
    ...(situation.status === 'closed' ? { closedAt: at } : {}),
    version: 1,
    createdAt: messages[0]?.createdAt ?? at,
    updatedAt: at,
  };
}

function eventsOf({
  conversationId,
  customerId,
  stage,
  situation,
  messages,
  assigneeId,
}: Parts): StoryEvent[] {
  const beganAt = messages[0]?.createdAt ?? stage.now;
  const endedAt = messages.at(-1)?.createdAt ?? stage.now;
  const { inboxId } = stage;
  const events: StoryEvent[] = [
    {
      at: beganAt,
      fact: { type: 'conversation.opened', data: { conversationId, customerId, inboxId, number: 0 } },
    },
  ];
  if (assigneeId !== undefined) {
    events.push({
      at: beganAt,
      fact: { type: 'conversation.assigned', data: { conversationId, from: undefined, to: assigneeId } },
    });
  }
  if (situation.status !== 'open') {
    const to = situation.status;
    events.push({
      at: endedAt,
      fact: { type: 'conversation.status_changed', data: { conversationId, from: 'open', to } },
    });
  }
  return events;
}

const authorOf = (id: AgentId | undefined): Message['sender'] =>
  id === undefined ? { type: 'system' } : { type: 'agent', id };

function deliveryOf(at: number, status: 'delivered' | 'read' | 'failed'): Delivery {
  const after = (seconds: number): Date => new Date(at + seconds * 1000);
  const times = { queued: after(0), sending: after(0) };
  if (status === 'failed') {
    return {
      status,
      attempts: 1,
      times: { ...times, failed: after(1) },
      error: {
        code: 'recipient_unreachable',
        providerCode: '131026',
        message: 'WhatsApp could not deliver the message: the number may not be on WhatsApp any more.',
        fix: 'Check the number with the customer, or write on another channel.',
      },
    };
  }
  const delivered = { ...times, sent: after(1), delivered: after(3) };
  return { status, attempts: 1, times: status === 'read' ? { ...delivered, read: after(40) } : delivered };
}

/** Times of `count` lines that end at `endsAt`, some seconds to minutes apart. */
function timesBackFrom(endsAt: number, count: number, random: SeededRandom): number[] {
  const times = [endsAt];
  while (times.length < count) times.unshift((times[0] ?? endsAt) - random.between(40, 600) * 1000);
  return times;
}

/** The 32 digits of a UUIDv7 of that moment. */
function timedHex(at: number, random: SeededRandom): string {
  return `${at.toString(16).padStart(12, '0')}7${random.hex(3)}8${random.hex(3)}${random.hex(12)}`;
}
