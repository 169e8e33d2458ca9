import type { CustomerId, IdentityId } from '../ids.ts';

/** What happens to customers. Values of identities are personal data and stay out of the log. */
export interface CustomerEvents {
  'customer.created': { customerId: CustomerId };
  'customer.updated': { customerId: CustomerId; fields: readonly string[] };
  'customer.identity_added': {
    customerId: CustomerId;
    identityId: IdentityId;
    channel: string;
    kind: string;
  };
  'customer.identity_closed': {
    customerId: CustomerId;
    identityId: IdentityId;
    channel: string;
    kind: string;
    reason: 'rotated' | 'number_changed' | 'rebound';
  };
  /** Two records may be one person; only a person may merge them. */
  'customer.merge_suggested': {
    customerId: CustomerId;
    otherCustomerId?: CustomerId;
    reason: 'identity_moved' | 'identity_taken' | 'unmatched_change';
  };
}
