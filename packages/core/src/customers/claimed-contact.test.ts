import { describe, expect, it } from 'vitest';
import { aCustomer } from '../testing/builders.ts';
import { claimContact, emailOf } from './claimed-contact.ts';

const at = new Date('2026-01-05T10:00:00Z');
const { name: _name, ...nameless } = aCustomer();
const claim = (customer: typeof nameless, email: string, name?: string) =>
  claimContact(customer, name === undefined ? { email } : { email, name }, at);

describe('contact details somebody claims', () => {
  it('are noted apart from what is known, and a name where there is none', () => {
    const { next, fields } = claim(nameless, 'ann@example.com', 'Ann');
    expect(next).toEqual({
      ...nameless,
      name: 'Ann',
      attributes: { claimedEmail: 'ann@example.com' },
      version: 2,
      updatedAt: at,
    });
    expect(fields).toEqual(['name', 'attributes']);
    expect(emailOf(next)).toBe('ann@example.com');
  });

  it('overwrite neither a known address nor a known name, nor one that staff took away', () => {
    const known = aCustomer({ name: 'Sara', email: 'sara@example.com' });
    const { next } = claim(known, 'ann@example.com', 'Ann');
    expect(next).toMatchObject({ name: 'Sara', email: 'sara@example.com' });
    expect(emailOf(next)).toBe('sara@example.com');
    expect(claim({ ...nameless, nameIsEdited: true }, 'ann@example.com', 'Ann').next).not.toHaveProperty(
      'name',
    );
  });

  it('change nothing when they are known', () => {
    const known = aCustomer({ email: 'sara@example.com', attributes: { claimedEmail: 'ann@example.com' } });
    for (const email of ['SARA@example.com', 'ann@Example.com'])
      expect(claim(known, email, 'Ann')).toEqual({ next: known, fields: [] });
  });
});
