import type { ChatVariant } from '../targets/chat-target.ts';

/** A set-up of the Chat SDK, and how much of the load it gets. */
export interface PlannedVariant extends ChatVariant {
  /** All connection counts and the open model, or only the one count that is compared. */
  readonly extent: 'full' | 'one';
}

/** With `@chat-adapter/state-pg`. The first is the one Parley is compared with. */
export const pgVariants: readonly PlannedVariant[] = [
  {
    id: 'chat-pg',
    label: 'chat + state-pg',
    concurrency: 'queue',
    ack: 'after_handler',
    insert: true,
    extent: 'full',
  },
  {
    id: 'chat-pg-at-once',
    label: 'chat + state-pg, acks at once',
    concurrency: 'queue',
    ack: 'at_once',
    insert: true,
    extent: 'one',
  },
  {
    id: 'chat-pg-concurrent',
    label: 'chat + state-pg, no locks',
    concurrency: 'concurrent',
    ack: 'after_handler',
    insert: true,
    extent: 'one',
  },
];

/** With `@chat-adapter/state-redis`. Only the last keeps nothing on disk at all. */
export const redisVariants: readonly PlannedVariant[] = [
  {
    id: 'chat-redis',
    label: 'chat + state-redis',
    concurrency: 'queue',
    ack: 'after_handler',
    insert: true,
    extent: 'full',
  },
  {
    id: 'chat-redis-at-once',
    label: 'chat + state-redis, acks at once',
    concurrency: 'queue',
    ack: 'at_once',
    insert: true,
    extent: 'one',
  },
  {
    id: 'chat-redis-memory',
    label: 'chat + state-redis, nothing on disk',
    concurrency: 'queue',
    ack: 'after_handler',
    insert: false,
    extent: 'one',
  },
];
