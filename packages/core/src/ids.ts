/** Ids are UUIDv7 written as a type prefix and 32 hex digits: `msg_0199c5f2a3b47c1d8e2f…`. They sort by time. */
export type Id<Prefix extends string> = `${Prefix}_${string}`;
/** A tenant. */
export type AccountId = Id<'acc'>;
/** One configured channel account: a phone number, a page, a mailbox. */
export type InboxId = Id<'inb'>;
/** A person who writes to us. */
export type CustomerId = Id<'cus'>;
/** One (channel, scope, kind, value) a customer is known by. */
export type IdentityId = Id<'idn'>;
/** The unit of work. */
export type ConversationId = Id<'cnv'>;
/** One message, in or out. */
export type MessageId = Id<'msg'>;
/** An internal note. */
export type NoteId = Id<'not'>;
/** Human staff. */
export type AgentId = Id<'agt'>;
/** An API key (its id, never its secret). */
export type ApiKeyId = Id<'key'>;
/** An entry of the event log. */
export type EventId = Id<'evt'>;
/** An inbound item that could not be processed. */
export type QuarantineId = Id<'qua'>;
/** A provider notice that is not a message. */
export type ChannelNoticeId = Id<'ntc'>;
/** A schedule of when people answer. */
export type BusinessHoursId = Id<'bhr'>;

/** A file that Parley keeps itself. */
export type MediaFileId = Id<'med'>;

/** The prefixes ids are shown with. */
export const idPrefixes = [
  'acc',
  'inb',
  'cus',
  'idn',
  'cnv',
  'msg',
  'not',
  'agt',
  'key',
  'evt',
  'qua',
  'ntc',
  'med',
  'bhr',
] as const;
/** One of {@link idPrefixes}. */
export type IdPrefix = (typeof idPrefixes)[number];

/** Makes ids. Flows are given one; rules get ids as values. */
export interface Ids {
  /** A new id of the given kind; ids of one process never repeat and sort in the order they were made. */
  next<Prefix extends IdPrefix>(prefix: Prefix): Id<Prefix>;
}

/** The shape every id has. */
export const idPattern = /^[a-z]{3}_[0-9a-f]{32}$/;

/** True if `value` is an id of that kind. */
export function isId<Prefix extends IdPrefix>(prefix: Prefix, value: unknown): value is Id<Prefix> {
  return typeof value === 'string' && value.startsWith(`${prefix}_`) && idPattern.test(value);
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * UUIDv7 ids (RFC 9562 §5.7): 48 bits of milliseconds, then a counter that keeps ids of one millisecond in
 * order, then random bits from the platform's CSPRNG.
 */
export function createIds(options: { now?: () => number } = {}): Ids {
  const now = options.now ?? Date.now;
  const pool = new Uint8Array(1024);
  let used = pool.length;
  let lastMs = -1;
  let time = '';
  let counter = 0;
  const random = (): number => {
    if (used === pool.length) {
      crypto.getRandomValues(pool);
      used = 0;
    }
    return pool[used++] as number;
  };
  const move = (ms: number): void => {
    lastMs = ms;
    time = ms.toString(16).padStart(12, '0');
  };
  const tick = (): void => {
    const ms = now();
    if (ms > lastMs) {
      move(ms);
      counter = random(); // starts low in its 12 bits, so 3,840 ids fit before the clock is pushed on
      return;
    }
    counter += 1;
    if (counter > 0xfff) {
      move(lastMs + 1);
      counter = 0;
    }
  };
  return {
    next(prefix) {
      tick();
      const count = (counter >> 8).toString(16) + (hex[counter & 0xff] as string);
      let tail = hex[(random() & 0x3f) | 0x80] as string;
      for (let index = 0; index < 7; index += 1) tail += hex[random()] as string;
      return `${prefix}_${time}7${count}${tail}`;
    },
  };
}
