import { chatAppAdapter } from '@parley/channel-chatapp';
import {
  type ChatDesk,
  createAesGcmCipher,
  createIds,
  createParley,
  type InboxId,
  type Parley,
  type ProvenCustomer,
  type Storage,
  SupportError,
} from '@parley/core';
import { anIdentity } from '@parley/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountId } from './desk-harness.ts';
import { type StorageSource, storageSources } from './storages.ts';

const inboxId: InboxId = 'inb_00000000000070008000000000000077';
const rounds = 12;

function engine(storage: Storage): Parley {
  return createParley({
    storage,
    channels: [chatAppAdapter()],
    cipher: createAesGcmCipher([{ id: 'test', bytes: new Uint8Array(32) }]),
  });
}

const provenAs = (value: string): ProvenCustomer => ({
  identity: { channel: 'chatapp', scope: 'default', kind: 'customer_id', value },
  name: value,
  expiresAt: new Date('2100-01-01T00:00:00Z'),
});

describe.each(storageSources())('a visitor who signs in while they write, on $name', ({ make }) => {
  let source: StorageSource;
  let chats: readonly ChatDesk[];
  let staff: ReturnType<Parley['desk']>;
  let storage: Storage;

  beforeAll(async () => {
    source = await make();
    const first = await source.open();
    storage = first;
    // Two processes where the database can be shared.
    const parleys = source.isShared ? [engine(first), engine(await source.open())] : [engine(first)];
    const [parley] = parleys;
    if (parley === undefined) throw new Error('there is no engine');
    await first.system.addAccounts([{ id: accountId, name: 'Acme', createdAt: new Date() }]);
    staff = parley.desk({ accountId, actor: { type: 'system' } });
    await staff.inboxes.create({
      id: inboxId,
      name: 'Web chat',
      channel: 'chatapp',
      settings: { allowsAnonymous: true },
      credentials: {},
    });
    chats = await Promise.all(parleys.map((each) => each.chat(inboxId)));
  });
  afterAll(() => source.dispose());

  const chat = (n: number): ChatDesk => {
    const found = chats[n % chats.length];
    if (found === undefined) throw new Error('there is no chat');
    return found;
  };
  const say = async (n: number, visitorId: string, clientMessageId: string) => {
    try {
      const desk = chat(n).desk({ visitorId });
      return await desk.send({ clientMessageId, content: { type: 'text', text: clientMessageId } });
    } catch (error) {
      if (SupportError.is(error) && error.code === 'session_ended') return undefined;
      throw error;
    }
  };

  it.each(['a new customer', 'a known customer'])('leaves everything with %s, in one thread', async (who) => {
    for (let round = 0; round < rounds; round += 1) {
      const proven = provenAs(`${who} ${round}`);
      const own = chat(0).desk({ proven });
      if (who === 'a known customer') {
        await own.send({ clientMessageId: 'k', content: { type: 'text', text: 'before' } });
      }
      const visitorId = chat(0).newVisitor();
      // In even rounds the very first message races as well.
      const first = round % 2 === 0 ? undefined : await say(round, visitorId, 'first');
      const work = await Promise.all([
        ...Array.from({ length: 4 }, (_, n) => say(n, visitorId, `m${n}`)),
        chat(1).identify(proven, visitorId),
        chat(0).identify(proven, visitorId),
      ]);
      const acks = [first, ...work.slice(0, 4)].filter((ack) => ack !== undefined && 'messageId' in ack);
      const conversations = await own.conversations();
      const active = conversations.filter(({ status }) => status === 'open');
      expect(active).toHaveLength(1);
      const seen = await Promise.all(
        conversations.map(async ({ id }) => (await own.messages(id, { limit: 50 })).items.map((m) => m.id)),
      );
      for (const ack of acks) expect(seen.flat()).toContain(ack?.messageId);
      const customerId = await own.customerId();
      const { items } = await staff.customers.list({ search: proven.name ?? '' }, { limit: 5 });
      expect(items.map(({ customer }) => customer.id)).toEqual([customerId]);
    }
  });

  it('takes the thread from a record that staff tied to other ids, which notices', async () => {
    const db = storage.forAccount(accountId);
    const visitorId = chat(0).newVisitor();
    await say(0, visitorId, 'hello');
    const from = await chat(0).desk({ visitorId }).customerId();
    const [before] = await db.customers.find([from ?? 'cus_0']);
    if (before === undefined) throw new Error('there is no visitor');
    const phone = anIdentity({ id: createIds().next('idn'), customerId: before.id, value: visitorId });
    await db.customers.addIdentities([phone]);
    const proven = provenAs('somebody staff know');
    const own = chat(0).desk({ proven });
    await own.send({ clientMessageId: 'k', content: { type: 'text', text: 'before' } });
    await chat(1).identify(proven, visitorId);
    const [after] = await db.customers.find([before.id]);
    expect(after).toMatchObject({ version: before.version + 1 });
    expect(after?.mergedInto).toBeUndefined();
    const left = await db.customers.identitiesOf([before.id]);
    expect(left.map(({ id }) => id)).toEqual([phone.id]);
    expect(await own.conversations()).toHaveLength(2);
    expect(await own.customerId()).not.toBe(before.id);
  });

  it('leaves no conversation with a record that is another one now', async () => {
    const { items } = await staff.customers.list({}, { limit: 100 });
    const merged = items.filter(({ customer }) => customer.mergedInto !== undefined);
    expect(merged.length).toBeGreaterThan(0);
    for (const { customer, identities } of merged) {
      expect(identities).toEqual([]);
      const left = await staff.conversations.list({ customerId: customer.id }, { limit: 5 });
      expect(left.items).toEqual([]);
    }
  });
});
