import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InboundMessageEvent } from '../channels/inbound-event.ts';
import { continuedFields } from '../conversations/continued-field.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { Identity } from '../customers/identity.ts';
import type { ConversationId, CustomerId } from '../ids.ts';
import { aConversation, aCustomer, anIdentity, aSchedule } from '../testing/builders.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { anInboundText, anItem, aParty } from '../testing/inbound-items.ts';
import { createSequentialIds } from '../testing/sequential-ids.ts';
import { BatchState } from './batch-state.ts';
import { continueConversations } from './continue-conversations.ts';
import { decideEvent } from './decide-event.ts';
import { entryKeys, type IntakeEntry } from './intake-entry.ts';
import type { RememberedPerson } from './intake-memory.ts';

const accountId = 'acc_00000000000070008000000000000001';
const { inboxId } = aConversation();
const at = createFakeClock().now();

const phoneOf = (person: number): string => `1650555000${person}`;

type Known = RememberedPerson & { readonly identities: readonly Identity[] };

function aPerson(person: number, given: Partial<Conversation>): Known {
  const customer = aCustomer({
    id: `cus_0000000000007000800000000000000${person}` as CustomerId,
    name: 'Sara',
  });
  const identity = anIdentity({ customerId: customer.id, value: phoneOf(person) });
  const conversation = aConversation({
    ...given,
    ...(given.status === 'snoozed' ? { snoozedUntil: new Date(at.getTime() + 3_600_000) } : {}),
    subject: 'Sizes',
    isBotHandoff: true,
    id: `cnv_0000000000007000800000000000000${person}` as ConversationId,
    customerId: customer.id,
    inboxId,
  });
  return {
    customer,
    identities: [identity],
    conversations: new Map([[inboxId, conversation]]),
  };
}

const toEntry = (event: InboundMessageEvent): IntakeEntry => ({
  inboxId,
  reopenWindowMs: 3_600_000,
  item: anItem(event),
  receivedAt: at,
  isReplay: false,
  keys: entryKeys(inboxId, anItem(event)),
});

/** The same batch on the same state, looked up. */
function decideLoaded(people: readonly Known[], entries: readonly IntakeEntry[]) {
  const given = { accountId, ids: createSequentialIds(), at } as const;
  const all = people.map(({ customer, identities, conversations }) => ({
    customer,
    identities,
    conversations: [...conversations.values()],
  }));
  const state = new BatchState(
    {
      identities: all.flatMap(({ identities }) => identities),
      customers: all,
      conversations: all.flatMap(({ conversations }) => conversations),
      messages: [],
      parked: [],
      notices: [],
    },
    given,
  );
  const outcomes = entries.map((entry) => decideEvent(state, entry, given));
  return { outcomes, changes: state.changes(0) };
}

const withoutContinued = (conversation: Conversation | undefined): unknown =>
  Object.fromEntries(
    Object.entries(conversation ?? {}).filter(
      ([name]) => !(continuedFields as readonly string[]).includes(name),
    ),
  );

const continued = (entries: readonly IntakeEntry[], people: readonly RememberedPerson[]) =>
  continueConversations(entries, people, { accountId, ids: createSequentialIds(), at });

describe('a batch in which conversations only go on', () => {
  it('is decided from memory exactly as it would be from the database', () => {
    const conversation = fc.record({
      status: fc.constantFrom('open' as const, 'pending' as const, 'snoozed' as const),
      lastSeq: fc.nat(50),
      unreadCount: fc.nat(5),
      version: fc.integer({ min: 1, max: 9 }),
    });
    const message = fc.record({
      person: fc.nat(2),
      id: fc.nat(6),
      text: fc.string({ maxLength: 200 }),
      opensWindow: fc.boolean(),
      minute: fc.nat(90),
    });
    fc.assert(
      fc.property(
        fc.tuple(conversation, conversation, conversation),
        fc.array(message, { minLength: 1, maxLength: 12 }),
        (states, messages) => {
          const people = states.map((state, person) => aPerson(person, state));
          const entries = messages.map(({ person, id, text, opensWindow, minute }) =>
            toEntry(
              anInboundText(`wamid.${id}`, {
                party: aParty(phoneOf(person)),
                content: { type: 'text', text },
                opensWindow,
                at: new Date(at.getTime() + (minute - 60) * 60_000),
              }),
            ),
          );
          const writers = messages.map(({ person }) => people[person] as RememberedPerson);
          const fromMemory = continued(entries, writers);
          const { outcomes, changes } = decideLoaded(people, entries);
          const { newMessages, changedConversations, events, ...rest } = changes;
          expect(Object.values(rest).flat()).toEqual([]);
          expect(fromMemory?.outcomes).toStrictEqual(outcomes);
          expect(fromMemory?.continuation).toStrictEqual({
            conversations: changedConversations,
            messages: newMessages,
            events,
            customers: expect.anything(),
          });
          // Storages write nothing else of them.
          const before = new Map(
            people.flatMap(({ conversations }) => [...conversations.values()]).map((one) => [one.id, one]),
          );
          for (const conversation of changedConversations)
            expect(withoutContinued(conversation)).toStrictEqual(
              withoutContinued(before.get(conversation.id)),
            );
          expect(fromMemory?.continuation.customers.map(({ id }) => id).toSorted()).toEqual(
            [...new Set(writers.map(({ customer }) => customer.id))].toSorted(),
          );
        },
      ),
    );
  });

  it('says what it was decided on', () => {
    const person = aPerson(1, { version: 4 });
    const decided = continued([toEntry(anInboundText('wamid.1', { party: aParty(phoneOf(1)) }))], [person]);
    expect(decided?.continuation.customers).toEqual([
      { id: person.customer.id, version: person.customer.version },
    ]);
  });

  it('is looked up after all when the profile changes', () => {
    const renamed = toEntry(anInboundText('wamid.1', { party: aParty(phoneOf(1), undefined, 'Sara B.') }));
    expect(continued([renamed], [aPerson(1, {})])).toBeUndefined();
  });

  it('is looked up after all when an automatic answer is due, and only then', () => {
    // The clock stands on a Monday, 9:00 UTC.
    const hours = aSchedule({
      weekly: [{ day: 'tuesday', opens: '09:00', closes: '17:00' }],
      autoReply: { text: 'We are closed.' },
    });
    const entry = { ...toEntry(anInboundText('wamid.1', { party: aParty(phoneOf(1)) })), hours };
    expect(continued([entry], [aPerson(1, {})])).toBeUndefined();
    expect(continued([entry], [aPerson(1, { autoRepliedAt: at })])?.outcomes).toEqual([{ type: 'stored' }]);
  });
});
