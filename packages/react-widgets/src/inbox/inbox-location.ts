/** The views of the list. */
export const viewIds = ['mine', 'unassigned', 'open', 'pending', 'snoozed', 'resolved'] as const;

/** One of {@link viewIds}. */
export type ViewId = (typeof viewIds)[number];

/** What the inbox shows: all of it can stand in an address. */
export interface InboxLocation {
  readonly view: ViewId;
  /** Only of one inbox. */
  readonly inboxId?: string;
  /** Only with unread messages. */
  readonly isUnreadOnly?: boolean;
  /** The open conversation. */
  readonly conversationId?: string;
  /** The message of the open conversation that is shown first. */
  readonly messageId?: string;
}

/** Where the inbox begins. */
export const startLocation: InboxLocation = { view: 'mine' };

/** A location as the text of an address: `view=open&conversation=cnv_…`. */
export function writeLocation(location: InboxLocation): string {
  const params = new URLSearchParams({ view: location.view });
  if (location.inboxId !== undefined) params.set('inbox', location.inboxId);
  if (location.isUnreadOnly === true) params.set('unread', '1');
  if (location.conversationId !== undefined) params.set('conversation', location.conversationId);
  if (location.messageId !== undefined) params.set('message', location.messageId);
  return params.toString();
}

/** The same without an open conversation. */
export function closed({ conversationId: _open, messageId: _shown, ...rest }: InboxLocation): InboxLocation {
  return rest;
}

/** The same with another conversation open. */
export function opened(location: InboxLocation, conversationId: string): InboxLocation {
  return { ...closed(location), conversationId };
}

const idPattern = /^[a-z]{3}_[0-9a-zA-Z_-]{1,64}$/;

/** Reads {@link writeLocation}'s text; what it does not understand it leaves out. */
export function readLocation(text: string): InboxLocation {
  const params = new URLSearchParams(text.replace(/^[#?]/, ''));
  const view = viewIds.find((id) => id === params.get('view')) ?? startLocation.view;
  const id = (name: string): string | undefined => {
    const value = params.get(name);
    return value !== null && idPattern.test(value) ? value : undefined;
  };
  const inboxId = id('inbox');
  const conversationId = id('conversation');
  const messageId = conversationId === undefined ? undefined : id('message');
  return {
    view,
    ...(inboxId === undefined ? {} : { inboxId }),
    ...(params.get('unread') === '1' ? { isUnreadOnly: true } : {}),
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(messageId === undefined ? {} : { messageId }),
  };
}
