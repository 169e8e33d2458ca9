/** Longest text of one WhatsApp message, in code points. WhatsApp Cloud API, text messages. */
export const maxTextLength = 4096;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Ends of sentences, with what may follow the mark, before white space or right after a full-width mark. */
const sentenceEnd = /(?:[.!?…]+["'”’)\]]*(?=\s))|(?:[。！？]+[」』”’）]*)/gu;

/**
 * Cuts text into messages of at most `maxLength` code points: between paragraphs if that leaves no stump, else between
 * sentences, else between words, else between graphemes, so that no emoji or accent is torn apart. (Only a grapheme that
 * is itself longer than a message is cut, between code points.) White space at a cut is dropped; nothing else is.
 */
export function splitText(text: string, maxLength: number = maxTextLength): string[] {
  const segments = graphemes.segment(text);
  const isBoundary = (index: number): boolean =>
    index >= text.length || segments.containing(index)?.index === index;
  const parts: string[] = [];
  for (let start = 0; start < text.length; ) {
    const limit = indexAfter(text, start, maxLength);
    const isLast = limit === text.length;
    const end = isLast ? limit : cutBefore(text, start, limit, isBoundary);
    const part = text.slice(start, end);
    if (part.trim() !== '') parts.push(isLast ? part : part.trimEnd());
    start = isLast ? end : skipSpace(text, end, isBoundary);
  }
  return parts;
}

/** How many code points a text has; WhatsApp's limits count these. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** The index `count` code points after `start`, or the end. */
function indexAfter(text: string, start: number, count: number): number {
  let index = start;
  for (let seen = 0; seen < count && index < text.length; seen += 1) {
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  }
  return index;
}

function cutBefore(
  text: string,
  start: number,
  limit: number,
  isBoundary: (index: number) => boolean,
): number {
  const middle = start + (limit - start) / 2;
  // One character more, so that a break right at the limit is seen.
  const window = text.slice(start, limit + 1);
  const paragraph = lastBreak(window, start, /\n[^\S\n]*\n\s*/g, limit, isBoundary);
  if (paragraph > middle) return paragraph;
  const sentence = lastSentence(window, start, limit, isBoundary);
  if (sentence > middle) return sentence;
  const word = lastBreak(window, start, /\s+/g, limit, isBoundary);
  if (word > start) return word;
  for (let index = limit; index > start; index -= 1) if (isBoundary(index)) return index;
  return limit;
}

/** Where the last white space of a kind begins, if what comes after it does not belong to it. */
function lastBreak(
  window: string,
  start: number,
  pattern: RegExp,
  limit: number,
  isBoundary: (index: number) => boolean,
): number {
  let found = -1;
  for (const match of window.matchAll(pattern)) {
    const index = start + match.index;
    const after = index + match[0].length;
    if (index > start && index <= limit && isBoundary(index) && (after > limit || isBoundary(after)))
      found = index;
  }
  return found;
}

function lastSentence(
  window: string,
  start: number,
  limit: number,
  isBoundary: (index: number) => boolean,
): number {
  let found = -1;
  for (const match of window.matchAll(sentenceEnd)) {
    const index = start + match.index + match[0].length;
    if (index <= limit && isBoundary(index)) found = index;
  }
  return found;
}

/** Past the white space at a cut, unless the last of it carries a mark that belongs to it. */
function skipSpace(text: string, from: number, isBoundary: (index: number) => boolean): number {
  let index = from;
  while (index < text.length && /\s/.test(text[index] as string)) index += 1;
  while (index > from && !isBoundary(index)) index -= 1;
  return index;
}
