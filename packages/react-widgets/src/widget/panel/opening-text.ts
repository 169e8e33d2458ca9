import { type ChatTranslator, daysBetween } from '../i18n/chat-translator.ts';

/** When a closed chat opens, as its reader's own clock shows it. @param opensAt an instant; null = nobody knows */
export function openingText(opensAt: string | null, words: ChatTranslator, now: Date): string {
  if (opensAt === null) return words.text('closedNow');
  const at = new Date(opensAt);
  const time = words.hours(at);
  const days = daysBetween(now, at);
  if (days <= 0) return words.text('backAt', { time });
  if (days === 1) return words.text('backTomorrow', { time });
  return words.text('backOn', { time, day: words.dayAhead(at, now) });
}
