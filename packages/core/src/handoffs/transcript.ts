import type { TranscriptEntry } from './handoff.ts';

/** A line of a transcript as it is stored. */
export interface TranscriptLine {
  readonly role: TranscriptEntry['role'];
  readonly text: string;
  readonly at: Date;
  /** The channel's id of the message: unique in the inbox, the same each time the line is told. */
  readonly key: string;
  /** The line is what the customer wants: it waits for an answer. */
  readonly isRequest: boolean;
}

// Everything below space but tab and line feed, and DEL with the C1 controls.
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is what this is for
const controlCharacters = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const loneSurrogates = /\p{Surrogate}/gu;

/** Text without what no screen shows and no database stores; line ends become line feeds. */
export function cleanText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(controlCharacters, '')
    .replaceAll(loneSurrogates, '\uFFFD')
    .trim();
}

/** {@link cleanText} on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll(/\s+/g, ' ');
}

/** The lines of a transcript, oldest first, each once. Times ahead of `at` are taken for `at`. */
export async function readTranscript(
  sessionId: string,
  transcript: readonly TranscriptEntry[],
  at: Date,
): Promise<readonly TranscriptLine[]> {
  const session = await shortHash(sessionId);
  const lines: TranscriptLine[] = [];
  const seen = new Map<string, number>();
  for (const entry of transcript) {
    const text = cleanText(entry.text);
    if (text === '') continue;
    const said = [entry.role, entry.at?.getTime() ?? null, text];
    const name = await shortHash(entry.id === undefined ? JSON.stringify(said) : `id:${entry.id}`);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    // An id given twice is one line told twice; the same words twice are two lines.
    if (entry.id !== undefined && count > 1) continue;
    lines.push({
      role: entry.role,
      text,
      at: entry.at !== undefined && entry.at < at ? entry.at : at,
      key: `bot.${session}.${name}.${count}`,
      isRequest: false,
    });
  }
  return lines;
}

/** Those that are not stored yet. What tools did is not known by a key: it is new after the last line that is known. */
export function newLines(
  lines: readonly TranscriptLine[],
  stored: ReadonlySet<string>,
): readonly TranscriptLine[] {
  const lastKnown = lines.findLastIndex(({ key }) => stored.has(key));
  return lines.filter(({ role, key }, index) => !stored.has(key) && (role !== 'tool' || index > lastKnown));
}

/** Marks the last line in which the customer said `request`; where they did not, it becomes a line of its own. */
export function withRequest(
  lines: readonly TranscriptLine[],
  request: string,
  key: string,
  at: Date,
): readonly TranscriptLine[] {
  const text = cleanText(request);
  const place = lines.findLastIndex((line) => line.role === 'user' && line.text === text);
  if (place !== -1)
    return lines.map((line, index) => (index === place ? { ...line, isRequest: true } : line));
  return [...lines, { role: 'user', text, at, key, isRequest: true }];
}

async function shortHash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
