import { type Identity, identityKey, type Message, StaleWriteError } from '@parley/core';
import type { IntakeKeys, IntakeState, IntakeStore } from '@parley/core/storage';
import { type ConversationRow, toConversation } from '../conversations/conversation-rows.ts';
import { type CustomerRow, toCustomer } from '../customers/customer-rows.ts';
import { type IdentityRow, toIdentity } from '../customers/identity-rows.ts';
import type { AccountScope } from '../database/account-scope.ts';
import { type MessageRow, toMessage } from '../messages/message-rows.ts';
import { type ParkedRow, toParkedUpdate } from '../messages/parked-rows.ts';
import { isDivisionByZero } from '../pg-errors.ts';
import { fromUuid } from '../rows/id-columns.ts';
import { continueStatement } from './continue-statement.ts';
import { loadStatement } from './intake-load.ts';
import { saveStatement } from './intake-save.ts';

interface LoadRow {
  readonly customers: readonly CustomerRow[] | null;
  readonly customer_identities: readonly IdentityRow[] | null;
  readonly conversations: readonly ConversationRow[] | null;
  readonly messages: readonly MessageRow[] | null;
  readonly parked: readonly ParkedRow[] | null;
  readonly notices: readonly { readonly inbox_id: string; readonly dedupe_key: string }[] | null;
}

/** The hot path of one account: one statement reads what a batch touches, one writes what it changed. */
export function createIntakeStore({ session, account }: AccountScope): IntakeStore {
  return {
    async load(keys) {
      const [row] = await session.run<LoadRow>(loadStatement(account, keys));
      return toState(row, keys);
    },
    async save(changes) {
      const statement = saveStatement(account, changes);
      // Sent, not waited for: the end of the transaction goes right behind it, and waits for both.
      if (statement !== undefined) await session.defer(statement, explain);
    },
    continueConversations: (continuation) => session.defer(continueStatement(account, continuation), explain),
  };
}

const explain = (error: unknown): unknown => (isDivisionByZero(error) ? new StaleWriteError('batch') : error);

function toState(row: LoadRow | undefined, keys: IntakeKeys): IntakeState {
  const wanted = new Set(keys.identities.map(identityKey));
  const identities: Identity[] = [];
  const identitiesOf = new Map<string, Identity[]>();
  for (const identity of (row?.customer_identities ?? []).map(toIdentity)) {
    if (wanted.has(identityKey(identity))) identities.push(identity);
    const known = identitiesOf.get(identity.customerId);
    if (known === undefined) identitiesOf.set(identity.customerId, [identity]);
    else known.push(identity);
  }
  return {
    identities,
    customers: (row?.customers ?? [])
      .map(toCustomer)
      .map((customer) => ({ customer, identities: identitiesOf.get(customer.id) ?? [] })),
    conversations: (row?.conversations ?? []).map(toConversation),
    messages: (row?.messages ?? []).map((message): Message => toMessage(message)),
    parked: (row?.parked ?? []).map(toParkedUpdate),
    notices: (row?.notices ?? []).map((notice) => ({
      inboxId: fromUuid('inb', notice.inbox_id),
      dedupeKey: notice.dedupe_key,
    })),
  };
}
