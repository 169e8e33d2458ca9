import type { CustomerId } from '../ids.ts';
import type { Identity, IdentityRef } from './identity.ts';
import { identityKey } from './identity.ts';

/** Identity kinds that pass from one person to another over time: carriers give phone numbers out again. */
const recycledKinds: readonly string[] = ['phone'];

/** What is known about the identities a webhook item shows. */
export interface KnownIdentities {
  /** The valid identity equal to the ref. */
  find(ref: IdentityRef): Identity | undefined;
  /** All valid identities of a customer. */
  of(customerId: CustomerId): readonly Identity[];
}

/** Whose item it is, and what becomes of their identities. */
export interface IdentityMatch {
  /** Undefined = a customer we do not know. */
  readonly customerId: CustomerId | undefined;
  /** To be bound to the customer. */
  readonly add: readonly IdentityRef[];
  /** Bound to somebody else until now; to be closed there. */
  readonly rebind: readonly Identity[];
}

/**
 * Finds the person by the strongest id that is known. All ids of one item belong to one person: the provider says
 * so, hence unknown ones are added to that person and ones bound to somebody else move over (and a merge is suggested;
 * records are never merged without a person's approval). A phone number that comes with another user id than its
 * owner's was given to somebody new: it does not decide.
 */
export function matchIdentity(refs: readonly IdentityRef[], known: KnownIdentities): IdentityMatch {
  const customerId = ownerOf(refs, known);
  const add: IdentityRef[] = [];
  const rebind: Identity[] = [];
  for (const ref of refs) {
    const identity = known.find(ref);
    if (identity !== undefined && identity.customerId === customerId) continue;
    if (identity !== undefined) rebind.push(identity);
    add.push(ref);
  }
  return { customerId, add, rebind };
}

function ownerOf(refs: readonly IdentityRef[], known: KnownIdentities): CustomerId | undefined {
  for (const [index, ref] of refs.entries()) {
    const identity = known.find(ref);
    if (identity === undefined) continue;
    if (recycledKinds.includes(ref.kind) && contradicts(refs.slice(0, index), known.of(identity.customerId)))
      continue;
    return identity.customerId;
  }
  return undefined;
}

/** True if the person already has another value where the item shows a stronger, unknown one. */
function contradicts(stronger: readonly IdentityRef[], theirs: readonly Identity[]): boolean {
  return stronger.some((ref) =>
    theirs.some(
      (identity) =>
        identity.channel === ref.channel &&
        identity.scope === ref.scope &&
        identity.kind === ref.kind &&
        identityKey(identity) !== identityKey(ref),
    ),
  );
}

/** What a change of ids announced by the provider does. */
export interface IdentityChangeMatch {
  readonly customerId: CustomerId | undefined;
  /** No longer valid. */
  readonly close: readonly Identity[];
  readonly add: readonly IdentityRef[];
  /** Somebody else already has one of the new ids; two records may be one person. */
  readonly takenBy: CustomerId | undefined;
}

/** Follows a person through a change of their ids: by the old ones, else by the new ones. */
export function matchIdentityChange(
  previous: readonly IdentityRef[],
  current: readonly IdentityRef[],
  known: KnownIdentities,
): IdentityChangeMatch {
  const byOld = previous.map((ref) => known.find(ref)).find((identity) => identity !== undefined)?.customerId;
  const customerId =
    byOld ?? current.map((ref) => known.find(ref)).find((identity) => identity !== undefined)?.customerId;
  const kept = new Set(current.map(identityKey));
  const close = previous.flatMap((ref) => {
    const identity = known.find(ref);
    return identity !== undefined && identity.customerId === customerId && !kept.has(identityKey(ref))
      ? [identity]
      : [];
  });
  const takenBy = current
    .map((ref) => known.find(ref)?.customerId)
    .find((owner) => owner !== undefined && owner !== customerId);
  const add = current.filter((ref) => known.find(ref) === undefined);
  return { customerId, close, add, takenBy };
}
