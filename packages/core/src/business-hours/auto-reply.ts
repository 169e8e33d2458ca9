import type { AutoReply, BusinessHours } from './business-hours.ts';
import { closedSince, isOpenAt } from './opening-times.ts';

/**
 * What a customer who wrote now is told by itself, if anything: the text of the schedule, while nobody is there, once per
 * conversation and time of being closed.
 *
 * @param given.repliedAt when the conversation got such an answer last
 * @param given.language of the customer, BCP 47
 */
export function autoReplyTo(
  hours: BusinessHours,
  given: { readonly repliedAt: Date | undefined; readonly language: string | undefined },
  at: Date,
): string | undefined {
  const { autoReply } = hours;
  if (autoReply === undefined || isOpenAt(hours, at)) return undefined;
  const { repliedAt, language } = given;
  if (repliedAt !== undefined) {
    const since = closedSince(hours, at);
    if (since === undefined || repliedAt >= since) return undefined;
  }
  return textFor(autoReply, language);
}

/** The whole tag before its language alone, whatever the case; else the text for everybody. */
function textFor({ text, byLanguage = {} }: AutoReply, language: string | undefined): string {
  if (language === undefined) return text;
  const texts = new Map(Object.entries(byLanguage).map(([tag, other]) => [tag.toLowerCase(), other]));
  const tag = language.toLowerCase().replaceAll('_', '-');
  return texts.get(tag) ?? texts.get(tag.split('-')[0] ?? '') ?? text;
}
