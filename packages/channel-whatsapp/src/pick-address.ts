import type { IdentityRef } from '@parley/core';
import { whatsAppCapabilities } from './capabilities.ts';
import { channelKind } from './inbox-facts.ts';

/**
 * The address a message goes to: a phone before a user id, one of this inbox's scope before another. A user id of another
 * scope is never taken: the provider refuses it (131009).
 */
export function pickAddress(to: readonly IdentityRef[], scope: string): IdentityRef | undefined {
  const ours = to.filter((identity) => identity.channel === channelKind);
  for (const kind of whatsAppCapabilities.addressKinds) {
    const ofKind = ours.filter((identity) => identity.kind === kind);
    const found =
      ofKind.find((identity) => identity.scope === scope) ?? (kind === 'phone' ? ofKind[0] : undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}
