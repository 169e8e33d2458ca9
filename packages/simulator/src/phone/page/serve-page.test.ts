import { describe, expect, it } from 'vitest';
import { scriptPaths, servePage } from './serve-page.ts';

async function textOf(path: string): Promise<string> {
  return (await servePage(path)?.text()) ?? '';
}

describe('the phone page', () => {
  it('is served under a policy that allows its own files only', async () => {
    const response = servePage('/');
    expect(response?.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response?.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(servePage('/page/secret')).toBeUndefined();
  });

  it('has no inline script, style or handler, and names no other host', async () => {
    const html = await textOf('/');
    expect(html).not.toMatch(/\son\w+=|style=|<style|<script(?![^>]*src=)/i);
    for (const path of ['/', '/page/base.css', '/page/chat.css', ...scriptPaths]) {
      const addresses = (await textOf(path)).match(/(?:https?:)?\/\/[a-z][\w.-]+\.[a-z]+/gi) ?? [];
      expect(addresses.filter((address) => !address.includes('www.w3.org'))).toEqual([]);
    }
  });

  it('serves every file it refers to', async () => {
    const html = await textOf('/');
    const references = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(references.length).toBeGreaterThan(3);
    for (const reference of references) expect(servePage(reference)?.status).toBe(200);
    for (const path of scriptPaths) {
      for (const [, name = ''] of (await textOf(path)).matchAll(/from '\.\/([\w.-]+)'/g)) {
        expect(servePage(`/page/${name}`)?.status).toBe(200);
      }
    }
  });

  it('has scripts that are valid and import only names that are exported', async () => {
    const exported = new Map<string, Set<string>>();
    for (const path of scriptPaths) {
      const text = await textOf(path);
      const names = [...text.matchAll(/^export (?:async )?(?:function|const) ([\w$]+)/gm)].map(
        (match) => match[1] ?? '',
      );
      exported.set(path, new Set(names));
      const plain = text.replace(/^import .*$/gm, '').replace(/^export /gm, '');
      expect(() => new Function(`return async () => {${plain}}`), path).not.toThrow();
    }
    for (const path of scriptPaths) {
      for (const [, names = '', file = ''] of (await textOf(path)).matchAll(
        /import \{([^}]*)\} from '\.\/([\w.-]+)'/g,
      )) {
        for (const name of names.split(','))
          expect(exported.get(`/page/${file}`), path).toContain(name.trim());
      }
    }
  });

  it('never makes markup out of what people write', async () => {
    for (const path of scriptPaths) {
      expect(await textOf(path)).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|DOMParser/,
      );
    }
  });

  it('has an element for every id its scripts look up', async () => {
    const html = await textOf('/');
    const ids = new Set([...html.matchAll(/id="([\w-]+)"/g)].map((match) => match[1]));
    for (const path of scriptPaths) {
      for (const [, id] of (await textOf(path)).matchAll(/\$\('([\w-]+)'\)/g)) expect(ids).toContain(id);
    }
  });
});
