import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText, newLines, readTranscript, withRequest } from './transcript.ts';

const at = new Date('2026-01-05T10:00:00.000Z');
const keys = async (...given: Parameters<typeof readTranscript>): Promise<readonly string[]> =>
  (await readTranscript(...given)).map(({ key }) => key);

describe('the lines of a transcript', () => {
  it('have the same key each time they are told, and another one in another session', async () => {
    const said = [{ role: 'user', text: 'Hello', at: new Date(5) }] as const;
    const [key] = await keys('s', said, at);
    expect(await keys('s', said, new Date(at.getTime() + 1))).toStrictEqual([key]);
    expect(await keys('t', said, at)).not.toStrictEqual([key]);
    expect(key).toMatch(/^bot\.[0-9a-f]{32}\.[0-9a-f]{32}\.1$/);
  });

  it('with the same words are several, with the same id one', async () => {
    const hello = { role: 'user', text: 'Hello' } as const;
    expect(new Set(await keys('s', [hello, hello, { ...hello, role: 'bot' }], at)).size).toBe(3);
    expect(
      await keys(
        's',
        [
          { ...hello, id: '1' },
          { ...hello, text: 'Other', id: '1' },
        ],
        at,
      ),
    ).toHaveLength(1);
  });

  it('are no line if nobody can see them, and none is of the future', async () => {
    const lines = await readTranscript(
      's',
      [
        { role: 'user', text: ' \u0000\u0007 ' },
        { role: 'bot', text: 'a', at: new Date(at.getTime() + 1) },
        { role: 'bot', text: 'b', at: new Date(at.getTime() - 1) },
        { role: 'bot', text: 'c' },
      ],
      at,
    );
    expect(lines.map((line) => [line.text, line.at.getTime() - at.getTime()])).toStrictEqual([
      ['a', 0],
      ['b', -1],
      ['c', 0],
    ]);
  });

  it('are new after those that are stored; what tools did before is told already', async () => {
    const lines = await readTranscript(
      's',
      [
        { role: 'tool', text: 'old tool' },
        { role: 'user', text: 'old' },
        { role: 'tool', text: 'new tool' },
        { role: 'bot', text: 'new' },
      ],
      at,
    );
    const stored = new Set([lines[1]?.key ?? '']);
    expect(newLines(lines, stored).map(({ text }) => text)).toStrictEqual(['new tool', 'new']);
    expect(newLines(lines, new Set())).toStrictEqual(lines);
  });
});

describe('the request of the customer', () => {
  it('is the last line in which they said it', async () => {
    const lines = await readTranscript(
      's',
      [
        { role: 'user', text: 'Help' },
        { role: 'bot', text: 'Help' },
        { role: 'user', text: ' Help ' },
        { role: 'bot', text: 'Yes?' },
      ],
      at,
    );
    const marked = withRequest(lines, 'Help\u0000', 'k', at);
    expect(marked.map(({ isRequest }) => isRequest)).toStrictEqual([false, false, true, false]);
  });

  it('is a line of its own at the end if they did not say it so', async () => {
    const lines = await readTranscript('s', [{ role: 'bot', text: 'Cannot login' }], at);
    expect(withRequest(lines, 'Cannot login', 'k', at).at(-1)).toStrictEqual({
      role: 'user',
      text: 'Cannot login',
      at,
      key: 'k',
      isRequest: true,
    });
  });
});

it('text keeps its lines and its tags, and loses what no screen shows', () => {
  expect(cleanText(' a\r\nb\rc\td\u0000\u001b\u0085\ud800 <b>🙂</b> ')).toBe('a\nb\nc\td\ufffd <b>🙂</b>');
  expect(cleanLine('a\r\n  b\tc')).toBe('a b c');
});
