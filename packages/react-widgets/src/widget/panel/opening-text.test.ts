import { describe, expect, test } from 'vitest';
import { chatTranslator } from '../i18n/chat-translator.ts';
import { openingText } from './opening-text.ts';

// Local times: whatever the zone of the reader, it is their own clock that counts.
const local = (day: number, hour: number, minute = 0): Date => new Date(2026, 0, day, hour, minute);
const said = (locale: string, opens: Date | null, now: Date): string =>
  openingText(opens === null ? null : opens.toISOString(), chatTranslator(locale), now);
const monday = local(5, 7, 30);

describe('when a closed chat opens', () => {
  test('is said as short as it is clear', () => {
    expect(said('en-GB', local(5, 9), monday)).toBe('Back at 09:00');
    expect(said('en-GB', local(6, 9), monday)).toBe('Back tomorrow at 09:00');
    expect(said('en-GB', local(8, 13, 30), monday)).toBe('Back on Thursday at 13:30');
    expect(said('en-GB', local(12, 9), monday)).toBe('Back on 12 January at 09:00');
    expect(said('en-GB', null, monday)).toBe('We are closed at the moment');
  });

  test('is another day after midnight', () => {
    expect(said('en-GB', local(6, 9), local(5, 23, 59))).toBe('Back tomorrow at 09:00');
    expect(said('en-GB', local(6, 9), local(6, 0))).toBe('Back at 09:00');
  });

  test('is said in the language and the numbers of the reader', () => {
    expect(said('en-US', local(5, 9), monday)).toMatch(/^Back at 9:00\sAM$/);
    expect(said('de', local(8, 9), monday)).toBe('Am Donnerstag um 09:00 wieder da');
    expect(said('ar-EG', local(8, 9), monday)).toMatch(/^نعود الخميس الساعة ٩:٠٠/);
  });
});
