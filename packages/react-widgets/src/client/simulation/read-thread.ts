import type { Thread } from '../support-client.ts';
import type { FakeDeskSeed } from '../testing/fake-desk-seed.ts';
import { fakeConversation, fakeId, textOf } from '../testing/fake-desk-seed.ts';
import { fakeMessage, withMessage } from '../testing/fake-message.ts';
import type { Conversation, Message } from '../wire-types.ts';
import { openQuietDesk, type QuietDesk } from './quiet-desk.ts';

/** The conversation everybody reads. */
export const ada = fakeId('cnv', 1);

/** A conversation with this many messages of the customer, of which some are read. */
export function long(count: number, readSeq = count): FakeDeskSeed {
  let conversation: Conversation = fakeConversation(1);
  const messages: Message[] = [];
  for (let seq = 1; seq <= count; seq += 1) {
    const at = new Date(Date.parse('2026-03-01T00:00:00.000Z') + seq * 60_000).toISOString();
    const sender = { type: 'customer', id: conversation.customerId } as const;
    const message = fakeMessage(conversation, {
      id: fakeId('msg', seq),
      seq,
      at,
      sender,
      content: textOf(`m${seq}`),
    });
    messages.push(message);
    conversation = withMessage(conversation, message);
  }
  conversation = { ...conversation, lastReadSeq: readSeq, unreadCount: count - readSeq };
  return { conversations: [conversation], messages };
}

/** A client that has the thread open. */
export async function reading(seed: FakeDeskSeed): Promise<{ desk: QuietDesk; thread: Thread }> {
  const desk = await openQuietDesk(seed);
  const thread = desk.client.thread(ada);
  thread.subscribe(() => undefined);
  await desk.pass(300);
  return { desk, thread };
}
