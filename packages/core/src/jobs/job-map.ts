import type { AccountId, ConversationId, InboxId, MessageId } from '../ids.ts';

/** Every job there is, and its payload. */
export interface JobMap {
  /** Hands the conversation's queued messages to the provider, in order. */
  'conversation.deliver': { accountId: AccountId; conversationId: ConversationId };
  /** Opens a snoozed conversation when its time has come. */
  'conversation.wake': { accountId: AccountId; conversationId: ConversationId; until: string };
  /** Tells the provider that staff read up to this message. */
  'message.mark_read': { accountId: AccountId; inboxId: InboxId; messageId: MessageId };
  /** Settles sends that died midway and re-queues deliveries that lost their job; runs every minute. */
  'deliveries.settle': Record<string, never>;
  /** Applies updates that were left behind, deletes what has outlived its use; runs every hour. */
  'maintenance.purge': Record<string, never>;
}

/** The name of a job. */
export type JobName = keyof JobMap;

/** Which lane a job runs in. */
export type JobLane = 'high' | 'default' | 'low';

/** The lane of each job; lanes have their own workers, so a backlog in one does not delay another. */
export const jobLanes = {
  'conversation.deliver': 'high',
  'conversation.wake': 'default',
  'message.mark_read': 'default',
  'deliveries.settle': 'high',
  'maintenance.purge': 'low',
} as const satisfies Record<JobName, JobLane>;

/** Jobs that come on their own, as cron expressions in UTC. */
export const jobSchedules = {
  'deliveries.settle': '* * * * *',
  'maintenance.purge': '17 * * * *',
} as const satisfies Partial<Record<JobName, string>>;
