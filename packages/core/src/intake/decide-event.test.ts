import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '../channels/inbound-event.ts';
import type { IntakeState } from '../storage/intake-store.ts';
import { aConversation, aCustomer, anIdentity, anOutboundMessage } from '../testing/builders.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { anInboundText, anItem, aParty } from '../testing/inbound-items.ts';
import { createSequentialIds } from '../testing/sequential-ids.ts';
import { BatchState } from './batch-state.ts';
import { decideEvent } from './decide-event.ts';
import { entryKeys } from './intake-entry.ts';

const inboxId = 'inb_00000000000070008000000000000001';
const nothing: IntakeState = {
  identities: [],
  customers: [],
  conversations: [],
  messages: [],
  parked: [],
  notices: [],
};
const sara: IntakeState = {
  ...nothing,
  identities: [anIdentity()],
  customers: [{ customer: aCustomer(), identities: [anIdentity()] }],
};

function decide(loaded: IntakeState, ...events: InboundEvent[]) {
  const at = createFakeClock().now();
  const ids = createSequentialIds();
  const state = new BatchState(loaded, { accountId: 'acc_00000000000070008000000000000001', ids, at });
  const outcomes = events.map((event) => {
    const entry = {
      inboxId,
      reopenWindowMs: 3_600_000,
      item: anItem(event),
      receivedAt: at,
      isReplay: false,
      keys: entryKeys(inboxId, anItem(event)),
    } as const;
    return decideEvent(state, entry, { ids, at }).type;
  });
  const changes = state.changes(41);
  return { outcomes, changes, told: changes.events.map((event) => event.type) };
}

describe('what an inbound event does', () => {
  it('makes a customer, a numbered conversation and a message from a stranger’s first word', () => {
    const { changes, told } = decide(nothing, anInboundText('wamid.1'));
    expect(changes.newCustomers.map((customer) => customer.name)).toEqual(['Sara']);
    expect(changes.newConversations).toMatchObject([
      { number: 41, status: 'open', lastSeq: 1, unreadCount: 1 },
    ]);
    expect(told).toEqual([
      'customer.created',
      'customer.identity_added',
      'conversation.opened',
      'message.received',
    ]);
    expect(changes.events.find((event) => event.type === 'conversation.opened')?.data).toMatchObject({
      number: 41,
    });
  });

  it('stores a message once, however often it is in the batch', () => {
    const { outcomes, changes } = decide(nothing, anInboundText('wamid.1'), anInboundText('wamid.1'));
    expect(outcomes).toEqual(['stored', 'duplicate']);
    expect(changes.newMessages).toHaveLength(1);
  });

  it('puts twenty first messages of one person into one conversation with dense seq', () => {
    const { changes } = decide(
      nothing,
      ...Array.from({ length: 20 }, (_, id) => anInboundText(`wamid.${id}`)),
    );
    expect(changes.newConversations).toHaveLength(1);
    expect(changes.newMessages.map((message) => message.seq)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });

  it('keeps a name that staff corrected', () => {
    const edited = aCustomer({ name: 'Sara Kaplan', nameIsEdited: true });
    const { changes } = decide(
      { ...sara, customers: [{ customer: edited, identities: [anIdentity()] }] },
      anInboundText('wamid.1'),
    );
    expect(changes.changedCustomers).toEqual([]);
  });

  it('shows what was written in the phone app as outbound and does not count it as unread', () => {
    const { changes, told } = decide(sara, anInboundText('wamid.1', { kind: 'echo', opensWindow: false }));
    expect(changes.newMessages).toMatchObject([
      { direction: 'outbound', sender: { type: 'app' }, delivery: { status: 'sent' } },
    ]);
    expect(changes.newConversations).toMatchObject([{ status: 'pending', unreadCount: 0 }]);
    expect(told).toContain('message.echoed');
  });

  it('finds our message by the id the provider carries back before the provider’s id is known', () => {
    const message = anOutboundMessage();
    const { changes, told } = decide(
      { ...sara, messages: [message] },
      {
        kind: 'delivery',
        providerMessageId: 'wamid.9',
        messageId: message.id,
        evidence: { status: 'sent', at: message.sentAt },
      },
    );
    expect(changes.changedMessages).toMatchObject([
      { providerMessageId: 'wamid.9', delivery: { status: 'sent' } },
    ]);
    expect(told).toEqual(['message.sent']);
  });

  it('does not let another inbox settle our message by naming its id', () => {
    const message = anOutboundMessage({ inboxId: 'inb_00000000000070008000000000000002' });
    const { changes } = decide(
      { ...sara, messages: [message] },
      {
        kind: 'delivery',
        providerMessageId: 'wamid.9',
        messageId: message.id,
        evidence: { status: 'read', at: message.sentAt },
      },
    );
    expect(changes.changedMessages).toEqual([]);
    expect(changes.newParked).toHaveLength(1);
  });

  it('parks a status for a message nobody knows yet, once', () => {
    const status = {
      kind: 'delivery',
      providerMessageId: 'wamid.9',
      evidence: { status: 'read', at: new Date(0) },
    } as const;
    const { outcomes, changes } = decide(nothing, status, status);
    expect(outcomes).toEqual(['stored', 'duplicate']);
    expect(changes.newParked).toHaveLength(1);
  });

  it('applies a reaction that came before its message', () => {
    const reaction = {
      kind: 'reaction',
      providerMessageId: 'wamid.1',
      party: aParty(),
      by: 'customer',
      emoji: '👍',
      at: new Date(0),
    } as const;
    const { changes } = decide(nothing, reaction, anInboundText('wamid.1'));
    expect(changes.newMessages[0]?.reactions).toMatchObject([{ emoji: '👍' }]);
    expect(changes.newParked).toEqual([]);
    expect(changes.newConversations).toHaveLength(1);
  });

  it('follows a person whose user id rotated, without opening a conversation', () => {
    const scope = '102290129340398';
    const { changes } = decide(sara, {
      kind: 'identity_change',
      reason: 'number_changed',
      previous: [{ channel: 'whatsapp', scope, kind: 'phone', value: '16505551234' }],
      current: [{ channel: 'whatsapp', scope, kind: 'phone', value: '16505559999' }],
      at: new Date(0),
    });
    expect(changes.closedIdentities).toHaveLength(1);
    expect(changes.newIdentities).toMatchObject([{ value: '16505559999', customerId: aCustomer().id }]);
    expect(changes.newConversations).toEqual([]);
    // Whoever remembers the old number must notice.
    expect(changes.changedCustomers).toMatchObject([
      { id: aCustomer().id, version: aCustomer().version + 1 },
    ]);
  });

  it('gives whoever loses a number to somebody else a new version', () => {
    const owner = aCustomer({ id: 'cus_00000000000070008000000000000077' });
    const phone = anIdentity({ customerId: owner.id });
    const userId = anIdentity({
      id: 'idn_00000000000070008000000000000077',
      customerId: owner.id,
      kind: 'user_id',
    });
    const known = {
      ...nothing,
      identities: [phone],
      customers: [{ customer: owner, identities: [phone, userId] }],
    };
    const party = aParty(phone.value, 'US.2');
    const { changes } = decide(known, anInboundText('wamid.1', { party }));
    expect(changes.closedIdentities).toMatchObject([{ id: phone.id }]);
    expect(changes.changedCustomers).toMatchObject([{ id: owner.id, version: owner.version + 1 }]);
    expect(changes.newConversations).toMatchObject([{ customerId: changes.newCustomers[0]?.id }]);
  });

  it('stores what it does not know and says so', () => {
    const { changes, told } = decide(nothing, {
      kind: 'notice',
      type: 'moon_phase',
      isKnown: false,
      dedupeKey: 'k',
      payload: { a: 1 },
    });
    expect(changes.newNotices).toMatchObject([{ type: 'moon_phase', payload: { a: 1 } }]);
    expect(told).toEqual(['channel.unknown_event']);
  });

  it('shows a call in the thread and lets it open the service window', () => {
    const at = new Date('2026-01-05T08:00:00Z');
    const { changes } = decide(sara, {
      kind: 'activity',
      activity: 'call',
      providerId: 'wacid.1',
      party: aParty(),
      opensWindow: true,
      payload: {},
      at,
    });
    expect(changes.newMessages).toMatchObject([{ content: { type: 'unsupported', kind: 'call' } }]);
    expect(changes.newConversations[0]?.lastInboundAt).toEqual(at);
  });

  it('carries the service window over to the next conversation', () => {
    const lastInboundAt = new Date('2026-01-05T08:58:00Z');
    const old = aConversation({
      id: 'cnv_00000000000070008000000000000099',
      status: 'closed',
      lastInboundAt,
    });
    const { changes } = decide(
      { ...sara, conversations: [old] },
      anInboundText('wamid.1', { opensWindow: false }),
    );
    expect(changes.newConversations[0]?.lastInboundAt).toEqual(lastInboundAt);
  });

  it('sets an unreadable item aside with its bytes', () => {
    const { outcomes, changes } = decide(nothing, { kind: 'unreadable', reason: 'not_json', message: 'no' });
    expect(outcomes).toEqual(['quarantined']);
    expect(new TextDecoder().decode(changes.newQuarantined[0]?.source)).toContain('not_json');
  });
});
