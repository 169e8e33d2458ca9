import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { formatText, safeHref, type TextNode } from './format-text.ts';
import { FormattedText } from './formatted-text.tsx';

const plain = (nodes: readonly TextNode[]): string =>
  nodes
    .map((node) => (typeof node === 'string' ? node : 'children' in node ? plain(node.children) : node.text))
    .join('');
const links = (text: string): readonly string[] =>
  formatText(text).flatMap((node) => (typeof node !== 'string' && node.type === 'link' ? [node.href] : []));
const html = (text: string): string => renderToStaticMarkup(createElement(FormattedText, { text }));

describe('text of a message', () => {
  it('reads WhatsApp marks', () => {
    expect(formatText('a *b* _c_ ~d~ `e`')).toEqual([
      'a ',
      { type: 'bold', children: ['b'] },
      ' ',
      { type: 'italic', children: ['c'] },
      ' ',
      { type: 'strike', children: ['d'] },
      ' ',
      { type: 'code', text: 'e' },
    ]);
    expect(formatText('*_both_*')).toEqual([
      { type: 'bold', children: [{ type: 'italic', children: ['both'] }] },
    ]);
    expect(formatText('see ```\ncode *not bold*\n``` end')).toEqual([
      'see ',
      { type: 'code', text: 'code *not bold*' },
      ' end',
    ]);
  });

  it('leaves signs alone that mark nothing', () => {
    for (const text of [
      '2 * 3 * 4',
      'snake_case_name',
      '*',
      '**',
      '* a *',
      'a*b*c',
      '5*',
      '~',
      '``',
      'a\n*b\nc*',
    ]) {
      expect(plain(formatText(text)), text).toBe(text);
      expect(
        formatText(text).every((node) => typeof node === 'string'),
        text,
      ).toBe(true);
    }
  });

  it('links to the web, mail and phone', () => {
    expect(links('see https://example.com/a?b=c_d_e.')).toEqual(['https://example.com/a?b=c_d_e']);
    expect(links('(www.example.com)')).toEqual(['https://www.example.com/']);
    expect(links('https://en.wikipedia.org/wiki/A_(b)')).toEqual(['https://en.wikipedia.org/wiki/A_(b)']);
    expect(links('mail me: a.b+c@example.co.uk!')).toEqual(['mailto:a.b+c@example.co.uk']);
    expect(links('tel:+4930901820')).toEqual(['tel:+4930901820']);
    expect(html('*https://example.com*')).toBe(
      '<strong><a href="https://example.com/" target="_blank" rel="noopener noreferrer" tabindex="-1">https://example.com</a></strong>',
    );
  });

  it('links to nothing else', () => {
    for (const address of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'vbscript:msgbox(1)',
      'file:///etc/passwd',
      'blob:https://example.com/1',
      '//example.com',
      'intent://scan/#Intent;end',
    ]) {
      expect(safeHref(address), address).toBeUndefined();
      expect(links(address), address).toEqual([]);
    }
  });

  it('shows hostile text as text', () => {
    for (const text of [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '"><svg onload=alert(1)>',
      '*<b onmouseover=alert(1)>*',
      '`</code><script>alert(1)</script>`',
      'https://example.com/"onmouseover="alert(1)',
      "https://example.com/'><script>alert(1)</script>",
      '{{constructor.constructor("alert(1)")()}}',
      '\u202Egnp.exe',
    ]) {
      const drawn = html(text);
      expect(drawn, text).not.toMatch(/<(?!\/?(?:strong|em|s|code|a)[\s>])/);
      expect(drawn, text).not.toMatch(/<[^>]*\son\w+=/);
    }
  });

  it('takes time in proportion to the length, whatever the text', () => {
    const long = 60_000;
    for (const unit of ['*a ', '_', '`a', 'a', 'a.', 'a@', '*_~', 'www.', 'https://a ', '(', ')', '```']) {
      const text = unit.repeat(Math.ceil(long / unit.length));
      const began = performance.now();
      formatText(text);
      expect(performance.now() - began, unit).toBeLessThan(1500);
    }
  });
});
