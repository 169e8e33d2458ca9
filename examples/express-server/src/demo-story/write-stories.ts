import { type Conversation, createIds, type DomainEvent, type Parley } from '@parley/core';
import { createSeededRandom } from './seeded-random.ts';
import { type Stage, type Story, tellStory } from './tell-story.ts';

const batchSize = 200;
const ids = createIds();

/** How many stories, and which. */
export interface WriteOptions {
  readonly count: number;
  /** The same seed tells the same stories. @defaultValue 1 */
  readonly seed?: number;
  readonly onProgress?: (done: number, all: number) => void;
}

/** Thrown when the stories of this seed are in the database already. */
export class StoriesAlreadyThereError extends Error {
  override readonly name = 'StoriesAlreadyThereError';
}

/**
 * Writes conversations for looking at: customers, threads, notes and their events, some hundreds per transaction. Nothing is
 * sent: what staff wrote in them counts as delivered.
 *
 * @throws {StoriesAlreadyThereError} if a desk already has customers with the numbers of these stories
 */
export async function writeStories(parley: Parley, stage: Stage, options: WriteOptions): Promise<void> {
  const { count, seed = 1, onProgress } = options;
  const random = createSeededRandom(seed);
  const account = parley.storage.forAccount(stage.accountId);
  for (let done = 0; done < count; done += batchSize) {
    const stories: Story[] = [];
    for (let index = done; index < Math.min(count, done + batchSize); index += 1)
      stories.push(tellStory(index, stage, random));
    await account.transaction(async (tx) => {
      const refs = stories.map(({ identity }) => identity);
      if ((await tx.customers.findIdentities(refs)).length > 0) throw new StoriesAlreadyThereError();
      const first = await tx.conversations.takeNumbers(stories.length);
      const numbered = stories.map(
        ({ conversation }, at): Conversation => ({ ...conversation, number: first + at }),
      );
      await tx.customers.add(stories.map(({ customer }) => customer));
      await tx.customers.addIdentities(refs);
      await tx.conversations.add(numbered);
      await tx.messages.add(stories.flatMap(({ messages }) => messages));
      await tx.notes.add(stories.flatMap(({ notes }) => notes));
      await tx.outbox.append(stories.flatMap((story, at) => eventsOf(story, stage, first + at)));
    });
    onProgress?.(Math.min(count, done + batchSize), count);
  }
}

function eventsOf({ events }: Story, { accountId }: Stage, number: number): DomainEvent[] {
  return events.map(({ fact, at }) => {
    const data = fact.type === 'conversation.opened' ? { ...fact.data, number } : fact.data;
    return {
      id: ids.next('evt'),
      type: fact.type,
      version: 1,
      accountId,
      actor: { type: 'system' },
      at,
      data,
    } as DomainEvent;
  });
}
