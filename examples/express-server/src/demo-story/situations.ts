import type { ConversationStatus, Priority } from '@parley/core';
import type { SeededRandom } from './seeded-random.ts';

/** How a story stands when it is told. */
export interface Situation {
  /** Which topic, counted round. */
  readonly topic: number;
  /** How many lines of it were written. @defaultValue all */
  readonly lines?: number;
  readonly name?: string;
  readonly status: ConversationStatus;
  readonly priority: Priority;
  /** Index of the agent who has it; absent = nobody. */
  readonly agent?: number;
  /** Messages of the customer nobody has read, at most. */
  readonly unread: number;
  /** How long ago the last line was written. */
  readonly quietForMinutes: number;
  /** How far the last answer got. */
  readonly delivery: 'delivered' | 'read' | 'failed';
  readonly isVip: boolean;
}

const calm = { status: 'open', priority: 'normal', unread: 0, delivery: 'read', isVip: false } as const;
const hours = 60;

/** What stands at the top of a new desk: one of each thing worth seeing. */
const scenes: readonly Situation[] = [
  {
    ...calm,
    topic: 0,
    lines: 6,
    name: 'Sara Kaplan',
    agent: 0,
    unread: 1,
    quietForMinutes: 2,
    priority: 'high',
    isVip: true,
  },
  { ...calm, topic: 1, lines: 1, name: 'Ben Osei', unread: 1, quietForMinutes: 6 },
  { ...calm, topic: 9, lines: 3, name: 'Layla Haddad', agent: 0, unread: 1, quietForMinutes: 11 },
  { ...calm, topic: 11, lines: 2, name: 'Tomás Almeida', unread: 2, quietForMinutes: 19, priority: 'urgent' },
  {
    ...calm,
    topic: 5,
    lines: 5,
    name: 'Ingrid Larsen',
    agent: 1,
    quietForMinutes: 34,
    delivery: 'delivered',
  },
  { ...calm, topic: 7, lines: 1, name: 'Greta Weber', unread: 1, quietForMinutes: 52 },
  { ...calm, topic: 2, lines: 2, name: 'Kofi Mensah', agent: 0, quietForMinutes: 75, delivery: 'failed' },
  { ...calm, topic: 13, lines: 3, name: 'Mina Khan', agent: 1, unread: 1, quietForMinutes: 2 * hours },
  {
    ...calm,
    topic: 3,
    lines: 3,
    name: 'Jonas Fischer',
    agent: 0,
    status: 'pending',
    quietForMinutes: 4 * hours,
  },
  { ...calm, topic: 4, lines: 3, name: 'Yuki Tanaka', unread: 1, quietForMinutes: 23 * hours + 20 },
  { ...calm, topic: 8, lines: 3, name: 'Diego Castillo', agent: 0, quietForMinutes: 26 * hours },
  {
    ...calm,
    topic: 6,
    lines: 3,
    name: 'Elif Demir',
    agent: 1,
    status: 'snoozed',
    quietForMinutes: 28 * hours,
  },
];

/** The n-th situation: the scenes first, then drawn ones, the older the further back. */
export function situationOf(index: number, random: SeededRandom): Situation {
  const scene = scenes[index];
  if (scene !== undefined) return scene;
  const drawn = random.next();
  const status: ConversationStatus =
    drawn < 0.12
      ? 'open'
      : drawn < 0.18
        ? 'pending'
        : drawn < 0.2
          ? 'snoozed'
          : drawn < 0.7
            ? 'resolved'
            : 'closed';
  const isActive = status !== 'resolved' && status !== 'closed';
  const priorityDrawn = random.next();
  return {
    topic: random.between(0, 1000),
    ...(isActive ? { lines: random.between(1, 4) } : {}),
    status,
    priority:
      priorityDrawn < 0.05
        ? 'urgent'
        : priorityDrawn < 0.15
          ? 'high'
          : priorityDrawn < 0.25
            ? 'low'
            : 'normal',
    ...(status === 'open' && random.next() < 0.4 ? {} : { agent: random.between(0, 1) }),
    unread: status === 'open' ? random.between(0, 3) : 0,
    quietForMinutes: 30 * hours + (index - scenes.length) * random.between(4, 9),
    delivery: random.next() < 0.8 ? 'read' : 'delivered',
    isVip: random.next() < 0.08,
  };
}
