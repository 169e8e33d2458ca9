import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '../channels/inbound-event.ts';
import { aConversation, aCustomer, anIdentity } from '../testing/builders.ts';
import { anInboundText, anItem, aParty } from '../testing/inbound-items.ts';
import { entryKeys, type IntakeEntry } from './intake-entry.ts';
import { createIntakeMemory, type SeenPerson } from './intake-memory.ts';

const acme = 'acc_00000000000070008000000000000001';
const other = 'acc_00000000000070008000000000000002';
const { inboxId } = aConversation();
const sara: SeenPerson = {
  customer: aCustomer(),
  identities: [anIdentity()],
  conversations: [aConversation()],
};
const phone = anIdentity().value;

const entry = (event: InboundEvent, given: Partial<IntakeEntry> = {}): IntakeEntry => ({
  inboxId,
  reopenWindowMs: 0,
  item: anItem(event),
  receivedAt: new Date(0),
  isReplay: false,
  keys: entryKeys(given.inboxId ?? inboxId, anItem(event)),
  ...given,
});
const text = (id: string, given = {}): IntakeEntry =>
  entry(anInboundText(id, { party: aParty(phone), ...given }));

const withSara = (person: SeenPerson = sara) => {
  const memory = createIntakeMemory();
  memory.remember(acme, [person], [text('wamid.0')]);
  return memory;
};

describe('what a process remembers of the people who write', () => {
  it('is enough for their next message', () => {
    const [person] = withSara().recall(acme, [text('wamid.1')]) ?? [];
    expect(person?.customer).toBe(sara.customer);
    expect(person?.conversations.get(inboxId)).toBe(sara.conversations[0]);
  });

  it('is not enough for anything but an ordinary new message of theirs', () => {
    const memory = withSara();
    const strangers: IntakeEntry[] = [
      text('wamid.0'),
      text('wamid.1', { kind: 'echo', opensWindow: false }),
      text('wamid.1', { context: { isHistory: true } }),
      text('wamid.1', { party: aParty('19995550000') }),
      text('wamid.1', { party: aParty(phone, 'US.1') }),
      { ...text('wamid.1'), locks: ['visitor'] },
      entry(anInboundText('wamid.1', { party: aParty(phone) }), {
        inboxId: 'inb_00000000000070008000000000000009',
      }),
      entry({ kind: 'delete', providerMessageId: 'wamid.0', at: new Date(0) }),
    ];
    for (const stranger of strangers) {
      expect(memory.recall(acme, [stranger])).toBeUndefined();
      expect(memory.recall(acme, [text('wamid.1'), stranger])).toBeUndefined();
    }
    expect(memory.recall(acme, [text('wamid.1')])).toBeDefined();
  });

  it('stays within the account', () => {
    expect(withSara().recall(other, [text('wamid.1')])).toBeUndefined();
  });

  it('has no conversation to go on with once it is resolved', () => {
    const resolved = { ...sara, conversations: [aConversation({ status: 'resolved' })] };
    expect(withSara(resolved).recall(acme, [text('wamid.1')])).toBeUndefined();
    const memory = withSara();
    memory.remember(acme, [resolved], []);
    expect(memory.recall(acme, [text('wamid.1')])).toBeUndefined();
  });

  it('follows an id that goes to somebody else', () => {
    const memory = withSara();
    const ben: SeenPerson = {
      customer: aCustomer({ id: 'cus_00000000000070008000000000000009' }),
      identities: [anIdentity({ customerId: 'cus_00000000000070008000000000000009' })],
      conversations: [aConversation({ id: 'cnv_00000000000070008000000000000009' })],
    };
    memory.remember(acme, [{ ...sara, identities: [] }], []);
    expect(memory.recall(acme, [text('wamid.1')])).toBeUndefined();
    memory.remember(acme, [ben], []);
    expect(memory.recall(acme, [text('wamid.1')])?.[0]?.customer).toBe(ben.customer);
  });

  it('goes on with the conversation as the last batch left it', () => {
    const memory = withSara();
    const next = aConversation({ version: 7 });
    memory.confirm(acme, [next], [text('wamid.1')]);
    expect(memory.recall(acme, [text('wamid.2')])?.[0]?.conversations.get(inboxId)).toBe(next);
    expect(memory.recall(acme, [text('wamid.1')])).toBeUndefined();
  });

  it('is forgotten when somebody else changes them', () => {
    const memory = withSara();
    memory.forget([sara.customer.id]);
    expect(memory.recall(acme, [text('wamid.1')])).toBeUndefined();
  });

  it('is left alone for a while after it was wrong, longer each time, until it was right again', () => {
    const memory = createIntakeMemory();
    const batchesUntilRecalled = (): number => {
      for (let batches = 0; ; batches += 1) {
        memory.remember(acme, [sara], []);
        const people = memory.recall(acme, [text('wamid.1')]);
        if (people === undefined) continue;
        memory.distrust(acme, people);
        return batches;
      }
    };
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map(batchesUntilRecalled)).toEqual([0, 1, 2, 4, 8, 16, 32, 64, 64]);
    memory.remember(acme, [sara], []);
    for (let batch = 0; batch < 64; batch += 1) memory.recall(acme, [text('wamid.1')]);
    memory.confirm(acme, [], []);
    expect(batchesUntilRecalled()).toBe(0);
    expect(batchesUntilRecalled()).toBe(1);
  });

  it('remembers nobody when told so', () => {
    const memory = createIntakeMemory({ people: 0 });
    memory.remember(acme, [sara], []);
    expect(memory.recall(acme, [text('wamid.1')])).toBeUndefined();
  });
});
