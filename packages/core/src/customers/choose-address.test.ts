import { describe, expect, it } from 'vitest';
import { anIdentity } from '../testing/builders.ts';
import { chooseAddresses } from './choose-address.ts';

const phone = anIdentity({ kind: 'phone', value: '1650' });
const userId = anIdentity({ id: 'idn_00000000000070008000000000000002', kind: 'user_id', value: 'US.1' });

describe('where a message can be addressed to', () => {
  it('prefers the channel’s best kind', () => {
    const chosen = chooseAddresses([userId, phone], 'whatsapp', ['phone', 'user_id']);
    expect(chosen.map((identity) => identity.value)).toEqual(['1650', 'US.1']);
  });

  it('prefers the newest of a kind', () => {
    const newer = { ...phone, value: '1651', validFrom: new Date('2026-02-01T00:00:00Z') };
    expect(chooseAddresses([phone, newer], 'whatsapp', ['phone'])[0]?.value).toBe('1651');
  });

  it('leaves out what ended, what is of another channel, and what cannot be addressed', () => {
    const ended = { ...phone, validTo: new Date() };
    const elsewhere = { ...phone, channel: 'sms' };
    expect(chooseAddresses([ended, elsewhere, userId], 'whatsapp', ['phone'])).toEqual([]);
  });
});
