import { type ConversationId, type CustomerDesk, type CustomerMessage, SupportError } from '@parley/core';

/**
 * Brings the messages of a customer's conversations to one connection: in the order of their seq, none left out, none
 * twice, whatever the order of the hints. It reads on from where it stands, so a lost hint only delays.
 */
export interface MessagePump {
  has(id: ConversationId): boolean;
  ids(): Iterable<ConversationId>;
  /** Follows a conversation from behind `seq`; nothing changes if it does already. */
  add(id: ConversationId, seq: number): void;
  /** There may be messages. */
  wake(id: ConversationId): void;
  /** Whether the client has been sent the message, or had it before. */
  hasSent(id: ConversationId, seq: number): boolean;
  /** From now on messages are sent; until then they wait for the client to say from where it goes on. */
  begin(): void;
  /** Goes on from where the client stands. Resolves to where it stands then, once everything between is sent. */
  resume(cursors: Readonly<Record<ConversationId, number>>): Promise<Record<string, number>>;
}

/** What a pump is made of. */
export interface MessagePumpParts {
  readonly desk: Pick<CustomerDesk, 'messages'>;
  readonly send: (message: CustomerMessage) => void;
  /** More is missing than is sent this way. */
  readonly onGap: (id: ConversationId) => void;
  readonly isOver: () => boolean;
}

const pageSize = 100;
/** As much as is sent at once; further back the client reads page by page. */
const maxGap = 500;
const retryMs = 500;

/** A pump that follows nothing. */
export function createMessagePump({ desk, send, onGap, isOver }: MessagePumpParts): MessagePump {
  const cursors = new Map<ConversationId, number>();
  const dirty = new Set<ConversationId>();
  let hasBegun = false;
  let running: Promise<void> | undefined;

  const bring = async (id: ConversationId): Promise<void> => {
    let sent = 0;
    for (let hasMore = true; hasMore && !isOver(); ) {
      const afterSeq = cursors.get(id) ?? 0;
      const page = await desk.messages(id, { afterSeq, limit: pageSize });
      // It was set back meanwhile: what was read is not what comes next.
      if (cursors.get(id) !== afterSeq) continue;
      for (const message of page.items) send(message);
      cursors.set(id, page.items.at(-1)?.seq ?? afterSeq);
      ({ hasMore } = page);
      sent += page.items.length;
      if (hasMore && sent >= maxGap) {
        await skipToEnd(id);
        return;
      }
    }
  };
  const skipToEnd = async (id: ConversationId): Promise<void> => {
    const { items } = await desk.messages(id, { limit: 1 });
    cursors.set(id, items.at(-1)?.seq ?? 0);
    onGap(id);
  };
  const run = async (): Promise<void> => {
    for (const id of dirty) {
      dirty.delete(id);
      try {
        await bring(id);
      } catch (error) {
        const isGone = SupportError.is(error) && !error.retryable;
        if (isGone) cursors.delete(id);
        else if (!isOver()) {
          dirty.add(id);
          await new Promise((resolve) => setTimeout(resolve, retryMs));
        }
      }
    }
  };
  const runAll = (): Promise<void> => {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
  const settle = async (): Promise<void> => {
    while ((dirty.size > 0 || running !== undefined) && !isOver()) await runAll();
  };

  return {
    has: (id) => cursors.has(id),
    ids: () => cursors.keys(),
    add(id, seq) {
      if (!cursors.has(id)) cursors.set(id, seq);
    },
    wake(id) {
      if (!cursors.has(id)) return;
      dirty.add(id);
      if (hasBegun) void settle();
    },
    hasSent: (id, seq) => seq <= (cursors.get(id) ?? 0),
    begin() {
      if (hasBegun) return;
      hasBegun = true;
      void settle();
    },
    async resume(given) {
      for (const [name, seq] of Object.entries(given)) {
        const id = name as ConversationId;
        const at = cursors.get(id);
        if (at === undefined) continue;
        cursors.set(id, Math.min(at, seq));
        dirty.add(id);
      }
      hasBegun = true;
      await settle();
      return Object.fromEntries(cursors);
    },
  };
}
