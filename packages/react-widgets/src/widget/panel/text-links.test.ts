import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeUrl, textParts } from './text-links.ts';

const hrefs = (text: string): readonly (string | undefined)[] =>
  textParts(text).flatMap((part) => (part.href === undefined ? [] : [part.href]));

describe('addresses in a message', () => {
  test('web and e-mail addresses are links, the sentence around them is not', () => {
    expect(textParts('See https://acme.example/a(b). Or write to help@acme.example!')).toEqual([
      { text: 'See ' },
      { text: 'https://acme.example/a(b)', href: 'https://acme.example/a(b)' },
      { text: '. Or write to ' },
      { text: 'help@acme.example', href: 'mailto:help@acme.example' },
      { text: '!' },
    ]);
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'java\nscript:alert(1)',
    ' javascript:alert(1)',
    'blob:https://acme.example/1',
    'file:///etc/passwd',
    'intent://x#Intent;end',
    'not a url',
    '',
  ])('nobody is led to %j', (url) => {
    expect(safeUrl(url)).toBeNull();
    expect(hrefs(url).every((href) => href?.startsWith('https:'))).toBe(true);
  });

  test('phone numbers and e-mail addresses may be led to', () => {
    expect(safeUrl('tel:+4930123456')).toBe('tel:+4930123456');
    expect(safeUrl('mailto:a@b.example')).toBe('mailto:a@b.example');
  });

  test('no text is lost or changed, and every link is an allowed one', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary-ascii' }),
      fc.constantFrom('https://', 'http://a.b', 'javascript:', '@x.y', 'a@b.c', '"', "'", '<', '>', ')', '.'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const parts = textParts(text);
        const areAllowed = parts.every(
          ({ href }) => href === undefined || /^(https?|mailto|tel):/.test(href),
        );
        return areAllowed && parts.map((part) => part.text).join('') === text;
      }),
    );
  });

  test('a hostile long text is read in linear time', () => {
    const began = performance.now();
    for (const text of [
      'a'.repeat(60_000),
      'a.'.repeat(30_000),
      `${'a@'.repeat(30_000)}`,
      'https://'.repeat(8_000),
      `https://x/${').'.repeat(30_000)}`,
    ])
      textParts(text);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
