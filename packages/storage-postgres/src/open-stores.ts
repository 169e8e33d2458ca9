import type { AccountId, Stores, Transaction } from '@parley/core';
import type { PgBoss } from 'pg-boss';
import { createApiKeyStore } from './access/api-key-store.ts';
import { createAgentStore } from './agents/agent-store.ts';
import { createBusinessHoursStore } from './business-hours/business-hours-store.ts';
import { createChatStore } from './chat/chat-store.ts';
import { createConversationStore } from './conversations/conversation-store.ts';
import { createCustomerStore } from './customers/customer-store.ts';
import type { AccountScope } from './database/account-scope.ts';
import type { Session } from './database/session.ts';
import { createAccountEventLog } from './events/account-event-log.ts';
import { createOutbox } from './events/outbox.ts';
import { createBotSessionStore } from './handoffs/bot-session-store.ts';
import { createIdempotencyStore } from './idempotency/idempotency-store.ts';
import { createInboxStore } from './inboxes/inbox-store.ts';
import { createIntakeStore } from './intake/intake-store.ts';
import { createJobQueue } from './jobs/job-queue.ts';
import { createMediaStore } from './media/media-store.ts';
import { createMessageStore } from './messages/message-store.ts';
import { createNoteStore } from './notes/note-store.ts';
import { createQuarantineStore } from './quarantine/quarantine-store.ts';
import { toUuid } from './rows/id-columns.ts';
import type { JobLimits } from './storage-options.ts';

/** The stores of one account on a session. */
export function openStores(session: Session, accountId: AccountId): Stores {
  const scope: AccountScope = { session, accountId, account: toUuid(accountId) };
  return {
    agents: createAgentStore(scope),
    inboxes: createInboxStore(scope),
    businessHours: createBusinessHoursStore(scope),
    customers: createCustomerStore(scope),
    conversations: createConversationStore(scope),
    messages: createMessageStore(scope),
    notes: createNoteStore(scope),
    media: createMediaStore(scope),
    handoffs: createBotSessionStore(scope),
    chat: createChatStore(scope),
    quarantine: createQuarantineStore(scope),
    apiKeys: createApiKeyStore(scope),
    events: createAccountEventLog(scope),
  };
}

/** What adding jobs needs. */
export interface JobAccess {
  readonly sender: PgBoss;
  readonly limits: JobLimits;
}

/** The stores inside a transaction, with what exists only there. */
export function openTransaction(session: Session, accountId: AccountId, jobs: JobAccess): Transaction {
  const scope: AccountScope = { session, accountId, account: toUuid(accountId) };
  return {
    ...openStores(session, accountId),
    outbox: createOutbox(scope),
    intake: createIntakeStore(scope),
    idempotency: createIdempotencyStore(scope),
    jobs: createJobQueue(session, jobs.sender, jobs.limits),
  };
}
