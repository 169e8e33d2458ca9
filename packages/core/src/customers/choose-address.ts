import type { Identity } from './identity.ts';

/** A customer's valid identities on a channel that messages can be addressed to: best kind first, newest first. */
export function chooseAddresses(
  identities: readonly Identity[],
  channel: string,
  addressKinds: readonly string[],
): readonly Identity[] {
  return identities
    .filter(
      (identity) =>
        identity.channel === channel &&
        identity.validTo === undefined &&
        addressKinds.includes(identity.kind),
    )
    .sort(
      (left, right) =>
        addressKinds.indexOf(left.kind) - addressKinds.indexOf(right.kind) ||
        right.validFrom.getTime() - left.validFrom.getTime() ||
        (left.id < right.id ? 1 : -1),
    );
}
