import { randomBytes } from 'node:crypto';
import { createWhatsAppSimulator } from '../create-whatsapp-simulator.ts';
import type { WhatsAppSimulatorOptions } from '../simulator-options.ts';
import type { WhatsAppSimulator } from '../whatsapp-simulator.ts';
import type { Command } from './parse-command.ts';
import { textOf } from './parse-command.ts';

/**
 * A simulator with the command's identity options. Without `--seed` every run gets a new one: against a database that
 * lives on, the same message ids again would rightly be taken for duplicates. The customers' user ids stay the same.
 */
export function simulatorOf(command: Command, more: WhatsAppSimulatorOptions): WhatsAppSimulator {
  const seed = command.values['seed'];
  return createWhatsAppSimulator({
    clock: 'real',
    seed: typeof seed === 'string' ? seed : randomBytes(6).toString('hex'),
    identitySeed: 'parley',
    webhookUrl: textOf(command, 'webhook-url'),
    appSecret: textOf(command, 'app-secret'),
    verifyToken: textOf(command, 'verify-token'),
    accessToken: textOf(command, 'access-token'),
    phoneNumberId: textOf(command, 'phone-number-id'),
    wabaId: textOf(command, 'waba-id'),
    displayPhoneNumber: textOf(command, 'display-phone'),
    ...more,
  });
}
