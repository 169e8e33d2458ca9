import type { ConversationQuery } from '../client/support-client.ts';
import type { QueueCounts } from '../client/wire-types.ts';
import type { InboxLocation, ViewId } from './inbox-location.ts';

const queries: { readonly [View in ViewId]: ConversationQuery } = {
  mine: { status: ['open'], assignee: 'me' },
  unassigned: { status: ['open'], assignee: 'none' },
  open: { status: ['open'] },
  pending: { status: ['pending'] },
  snoozed: { status: ['snoozed'] },
  resolved: { status: ['resolved', 'closed'] },
};

/** Which conversations a location's list shows. */
export function viewQuery({ view, inboxId, isUnreadOnly }: InboxLocation): ConversationQuery {
  return {
    ...queries[view],
    ...(inboxId === undefined ? {} : { inboxId }),
    ...(isUnreadOnly === true ? { unread: true } : {}),
  };
}

/** How many conversations a view has, as the server counted; not known for the resolved ones. */
export function viewCount(view: ViewId, counts: QueueCounts): number | undefined {
  switch (view) {
    case 'mine':
      return counts.mine ?? undefined;
    case 'unassigned':
    case 'open':
    case 'pending':
    case 'snoozed':
      return counts[view];
    case 'resolved':
      return undefined;
  }
}
