import { describe, expect, it } from 'vitest';
import { autoReplyTo } from './auto-reply.ts';
import type { BusinessHours } from './business-hours.ts';

const made = new Date('2026-01-01T00:00:00Z');
const hours: BusinessHours = {
  id: 'bhr_00000000000070008000000000000001',
  name: 'Office',
  timeZone: 'Europe/Berlin',
  weekly: (['monday', 'tuesday'] as const).map((day) => ({ day, opens: '09:00', closes: '17:00' })),
  exceptions: [],
  autoReply: { text: 'We are back tomorrow.', byLanguage: { de: 'Bis morgen.', 'pt-BR': 'Até amanhã.' } },
  version: 1,
  createdAt: made,
  updatedAt: made,
};
const nobody = { repliedAt: undefined, language: undefined };
const at = (text: string): Date => new Date(text);
const closed = at('2026-01-05T17:00:00Z');

describe('an automatic answer', () => {
  it('is given while nobody is there, and only then', () => {
    expect(autoReplyTo(hours, nobody, closed)).toBe('We are back tomorrow.');
    expect(autoReplyTo(hours, nobody, at('2026-01-05T15:59:59Z'))).toBeUndefined();
    const { autoReply: _autoReply, ...silent } = hours;
    expect(autoReplyTo(silent, nobody, closed)).toBeUndefined();
  });

  it('is given once in a conversation until people were there again', () => {
    const repliedAt = closed;
    expect(autoReplyTo(hours, { ...nobody, repliedAt }, at('2026-01-06T07:59:00Z'))).toBeUndefined();
    expect(autoReplyTo(hours, { ...nobody, repliedAt }, at('2026-01-06T16:00:00Z'))).toBe(
      'We are back tomorrow.',
    );
  });

  it('is given once for all where people never are', () => {
    const never = { ...hours, weekly: [] };
    expect(autoReplyTo(never, nobody, closed)).toBe('We are back tomorrow.');
    expect(autoReplyTo(never, { ...nobody, repliedAt: closed }, at('2027-01-05T17:00:00Z'))).toBeUndefined();
  });

  it('speaks the language of the customer as far as there is a text', () => {
    const told = (language: string): string | undefined =>
      autoReplyTo(hours, { ...nobody, language }, closed);
    expect(told('de-AT')).toBe('Bis morgen.');
    expect(told('pt_br')).toBe('Até amanhã.');
    expect(told('pt')).toBe('We are back tomorrow.');
    expect(told('ar')).toBe('We are back tomorrow.');
  });
});
