import { describe, expect, it } from 'vitest';
import { callerAddress } from './caller-address.ts';

const from = (remoteAddress: string | undefined, forwarded?: string) => ({
  ...(remoteAddress === undefined ? {} : { remoteAddress }),
  header: (name: string) => (name === 'x-forwarded-for' ? forwarded : undefined),
});

describe('whose request it is', () => {
  it('is told by the connection alone, whatever the caller writes, where no proxy is trusted', () => {
    expect(callerAddress(from('198.51.100.7'), 0)).toBe('198.51.100.7');
    expect(callerAddress(from('198.51.100.7', '203.0.113.1'), 0)).toBe('198.51.100.7');
    expect(callerAddress(from(undefined, '203.0.113.1'), 0)).toBeUndefined();
  });

  it('is told by as many entries as there are proxies, counted from the nearest', () => {
    expect(callerAddress(from('10.0.0.2', '203.0.113.1'), 1)).toBe('203.0.113.1');
    expect(callerAddress(from('10.0.0.2', '192.0.2.66, 203.0.113.1'), 1)).toBe('203.0.113.1');
    expect(callerAddress(from('10.0.0.2', '192.0.2.66,203.0.113.1 , 10.0.0.1'), 2)).toBe('203.0.113.1');
    // It did not come through all of them.
    expect(callerAddress(from('10.0.0.2', '203.0.113.1'), 2)).toBe('203.0.113.1');
    expect(callerAddress(from('10.0.0.2'), 1)).toBe('10.0.0.2');
  });

  it.each([
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('is the network of %s', (address, network) => {
    expect(callerAddress(from(address), 0)).toBe(network);
  });
});
