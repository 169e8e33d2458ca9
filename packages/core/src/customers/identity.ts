import type { CustomerId, IdentityId } from '../ids.ts';

/**
 * One way a channel names a person, e.g. `{ channel: 'whatsapp', scope: '<portfolio>', kind: 'phone', value: '16505551234' }`.
 * `scope` is where the value means something (a WhatsApp user id is only unique within a business portfolio).
 */
export interface IdentityRef {
  readonly channel: string;
  readonly scope: string;
  /** Channel-defined, e.g. `phone`, `user_id`, `parent_user_id`. */
  readonly kind: string;
  readonly value: string;
}

/** An identity bound to a customer. Old ones are kept when a provider rotates them: `validTo` is then set. */
export interface Identity extends IdentityRef {
  readonly id: IdentityId;
  readonly customerId: CustomerId;
  readonly validFrom: Date;
  /** Absent = still valid. At most one valid row exists per (channel, scope, kind, value). */
  readonly validTo?: Date;
}

/** A key that is equal exactly for equal refs. */
export function identityKey({ channel, scope, kind, value }: IdentityRef): string {
  // Lengths keep the parts apart whatever is in them; several times cheaper than JSON, and asked for with every message.
  return `${channel.length}.${channel}${scope.length}.${scope}${kind.length}.${kind}${value}`;
}
