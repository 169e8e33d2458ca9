import type { CustomerId } from '../ids.ts';
import type { JsonObject } from '../json.ts';

/** A person who writes to us. What a channel calls them is in their identities. */
export interface Customer {
  readonly id: CustomerId;
  /** As the channel shows it, or as staff corrected it. */
  readonly name?: string;
  /** Display only: usernames change hands and are never a key. */
  readonly username?: string;
  readonly email?: string;
  /** E.164 with `+`. */
  readonly phone?: string;
  /** BCP 47, e.g. `pt-BR`. */
  readonly language?: string;
  /** IANA name, e.g. `America/Sao_Paulo`. */
  readonly timezone?: string;
  /** Free fields of the host, e.g. `{ shopifyCustomerId: '…' }`. */
  readonly attributes: JsonObject;
  /** True once staff set the name: the channel's profile name no longer overwrites it. */
  readonly nameIsEdited: boolean;
  /** Set once the record turned out to be another customer's: nothing hangs on it any more. */
  readonly mergedInto?: CustomerId;
  /** Grows with every change, also when an identity of theirs ends or goes to somebody else. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
