import type { Actor } from '../actor.ts';
import type {
  ContactActivityEvent,
  IdentityChangeEvent,
  InboundMessageEvent,
  InboundUpdateEvent,
  NoticeEvent,
} from '../channels/inbound-event.ts';
import { matchIdentityChange } from '../customers/match-identity.ts';
import { type Ids, isId } from '../ids.ts';
import { applyUpdate } from '../messages/apply-update.ts';
import type { Message } from '../messages/message.ts';
import type { MessageUpdate } from '../messages/parked-update.ts';
import type { BatchState } from './batch-state.ts';
import { decideMessage } from './decide-message.ts';
import type { IntakeEntry, IntakeOutcome } from './intake-entry.ts';
import { bindIdentities, closeIdentity, newCustomer, resolveParty } from './resolve-party.ts';

interface Given {
  readonly ids: Ids;
  readonly at: Date;
}

const system: Actor = { type: 'system' };
const stored: IntakeOutcome = { type: 'stored' };
const duplicate: IntakeOutcome = { type: 'duplicate' };

/** Decides one inbound event against everything decided before it in the batch. */
export function decideEvent(state: BatchState, entry: IntakeEntry, given: Given): IntakeOutcome {
  const { event } = entry.item;
  switch (event.kind) {
    case 'message':
    case 'echo':
      return decideMessageEvent(state, entry, event, given);
    case 'delivery':
    case 'reaction':
    case 'edit':
    case 'delete':
      return decideUpdate(state, entry, event, given);
    case 'identity_change':
      return decideIdentityChange(state, event, given);
    case 'activity':
      return decideActivity(state, entry, event, given);
    case 'notice':
      return decideNotice(state, entry, event, given);
    case 'unreadable':
      if (!entry.isReplay) quarantineEntry(state, entry, event.reason, event.message, given);
      return { type: 'quarantined', reason: event.reason };
    default:
      return event satisfies never;
  }
}

/** Sets an item aside with its bytes. */
export function quarantineEntry(
  state: BatchState,
  entry: IntakeEntry,
  reason: string,
  message: string,
  given: Given,
): void {
  const id = given.ids.next('qua');
  state.quarantine({
    id,
    inboxId: entry.inboxId,
    state: 'waiting',
    reason,
    message,
    source: entry.item.source(),
    receivedAt: entry.receivedAt,
    attempts: 0,
  });
  state.tell(system, [
    { type: 'quarantine.item_added', data: { quarantineId: id, inboxId: entry.inboxId, reason } },
  ]);
}

function decideMessageEvent(
  state: BatchState,
  entry: IntakeEntry,
  event: InboundMessageEvent,
  given: Given,
): IntakeOutcome {
  const outcome = decideMessage(state, entry, event, given);
  if (outcome === 'stored') return stored;
  if (outcome === 'duplicate') return duplicate;
  const message = "The file of the message is not its sender's to send, or was sent before.";
  if (!entry.isReplay) quarantineEntry(state, entry, outcome, message, given);
  return { type: 'quarantined', reason: outcome };
}

function decideUpdate(
  state: BatchState,
  entry: IntakeEntry,
  event: InboundUpdateEvent,
  given: Given,
): IntakeOutcome {
  const { inboxId } = entry;
  const { providerMessageId } = event;
  const update = toUpdate(state, event, given);
  const target = findTarget(state, entry, event);
  if (target === undefined) {
    const parked = {
      inboxId,
      providerMessageId,
      dedupeKey: updateKey(event),
      update,
      receivedAt: entry.receivedAt,
    };
    return state.park(parked) ? stored : duplicate;
  }
  // A status that carries our own id can come before the provider's answer to the send: it proves the provider's id.
  const isProven = event.kind === 'delivery' && target.providerMessageId === undefined;
  const known: Message = isProven ? { ...target, providerMessageId } : target;
  const applied = applyUpdate(known, update);
  if (applied === undefined && !isProven) return duplicate;
  state.changeMessage(applied?.next ?? known);
  state.tell(
    event.kind === 'reaction' && update.type === 'reaction' ? update.by : system,
    applied?.events ?? [],
  );
  return stored;
}

/** By the provider's id; a status also by ours, if that message is of the same inbox and not of another provider id. */
function findTarget(state: BatchState, entry: IntakeEntry, event: InboundUpdateEvent): Message | undefined {
  const byProviderId = state.messageByProviderId({
    inboxId: entry.inboxId,
    providerMessageId: event.providerMessageId,
  });
  if (byProviderId !== undefined || event.kind !== 'delivery' || !isId('msg', event.messageId))
    return byProviderId;
  const own = state.message(event.messageId);
  if (own === undefined || own.inboxId !== entry.inboxId || own.direction !== 'outbound') return undefined;
  return own.providerMessageId === undefined ? own : undefined;
}

function toUpdate(state: BatchState, event: InboundUpdateEvent, given: Given): MessageUpdate {
  switch (event.kind) {
    case 'delivery':
      return { type: 'delivery', evidence: event.evidence };
    case 'reaction': {
      const by: Actor =
        event.by === 'app'
          ? { type: 'app' }
          : { type: 'customer', id: resolveParty(state, event.party, given).id };
      return {
        type: 'reaction',
        by,
        at: event.at,
        ...(event.emoji === undefined ? {} : { emoji: event.emoji }),
      };
    }
    case 'edit':
      return { type: 'edit', content: event.content, at: event.at };
    case 'delete':
      return { type: 'delete', at: event.at };
    default:
      return event satisfies never;
  }
}

function updateKey(event: InboundUpdateEvent): string {
  switch (event.kind) {
    case 'delivery':
      return `delivery:${event.evidence.status}:${event.evidence.at.getTime()}:${event.evidence.error?.providerCode ?? ''}`;
    case 'reaction':
      return `reaction:${event.at.getTime()}:${event.emoji ?? ''}`;
    case 'edit':
    case 'delete':
      return `${event.kind}:${event.at.getTime()}`;
    default:
      return event satisfies never;
  }
}

function decideIdentityChange(state: BatchState, event: IdentityChangeEvent, given: Given): IntakeOutcome {
  const match = matchIdentityChange(event.previous, event.current, state);
  if (match.close.length === 0 && match.add.length === 0 && match.takenBy === undefined) return duplicate;
  const isUnknown = match.customerId === undefined;
  const customerId = match.customerId ?? newCustomer(state, {}, given).id;
  for (const identity of match.close) closeIdentity(state, identity, event.reason, given.at);
  bindIdentities(state, customerId, match.add, given);
  if (isUnknown) {
    state.tell(system, [
      { type: 'customer.merge_suggested', data: { customerId, reason: 'unmatched_change' } },
    ]);
  }
  if (match.takenBy !== undefined) {
    state.tell(system, [
      {
        type: 'customer.merge_suggested',
        data: { customerId, otherCustomerId: match.takenBy, reason: 'identity_taken' },
      },
    ]);
  }
  return stored;
}

/** What opens the service window belongs in the thread (e.g. a call); the rest is a notice. */
function decideActivity(
  state: BatchState,
  entry: IntakeEntry,
  event: ContactActivityEvent,
  given: Given,
): IntakeOutcome {
  if (!event.opensWindow) {
    resolveParty(state, event.party, given);
    return decideNotice(
      state,
      entry,
      {
        kind: 'notice',
        type: event.activity,
        isKnown: true,
        dedupeKey: event.providerId,
        payload: event.payload,
        at: event.at,
      },
      given,
    );
  }
  return decideMessageEvent(
    state,
    entry,
    {
      kind: 'message',
      providerMessageId: event.providerId,
      party: event.party,
      content: { type: 'unsupported', kind: event.activity, original: event.payload },
      context: {},
      at: event.at,
      opensWindow: true,
    },
    given,
  );
}

function decideNotice(
  state: BatchState,
  entry: IntakeEntry,
  event: NoticeEvent,
  given: Given,
): IntakeOutcome {
  if (state.hasNotice(entry.inboxId, event.dedupeKey)) return duplicate;
  const id = given.ids.next('ntc');
  const { type, isKnown, dedupeKey, payload } = event;
  state.addNotice({
    id,
    inboxId: entry.inboxId,
    type,
    isKnown,
    dedupeKey,
    payload,
    ...(event.at === undefined ? {} : { at: event.at }),
    receivedAt: entry.receivedAt,
  });
  const data = { noticeId: id, inboxId: entry.inboxId, type };
  state.tell(system, [
    isKnown ? { type: 'channel.notice_received', data } : { type: 'channel.unknown_event', data },
  ]);
  return stored;
}
