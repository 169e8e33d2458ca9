import type { ApiKey } from '../access/api-key.ts';
import type { RealtimeTicketStore } from '../access/realtime-ticket.ts';
import type { Account } from '../accounts/account.ts';
import type { Agent } from '../agents/agent.ts';
import type { AgentStore } from '../agents/agent-store.ts';
import type { BusinessHours } from '../business-hours/business-hours.ts';
import type { BusinessHoursStore } from '../business-hours/business-hours-store.ts';
import type { ChatStore } from '../chat/chat-store.ts';
import type { ConversationStore } from '../conversations/conversation-store.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import type { AccountEventLog, EventLog, Outbox } from '../events/event-log.ts';
import type { BotSessionStore } from '../handoffs/bot-session-store.ts';
import type { AccountId, AgentId, ApiKeyId, InboxId } from '../ids.ts';
import type { Inbox } from '../inboxes/inbox.ts';
import type { InboxStore } from '../inboxes/inbox-store.ts';
import type { JobQueue, JobRunner } from '../jobs/job-queue.ts';
import type { MediaStore } from '../media/media-store.ts';
import type { MessageStore } from '../messages/message-store.ts';
import type { NoteStore } from '../notes/note-store.ts';
import type { QuarantineStore } from '../quarantine/quarantine-store.ts';
import type { IdempotencyStore } from './idempotency-store.ts';
import type { IntakeStore } from './intake-store.ts';

/** Everything of one account. */
export interface Stores {
  readonly agents: AgentStore;
  readonly inboxes: InboxStore;
  readonly businessHours: BusinessHoursStore;
  readonly customers: CustomerStore;
  readonly conversations: ConversationStore;
  readonly messages: MessageStore;
  readonly notes: NoteStore;
  readonly media: MediaStore;
  readonly handoffs: BotSessionStore;
  readonly chat: ChatStore;
  readonly quarantine: QuarantineStore;
  readonly apiKeys: ApiKeyStore;
  /** The account's part of the event log. */
  readonly events: AccountEventLog;
}

/** API keys of one account. */
export interface ApiKeyStore {
  list(): Promise<readonly ApiKey[]>;
  add(keys: readonly ApiKey[]): Promise<void>;
  /** Revokes keys that are not revoked yet. */
  revoke(ids: readonly ApiKeyId[], at: Date): Promise<void>;
}

/** Stores inside a transaction, with what exists only there. */
export interface Transaction extends Stores {
  readonly outbox: Outbox;
  readonly jobs: JobQueue;
  readonly intake: IntakeStore;
  readonly idempotency: IdempotencyStore;
}

/** How a transaction is opened. */
export interface TransactionOptions {
  /** Names locked (cluster-wide, until the end) before the first read; taken in a fixed order, so callers cannot deadlock. */
  readonly locks?: readonly string[];
}

/** One account's data. A row of another account can be neither seen nor referenced. */
export interface AccountStorage extends Stores {
  readonly accountId: AccountId;
  /** Writes a batch that was decided from memory, as a transaction of its own. */
  readonly intake: Pick<IntakeStore, 'continueConversations'>;
  /**
   * Commits when `work` resolves, rolls back when it rejects. `tx` is the only way into the transaction. `work` may run
   * again after a serialization conflict or deadlock, so it must not send, fetch or publish.
   * @throws {StorageUnavailableError} if the database is away
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>;
}

/** An agent as somebody last saw them. */
export interface KnownAgent {
  readonly accountId: AccountId;
  readonly agentId: AgentId;
  readonly version: number;
}

/** An inbox with what belongs to it. */
export interface FoundInbox {
  readonly accountId: AccountId;
  readonly inbox: Inbox;
  readonly hours?: BusinessHours | undefined;
}

/** What must be found before the account is known, and what spans accounts. */
export interface SystemStores {
  /** The key with this hash, revoked ones too. */
  findApiKey(hash: string): Promise<ApiKey | undefined>;
  /** Those that exist, revoked ones too, in no particular order. */
  findApiKeys(ids: readonly ApiKeyId[]): Promise<readonly ApiKey[]>;
  /**
   * Which of these agents are no longer as they were: saved since (another version), or gone. For many it costs one
   * statement and an answer as short as the news.
   */
  findChangedAgents(known: readonly KnownAgent[]): Promise<readonly AgentId[]>;
  /**
   * A mark of all agents of each account, in their order: another one once an agent was added, saved or is gone. Cheap
   * enough to be asked a few times a second.
   */
  agentMarks(accountIds: readonly AccountId[]): Promise<readonly string[]>;
  /** Those that exist and whose they are, disabled ones too, in no particular order. */
  findAgents(
    ids: readonly AgentId[],
  ): Promise<readonly { readonly accountId: AccountId; readonly agent: Agent }[]>;
  /** The inbox, whose it is, and when people answer there. */
  findInbox(id: InboxId): Promise<FoundInbox | undefined>;
  findAccount(id: AccountId): Promise<Account | undefined>;
  listAccounts(): Promise<readonly Account[]>;
  /** Adds those that do not exist yet. */
  addAccounts(accounts: readonly Account[]): Promise<void>;
  /** Accounts with messages that are `queued` or `sending` since before `before`; at most `limit`. */
  accountsWithLateDeliveries(before: Date, limit: number): Promise<readonly AccountId[]>;
  readonly tickets: RealtimeTicketStore;
  /** The whole event log. */
  readonly events: EventLog;
}

/** The storage port. */
export interface Storage {
  forAccount(id: AccountId): AccountStorage;
  readonly system: SystemStores;
  readonly jobs: JobRunner;
  /** Resolves if the database answers and its schema is the one this version works with. @throws {StorageUnavailableError} */
  check(): Promise<void>;
  close(): Promise<void>;
}
