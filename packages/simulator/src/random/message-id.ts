import type { SeededRandom } from './seeded-random.ts';

const hexDigits = '0123456789ABCDEF';

/**
 * A message id of the provider's look: `wamid.` and base64 over the party's number, the direction and random digits.
 * Treat it as opaque; only its uniqueness within one seed is promised.
 */
export function createMessageId(
  random: SeededRandom,
  party: string,
  direction: 'inbound' | 'outbound',
): string {
  const name = Buffer.from(party, 'utf8').subarray(0, 40);
  const body = Buffer.concat([
    Buffer.from([0x1c, 0x18, name.length]),
    name,
    Buffer.from([0x15, 0x02, 0x00, direction === 'inbound' ? 0x12 : 0x11, 0x18, 0x14]),
    Buffer.from(random.characters(20, hexDigits), 'ascii'),
    Buffer.from([0x00]),
  ]);
  return `wamid.${body.toString('base64')}`;
}

/** A call id of the provider's look, `wacid.…`. */
export function createCallId(random: SeededRandom): string {
  return `wacid.${Buffer.from(random.characters(30, hexDigits), 'ascii').toString('base64')}`;
}
