import type { AgentId, ConversationId, CustomerId, InboxId } from '../ids.ts';
import type { Page, PageRequest } from '../page.ts';
import type { Conversation } from './conversation.ts';
import type { AgentCounts, ConversationCounts } from './conversation-counts.ts';
import type { ConversationStatus } from './conversation-status.ts';

/** Where a page of conversations ended: ordered by `lastActivityAt` (last message, else creation) then id, newest first. */
export interface ConversationListKey {
  readonly lastActivityAt: Date;
  readonly id: ConversationId;
}

/** What to list; absent fields do not narrow. */
export interface ConversationFilter {
  readonly statuses?: readonly ConversationStatus[];
  readonly inboxId?: InboxId;
  readonly customerId?: CustomerId;
  /** `null` = unassigned. */
  readonly assigneeId?: AgentId | null;
  /** Only active ones with unread messages; others are never listed then, whatever `statuses` says. */
  readonly isUnread?: true;
}

/** A customer in an inbox: at most one active conversation each. */
export interface ConversationPair {
  readonly customerId: CustomerId;
  readonly inboxId: InboxId;
}

/** Conversations of one account. */
export interface ConversationStore {
  find(ids: readonly ConversationId[]): Promise<readonly Conversation[]>;
  /** Locks the rows until the transaction ends, in id order. Outside a transaction it is {@link ConversationStore.find}. */
  findForUpdate(ids: readonly ConversationId[]): Promise<readonly Conversation[]>;
  /** For each pair its active conversation, else its newest one; locked. */
  latestOf(pairs: readonly ConversationPair[]): Promise<readonly Conversation[]>;
  list(
    filter: ConversationFilter,
    page: PageRequest<ConversationListKey>,
  ): Promise<Page<Conversation, ConversationListKey>>;
  /** Counts the active ones, and those of one agent among them, in one statement. */
  counts(agentId?: AgentId): Promise<ConversationCounts>;
  /** Of many agents in one statement; those with nothing are left out. */
  countsByAgent(agentIds: readonly AgentId[]): Promise<readonly AgentCounts[]>;
  /** Takes `count` numbers of the account; resolves to the first. They are dense unless a transaction rolls back after. */
  takeNumbers(count: number): Promise<number>;
  /** @throws {ConflictError} if the pair has an active conversation. */
  add(conversations: readonly Conversation[]): Promise<void>;
  /** Saves each whose stored version is `next.version - 1`. @throws {StaleWriteError} */
  save(conversations: readonly Conversation[]): Promise<void>;
}
