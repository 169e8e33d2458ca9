/** Longest text of one message, in code points. */
export const maxTextLength = 8000;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many code points a text has. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Cuts text between words, else between graphemes. White space at a cut is dropped; nothing else is. */
export function splitText(text: string, maxLength: number = maxTextLength): readonly string[] {
  if (text.trim() === '') return [];
  const parts: string[] = [];
  let rest = text;
  while (rest.length > maxLength && lengthOf(rest) > maxLength) {
    const end = cutOf(rest, maxLength);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  if (rest.trim() !== '') parts.push(rest);
  return parts.filter((part) => part !== '');
}

function cutOf(text: string, maxLength: number): number {
  const limit = Array.from(text.slice(0, maxLength * 2))
    .slice(0, maxLength)
    .join('').length;
  const space = text.slice(0, limit + 1).search(/\s\S*$/);
  if (space > 0) return space;
  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, limit + 64))) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  return end === 0 ? limit : end;
}
