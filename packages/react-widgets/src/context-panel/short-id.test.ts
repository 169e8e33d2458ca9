import { describe, expect, it } from 'vitest';
import { shortId } from './short-id.ts';

describe('a channel’s id of a person', () => {
  it('is short where it is a machine’s', () => {
    expect(shortId('DE.13491208655302741918')).toBe('DE.134…1918');
    expect(shortId('019a2f3c-7d11-7c31-a1b2-000000000001')).toBe('019a2f…0001');
  });

  it('is itself where people use it', () => {
    for (const value of [
      '+491510000302',
      '491510000302',
      'sara.kaplan@a-long-domain.example',
      'sara_kaplan',
      '',
    ]) {
      expect(shortId(value)).toBe(value);
    }
  });
});
