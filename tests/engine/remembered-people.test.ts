import { anInboundText, aParty, createFakeClock } from '@parley/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accountId, createDeskHarness, type DeskHarness } from './desk-harness.ts';
import { type StorageSource, storageSources } from './storages.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Two processes on one database. Each remembers the people it wrote for, and neither hears of what the other does. */
describe.each(storageSources())('somebody writes again, on $name', ({ make }) => {
  const clock = createFakeClock();
  let source: StorageSource;
  let here: DeskHarness;
  let there: DeskHarness;
  let loads = 0;
  let persons = 0;
  let party: ReturnType<typeof aParty>;
  let phone: string;
  let words = 0;

  beforeAll(async () => {
    source = await make();
    const storage = await source.open();
    here = await createDeskHarness(
      {
        ...storage,
        forAccount(id) {
          const account = storage.forAccount(id);
          return {
            ...account,
            transaction: (work, options) =>
              account.transaction(
                (tx) =>
                  work({
                    ...tx,
                    intake: {
                      load: (keys) => {
                        loads += 1;
                        return tx.intake.load(keys);
                      },
                      save: (changes) => tx.intake.save(changes),
                      continueConversations: (going) => tx.intake.continueConversations(going),
                    },
                  }),
                options,
              ),
          };
        },
      },
      { clock },
    );
    there = await createDeskHarness(await source.open(), { clock });
  });
  afterAll(async () => {
    await Promise.all([here.parley.stop(), there.parley.stop()]);
    await source.dispose();
  });
  beforeEach(() => {
    persons += 1;
    phone = `1651${String(persons).padStart(7, '0')}`;
    party = aParty(phone);
    loads = 0;
  });

  const text = (given = {}) => {
    words += 1;
    return anInboundText(`again.${words}`, { party, ...given });
  };
  /** Written twice through `here`, so that it is remembered whatever happened to people before. */
  const known = async (): Promise<void> => {
    for (let tries = 0; tries < 80; tries += 1) {
      await here.receive(text());
      loads = 0;
      await here.receive(text());
      if (loads === 0) return;
    }
    throw new Error('nobody is remembered');
  };
  const customersCalled = async () =>
    here.db.customers.findIdentities([
      { channel: 'whatsapp', scope: '102290129340398', kind: 'phone', value: phone },
    ]);
  const thread = async () => {
    const [identity] = await customersCalled();
    const { items } = await here.desk.conversations.list(
      { customerId: identity?.customerId ?? 'cus_0' },
      { limit: 10 },
    );
    return Promise.all(
      items.map(async (conversation) => ({
        conversation,
        messages: (await here.desk.messages.list(conversation.id, 'forward', { limit: 100 })).items,
      })),
    );
  };

  it('looks nobody up again while nothing else happens to them', async () => {
    await known();
    const before = (await thread())[0]?.messages.length ?? 0;
    for (const _ of range(5)) await here.receive(text());
    expect(loads).toBe(0);
    const [only, ...others] = await thread();
    expect(others).toEqual([]);
    expect(only?.messages.map(({ seq }) => seq)).toEqual(range(before + 5).map((index) => index + 1));
    expect(only?.conversation).toMatchObject({ lastSeq: before + 5, unreadCount: before + 5 });
  });

  it('stores a repeat of theirs once, here and there', async () => {
    await known();
    const event = text();
    await here.receive(event);
    await here.receive(event);
    await there.receive(event);
    const elsewhere = text();
    await there.receive(elsewhere);
    await here.receive(elsewhere);
    const messages = (await thread())[0]?.messages ?? [];
    const ids = messages.map(({ providerMessageId }) => providerMessageId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(elsewhere.providerMessageId);
  });

  it('keeps one dense thread when two processes take turns and run at once', async () => {
    await known();
    for (const round of range(6)) await (round % 2 === 0 ? there : here).receive(text());
    await Promise.all(range(40).map((index) => (index % 2 === 0 ? there : here).receive(text())));
    const [only, ...others] = await thread();
    expect(others).toEqual([]);
    const count = only?.messages.length ?? 0;
    expect(only?.messages.map(({ seq }) => seq)).toEqual(range(count).map((index) => index + 1));
    expect(only?.conversation.lastSeq).toBe(count);
  });

  it('sees what agents did meanwhile, here and there', async () => {
    await known();
    const [before] = await thread();
    const id = before?.conversation.id ?? 'cnv_0';
    await here.desk.messages.send(id, { content: { type: 'text', text: 'Hello' } });
    await here.receive(text());
    await there.desk.conversations.change(id, { priority: 'urgent' });
    await here.receive(text());
    const [after] = await thread();
    expect(after?.conversation).toMatchObject({
      priority: 'urgent',
      unreadCount: (before?.conversation.unreadCount ?? 0) + 2,
    });
    expect(after?.messages.map(({ seq }) => seq)).toEqual(
      range((before?.messages.length ?? 0) + 3).map((index) => index + 1),
    );
  });

  it('starts a new conversation when another process closed theirs', async () => {
    await known();
    const id = (await thread())[0]?.conversation.id ?? 'cnv_0';
    await there.desk.conversations.change(id, { status: { to: 'closed' } });
    await here.receive(text());
    const threads = await thread();
    expect(threads).toHaveLength(2);
    expect(threads.find(({ conversation }) => conversation.id !== id)?.messages).toHaveLength(1);
  });

  it('writes for whoever has the number now, when another process gave it to somebody else', async () => {
    await known();
    const [before] = await customersCalled();
    // A carrier gave the number out again: the same phone with another user id than its owner's.
    await there.receive(text({ party: aParty(phone, `US.old.${phone}`) }));
    await there.receive(text({ party: aParty(phone, `US.new.${phone}`) }));
    const [after] = await customersCalled();
    expect(after?.customerId).not.toBe(before?.customerId);
    const event = text();
    await here.receive(event);
    const newest = (await thread()).flatMap(({ messages }) => messages).at(-1);
    expect(newest).toMatchObject({
      providerMessageId: event.providerMessageId,
      customerId: after?.customerId,
    });
  });

  it('takes a number for a stranger’s once another process heard that its owner has a new one', async () => {
    await known();
    const [before] = await customersCalled();
    const at = clock.now();
    await there.receive({
      kind: 'identity_change',
      previous: party.identities,
      current: aParty(`9${phone}`).identities,
      reason: 'number_changed',
      at,
    });
    await here.receive(text());
    const [after] = await customersCalled();
    expect(after?.customerId).not.toBe(before?.customerId);
    expect((await thread()).map(({ messages }) => messages.length)).toEqual([1]);
  });

  it('applies what another process parked for a message that was not there yet', async () => {
    await known();
    const event = text();
    await there.receive({ kind: 'delete', providerMessageId: event.providerMessageId, at: clock.now() });
    await here.receive(event);
    const message = (await thread())[0]?.messages.find(
      ({ providerMessageId }) => providerMessageId === event.providerMessageId,
    );
    expect(message?.deletedAt).toEqual(clock.now());
  });

  it('follows a new name', async () => {
    await known();
    await here.receive(text({ party: aParty(phone, undefined, 'Sara Kaplan') }));
    await there.receive(text({ party: aParty(phone, undefined, 'Sara K.') }));
    await here.receive(text({ party: aParty(phone, undefined, 'Sara Kaplan') }));
    const [identity] = await customersCalled();
    const [customer] = await here.storage
      .forAccount(accountId)
      .customers.find([identity?.customerId ?? 'cus_0']);
    expect(customer?.name).toBe('Sara Kaplan');
  });
});
