import { describe } from 'vitest';
import { capabilityContract } from './capability-contract.ts';
import type { ChannelContractSetup } from './channel-setup.ts';
import { inboundContract } from './inbound-contract.ts';
import { outboundContract } from './outbound-contract.ts';

/**
 * Proves that a channel keeps the promises of the channel port: call it in a test file of the channel's package. No part
 * can be left out; what a channel cannot do, its capabilities say.
 *
 * @example
 * channelContract('whatsapp', { create: (fetch) => createWhatsAppChannel({ ...inbox, fetch }), inbound, provider, … });
 */
export function channelContract(name: string, setup: ChannelContractSetup): void {
  describe(`${name} channel`, () => {
    inboundContract(setup);
    outboundContract(setup);
    capabilityContract(setup);
  });
}
