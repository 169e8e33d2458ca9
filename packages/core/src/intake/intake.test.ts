import { describe, expect, it } from 'vitest';
import type { AccountId } from '../ids.ts';
import { silentLogger } from '../log.ts';
import type { IntakeChanges, IntakeContinuation } from '../storage/intake-store.ts';
import type { AccountStorage, Storage, Transaction } from '../storage/storage.ts';
import { NotStorableError, StorageUnavailableError } from '../storage/storage-errors.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { anInboundText, anItem, aParty } from '../testing/inbound-items.ts';
import { createSequentialIds } from '../testing/sequential-ids.ts';
import { createIntake, type IntakeOptions, type IntakeSubmission } from './intake.ts';
import { isUnstorable } from './unstorable.ts';

const acme: AccountId = 'acc_00000000000070008000000000000001';
const other: AccountId = 'acc_00000000000070008000000000000002';
const nothing = { identities: [], customers: [], conversations: [], messages: [], parked: [], notices: [] };

const noChanges: IntakeChanges = {
  newCustomers: [],
  changedCustomers: [],
  newIdentities: [],
  closedIdentities: [],
  newConversations: [],
  changedConversations: [],
  newMessages: [],
  changedMessages: [],
  newParked: [],
  takenParked: [],
  newNotices: [],
  newQuarantined: [],
  events: [],
};

/** A storage that holds each commit until the test lets it go. */
function heldStorage(check: (changes: IntakeChanges) => void = () => {}) {
  const commits: { accountId: AccountId; changes: IntakeChanges; release: () => void }[] = [];
  let isOpen = false;
  let asked = 0;
  const forAccount = (accountId: AccountId): AccountStorage => {
    asked += 1;
    const save = async (changes: IntakeChanges): Promise<void> => {
      check(changes);
      await new Promise<void>((release) => {
        commits.push({ accountId, changes, release });
        if (isOpen) release();
      });
    };
    const intake = {
      load: async () => nothing,
      save,
      continueConversations: ({ conversations, messages, events }: IntakeContinuation) =>
        save({ ...noChanges, changedConversations: conversations, newMessages: messages, events }),
    };
    const transaction = async (work: (tx: Transaction) => Promise<unknown>): Promise<unknown> =>
      work({ conversations: { takeNumbers: async () => 1 }, intake } as unknown as Transaction);
    return { accountId, transaction, intake } as unknown as AccountStorage;
  };
  return {
    storage: { forAccount } as unknown as Storage,
    commits,
    /** How often a batch asked for the account. */
    asked: () => asked,
    open() {
      isOpen = true;
      for (const commit of commits) commit.release();
    },
  };
}

function intakeOn(held: ReturnType<typeof heldStorage>, options?: IntakeOptions) {
  return createIntake(
    { storage: held.storage, clock: createFakeClock(), ids: createSequentialIds(), log: silentLogger },
    options,
  );
}

const submission = (id: string, phone = id, accountId = acme): IntakeSubmission => ({
  accountId,
  inboxId: 'inb_00000000000070008000000000000001',
  reopenWindowMs: 0,
  items: [anItem(anInboundText(`wamid.${id}`, { party: aParty(phone) }))],
});
const stored = (commit: { changes: IntakeChanges } | undefined): (string | undefined)[] =>
  commit?.changes.newMessages.map((message) => message.providerMessageId) ?? [];
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('group commit', () => {
  it('commits a message that comes alone at once, without waiting for company', async () => {
    const held = heldStorage();
    const done = intakeOn(held).submit(submission('1'));
    await turn();
    expect(held.commits).toHaveLength(1);
    held.open();
    expect(await done).toEqual([{ type: 'stored' }]);
  });

  it('gathers what comes while a batch is on its way into the next one', async () => {
    const held = heldStorage();
    const intake = intakeOn(held, { maxInFlight: 1 });
    const all = ['1', '2', '3', '4'].map((id) => intake.submit(submission(id)));
    await turn();
    expect(held.commits.map(stored)).toEqual([['wamid.1']]);
    held.open();
    await Promise.all(all);
    expect(held.commits.map(stored)).toEqual([['wamid.1'], ['wamid.2', 'wamid.3', 'wamid.4']]);
  });

  it('begins with what gathered before it tells anybody of the batch before', async () => {
    const held = heldStorage();
    const intake = intakeOn(held, { maxInFlight: 1 });
    const first = intake.submit(submission('1'));
    const second = intake.submit(submission('2'));
    await turn();
    const begun = held.asked();
    let begunByThen = begun;
    const told = first.then(() => {
      begunByThen = held.asked();
    });
    held.commits[0]?.release();
    await told;
    expect(begunByThen).toBe(begun + 1);
    held.open();
    await second;
  });

  it('answers nobody before the commit', async () => {
    const held = heldStorage();
    let isAnswered = false;
    const done = intakeOn(held)
      .submit(submission('1'))
      .then(() => {
        isAnswered = true;
      });
    await turn();
    expect(isAnswered).toBe(false);
    held.open();
    await done;
  });

  it('keeps the messages of one person in order: never in two batches at once', async () => {
    const held = heldStorage();
    const intake = intakeOn(held, { maxInFlight: 3, minBeside: 1 });
    const all = [
      submission('1', 'sara'),
      submission('2', 'sara'),
      submission('3', 'ben'),
      submission('4', 'sara'),
    ].map((each) => intake.submit(each));
    await turn();
    expect(held.commits.map(stored)).toEqual([['wamid.1'], ['wamid.3']]);
    held.open();
    await Promise.all(all);
    expect(held.commits.map(stored)).toEqual([['wamid.1'], ['wamid.3'], ['wamid.2', 'wamid.4']]);
  });

  it('does not let a person who is known by a second id overtake themselves', async () => {
    const held = heldStorage();
    const intake = intakeOn(held, { maxInFlight: 3, minBeside: 1 });
    const both = {
      ...submission('2'),
      items: [anItem(anInboundText('wamid.2', { party: aParty('sara', 'US.1') }))],
    };
    const byUserId = {
      ...submission('3'),
      items: [anItem(anInboundText('wamid.3', { party: aParty(null, 'US.1') }))],
    };
    const all = [submission('1', 'sara'), both, byUserId].map((each) => intake.submit(each));
    await turn();
    expect(held.commits.map(stored)).toEqual([['wamid.1']]);
    held.open();
    await Promise.all(all);
    expect(held.commits.flatMap(stored)).toEqual(['wamid.1', 'wamid.2', 'wamid.3']);
  });

  it('never mixes accounts and lets a quiet one in between the batches of a busy one', async () => {
    const held = heldStorage();
    const intake = intakeOn(held, { maxInFlight: 1, maxBatch: 1 });
    const all = [submission('1'), submission('2'), submission('3'), submission('9', '9', other)].map((each) =>
      intake.submit(each),
    );
    held.open();
    await Promise.all(all);
    expect(held.commits.map((commit) => commit.accountId)).toEqual([acme, acme, other, acme]);
  });

  it('lets few wait for the batch on its way, and starts another beside it once many wait', async () => {
    const held = heldStorage();
    const intake = intakeOn(held, { maxInFlight: 2, minBeside: 3 });
    const all = ['1', '2', '3'].map((id) => intake.submit(submission(id)));
    await turn();
    expect(held.commits.map(stored)).toEqual([['wamid.1']]);
    all.push(intake.submit(submission('4')));
    await turn();
    expect(held.commits.map(stored)).toEqual([['wamid.1'], ['wamid.2', 'wamid.3', 'wamid.4']]);
    held.open();
    await Promise.all(all);
  });

  it('takes at most so many events into a batch', async () => {
    const held = heldStorage();
    const intake = intakeOn(held, { maxInFlight: 1, maxBatch: 2 });
    const all = ['1', '2', '3', '4', '5'].map((id) => intake.submit(submission(id)));
    held.open();
    await Promise.all(all);
    expect(Math.max(...held.commits.map((commit) => stored(commit).length))).toBe(2);
  });

  it('refuses early instead of queueing without limit, and takes nothing of what it refuses', async () => {
    const held = heldStorage();
    const intake = intakeOn(held, { maxInFlight: 1, maxQueued: 1 });
    const first = intake.submit(submission('1'));
    const second = intake.submit(submission('2'));
    await expect(intake.submit(submission('3'))).rejects.toMatchObject({
      code: 'intake_overloaded',
      retryable: true,
    });
    held.open();
    await Promise.all([first, second]);
    expect(held.commits.flatMap(stored)).toEqual(['wamid.1', 'wamid.2']);
  });

  it('fails every request of a batch when the database is away, and quarantines nothing', async () => {
    const held = heldStorage(() => {
      throw new StorageUnavailableError();
    });
    await expect(intakeOn(held).submit(submission('1'))).rejects.toMatchObject({
      code: 'storage_unavailable',
    });
    expect(held.commits).toEqual([]);
  });

  it('sets the one item aside that the database cannot store, and commits its siblings', async () => {
    const held = heldStorage((changes) => {
      if (changes.newMessages.some(isUnstorable)) throw new NotStorableError();
    });
    held.open();
    const items = [1, 2, 3].map((id) =>
      anItem(
        anInboundText(`wamid.${id}`, {
          party: aParty(`${id}`),
          content: { type: 'text', text: id === 2 ? 'a\u0000b' : 'hi' },
        }),
      ),
    );
    const outcomes = await intakeOn(held).submit({ ...submission('0'), items });
    expect(outcomes.map((outcome) => outcome.type)).toEqual(['stored', 'quarantined', 'stored']);
    expect(held.commits.flatMap(stored)).toEqual(['wamid.1', 'wamid.3']);
    expect(
      held.commits.flatMap((commit) => commit.changes.newQuarantined.map((item) => item.reason)),
    ).toEqual(['not_storable']);
  });

  it('finds a poison item whatever is wrong with it', async () => {
    const held = heldStorage((changes) => {
      if (changes.newMessages.some((message) => message.providerMessageId === 'wamid.13'))
        throw new TypeError('surprise');
    });
    held.open();
    const items = Array.from({ length: 20 }, (_, id) =>
      anItem(anInboundText(`wamid.${id}`, { party: aParty(`${id}`) })),
    );
    const outcomes = await intakeOn(held).submit({ ...submission('0'), items });
    expect(outcomes.filter((outcome) => outcome.type === 'stored')).toHaveLength(19);
    expect(outcomes[13]).toEqual({ type: 'quarantined', reason: 'processing_failed' });
  });

  it('finishes what it took and refuses the rest while shutting down', async () => {
    const held = heldStorage();
    const intake = intakeOn(held);
    const first = intake.submit(submission('1'));
    const drained = intake.drain();
    await expect(intake.submit(submission('2'))).rejects.toMatchObject({ code: 'shutting_down' });
    held.open();
    await Promise.all([first, drained]);
    expect(intake.figures()).toMatchObject({ queued: 0, inFlight: 0, events: 1 });
  });
});
