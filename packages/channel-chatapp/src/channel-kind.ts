/** Stands on every identity and inbox of this channel. */
export const channelKind = 'chatapp';

/** The identity kind of a customer the host knows. */
export const customerIdKind = 'customer_id';

/** The identity kind of somebody who has not signed in; core makes these. */
export const visitorKind = 'visitor';
