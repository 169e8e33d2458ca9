import type { Clock } from '../clock.ts';
import type { AccountId, Ids, MediaFileId } from '../ids.ts';
import type { Logger } from '../log.ts';
import { ownFileOf } from '../media/media-file.ts';
import type { ParkedUpdate } from '../messages/parked-update.ts';
import type { IntakeChanges } from '../storage/intake-store.ts';
import type { Storage, Transaction } from '../storage/storage.ts';
import { SupportError } from '../support-error.ts';
import { BatchState } from './batch-state.ts';
import { continueConversations } from './continue-conversations.ts';
import { decideEvent, quarantineEntry } from './decide-event.ts';
import { type IntakeEntry, type IntakeOutcome, messageLock } from './intake-entry.ts';
import { IntakeOverloadedError } from './intake-errors.ts';
import { intakeKeys } from './intake-keys.ts';
import type { IntakeMemory, RememberedPerson } from './intake-memory.ts';
import { isUnstorable } from './unstorable.ts';

/** What committing needs. */
export interface CommitContext {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly memory: IntakeMemory;
}

/** What became of an entry. */
export type Settled = { readonly outcome: IntakeOutcome } | { readonly error: unknown };

const maxRuns = 8;

/**
 * Commits a batch and says what became of each entry, in their order. When the database refuses it for what is in it,
 * the poison is found and quarantined and the siblings commit; when the database is away, every entry fails with that error.
 */
export async function commitBatch(
  ctx: CommitContext,
  accountId: AccountId,
  entries: readonly IntakeEntry[],
): Promise<readonly Settled[]> {
  try {
    const outcomes = await runBatch(ctx, accountId, entries);
    return outcomes.map((outcome) => ({ outcome }));
  } catch (error) {
    if (SupportError.is(error) && error.retryable) return entries.map(() => ({ error }));
    const isPoison = (entry: IntakeEntry): boolean => isUnstorable(entry.item.event);
    const poison = codeOf(error) === 'not_storable' ? entries.filter(isPoison) : [];
    if (poison.length > 0 && poison.length < entries.length) {
      const healthy = entries.filter((entry) => !isPoison(entry));
      const stored = [...(await commitBatch(ctx, accountId, healthy))];
      const aside = [...(await setAside(ctx, accountId, poison, error))];
      return entries.map((entry) => (isPoison(entry) ? aside.shift() : stored.shift()) as Settled);
    }
    const only = entries.length === 1 || poison.length === entries.length;
    if (only) return setAside(ctx, accountId, entries, error);
    const middle = Math.ceil(entries.length / 2);
    const first = await commitBatch(ctx, accountId, entries.slice(0, middle));
    return [...first, ...(await commitBatch(ctx, accountId, entries.slice(middle)))];
  }
}

/** One transaction: from memory where that is enough, else from what the database says. */
async function runBatch(
  ctx: CommitContext,
  accountId: AccountId,
  entries: readonly IntakeEntry[],
): Promise<readonly IntakeOutcome[]> {
  const fileIds = filesOf(entries);
  // Files are not remembered: who sends one first is for the database to say.
  const people = fileIds.length > 0 ? undefined : ctx.memory.recall(accountId, entries);
  const outcomes = people === undefined ? undefined : await runRecalled(ctx, accountId, entries, people);
  return outcomes ?? runLoaded(ctx, accountId, entries, fileIds);
}

/** Files of ours that messages of the batch want to be sent with. */
function filesOf(entries: readonly IntakeEntry[]): readonly MediaFileId[] {
  return entries.flatMap(({ item: { event } }) =>
    event.kind === 'message' ? (ownFileOf(event.content) ?? []) : [],
  );
}

/**
 * Decides on what is remembered and lets the write check it: one round trip instead of two. Undefined if more happens
 * than that conversations go on, or if the memory was wrong; nothing is written then.
 */
async function runRecalled(
  ctx: CommitContext,
  accountId: AccountId,
  entries: readonly IntakeEntry[],
  people: readonly RememberedPerson[],
): Promise<readonly IntakeOutcome[] | undefined> {
  const continued = continueConversations(entries, people, { accountId, ids: ctx.ids, at: ctx.clock.now() });
  if (continued === undefined) return undefined;
  const { outcomes, continuation } = continued;
  try {
    await ctx.storage.forAccount(accountId).intake.continueConversations(continuation);
  } catch (error) {
    if (codeOf(error) !== 'conflict' && codeOf(error) !== 'stale_write') throw error;
    ctx.memory.distrust(accountId, people);
    return undefined;
  }
  ctx.memory.confirm(accountId, continuation.conversations, entries);
  return outcomes;
}

/** One transaction over what is loaded and locked, run again when another process was faster. */
async function runLoaded(
  ctx: CommitContext,
  accountId: AccountId,
  entries: readonly IntakeEntry[],
  fileIds: readonly MediaFileId[],
): Promise<readonly IntakeOutcome[]> {
  const storage = ctx.storage.forAccount(accountId);
  const keys = intakeKeys(entries);
  let locks: readonly string[] = [...new Set(entries.flatMap((entry) => entry.locks ?? []))];
  for (let run = 1; ; run += 1) {
    try {
      const result = await storage.transaction(
        async (tx) => {
          const at = ctx.clock.now();
          const loaded = await tx.intake.load(keys);
          const files = fileIds.length === 0 ? [] : await tx.media.findForUpdate(fileIds);
          const state = new BatchState(loaded, { accountId, ids: ctx.ids, at }, files);
          const outcomes = entries.map((entry) => decideEvent(state, entry, { ids: ctx.ids, at }));
          const missing = unlockedParks(state.newParked, locks);
          if (missing.length > 0) return { missing };
          return { outcomes, people: state.people(await save(tx, accountId, state)) };
        },
        { locks },
      );
      if (!('missing' in result)) {
        ctx.memory.remember(accountId, result.people, entries);
        return result.outcomes;
      }
      // A status may race the answer of the very send it is about: park it only under the lock the delivery takes.
      locks = [...locks, ...result.missing];
    } catch (error) {
      if (codeOf(error) !== 'conflict' && codeOf(error) !== 'stale_write') throw error;
      if (run >= maxRuns) throw new IntakeOverloadedError(entries.length, { cause: error });
    }
  }
}

function codeOf(error: unknown): string | undefined {
  return SupportError.is(error) ? error.code : undefined;
}

async function save(tx: Transaction, accountId: AccountId, state: BatchState): Promise<IntakeChanges> {
  const count = state.newConversationCount;
  const { sent } = state.files;
  if (sent.length > 0) await tx.media.save(sent);
  const changes = state.changes(count === 0 ? 0 : await tx.conversations.takeNumbers(count));
  if (Object.values(changes).some((list: readonly unknown[]) => list.length > 0))
    await tx.intake.save(changes);
  const waiting = new Set(
    changes.newMessages.flatMap((message) =>
      message.direction === 'outbound' && message.delivery.status === 'queued' ? message.conversationId : [],
    ),
  );
  if (waiting.size > 0)
    await tx.jobs.add(
      Array.from(waiting, (conversationId) => ({
        name: 'conversation.deliver' as const,
        payload: { accountId, conversationId },
      })),
    );
  return changes;
}

function unlockedParks(parked: readonly ParkedUpdate[], locks: readonly string[]): readonly string[] {
  if (parked.length === 0) return [];
  const needed = new Set(parked.map((update) => messageLock(update.inboxId, update.providerMessageId)));
  return [...needed].filter((name) => !locks.includes(name));
}

async function setAside(
  ctx: CommitContext,
  accountId: AccountId,
  entries: readonly IntakeEntry[],
  cause: unknown,
): Promise<readonly Settled[]> {
  const reason = SupportError.is(cause) ? cause.code : 'processing_failed';
  ctx.log.error(
    { accountId, reason, count: entries.length },
    'inbound items could not be processed and are set aside',
  );
  const outcome: IntakeOutcome = { type: 'quarantined', reason };
  const fresh = entries.filter((entry) => !entry.isReplay);
  try {
    await ctx.storage.forAccount(accountId).transaction(async (tx) => {
      const at = ctx.clock.now();
      const state = new BatchState(
        { identities: [], customers: [], conversations: [], messages: [], parked: [], notices: [] },
        { accountId, ids: ctx.ids, at },
      );
      const message = SupportError.is(cause) ? cause.message : 'The item could not be processed.';
      for (const entry of fresh) quarantineEntry(state, entry, reason, message, { ids: ctx.ids, at });
      if (fresh.length > 0) await save(tx, accountId, state);
    });
  } catch (error) {
    return entries.map(() => ({ error }));
  }
  return entries.map(() => ({ outcome }));
}
