// @vitest-environment happy-dom
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const require = createRequire(import.meta.url);
const packageOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));

/** What the page under test exports; it is bundled with one version of React, as a host's would be. */
interface Page {
  readonly version: string;
  readonly render: () => string;
  readonly hydrate: (element: Element, isStrict: boolean) => { close(): void; client: { calls(): number } };
}

const page = `
  import { createElement, StrictMode, version } from 'react';
  import { hydrateRoot } from 'react-dom/client';
  import { renderToString } from 'react-dom/server.browser';
  import { createMockClient, fakeConversation, fakeId, textOf } from './client/testing/index.ts';
  import { Inbox } from './inbox/index.ts';
  import { SupportProvider } from './index.ts';
  const seed = { conversations: [fakeConversation(1), fakeConversation(2)] };
  const make = () => {
    let calls = 0;
    const client = createMockClient(seed, { fate: () => { calls += 1; return 'arrives'; } });
    return Object.assign(client, { calls: () => calls });
  };
  const router = { get: () => location, subscribe: () => () => {}, go() {} };
  const location = { view: 'open', conversationId: fakeId('cnv', 1) };
  const tree = (client) => createElement(SupportProvider, { client }, createElement(Inbox, { router }));
  export { version };
  export const render = () => renderToString(tree(make()));
  export const hydrate = (element, isStrict) => {
    const client = make();
    client.start();
    const root = hydrateRoot(element, isStrict ? createElement(StrictMode, null, tree(client)) : tree(client));
    return { client, close() { root.unmount(); client.stop(); } };
  };
`;

/** The HTML a server would send, which has no document and no window. */
function onServer({ render }: Page): string {
  vi.stubGlobal('document', undefined);
  vi.stubGlobal('window', undefined);
  try {
    return render();
  } finally {
    vi.unstubAllGlobals();
  }
}

const pages = new Map<string, Promise<Page>>();
const pageWith = (react: string, reactDom: string): Promise<Page> => {
  const made = pages.get(react) ?? makePage(react, reactDom);
  pages.set(react, made);
  return made;
};

async function makePage(react: string, reactDom: string): Promise<Page> {
  const { outputFiles } = await build({
    stdin: { contents: page, resolveDir: join(import.meta.dirname, '..'), loader: 'tsx' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'browser',
    jsx: 'automatic',
    conditions: ['@parley/source'],
    alias: { react: packageOf(react), 'react-dom': packageOf(reactDom) },
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'error',
  });
  const module = { exports: {} };
  compileFunction(outputFiles[0]?.text ?? '', ['module', 'exports'])(module, module.exports);
  return module.exports as Page;
}

const complaints: unknown[][] = [];
beforeEach(() => {
  complaints.length = 0;
  for (const level of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...args) => void complaints.push(args));
  }
});
afterEach(() => vi.restoreAllMocks());

describe.each([
  ['19', 'react', 'react-dom'],
  ['18.3', 'react-18', 'react-dom-18'],
])('the inbox on React %s', (version, react, reactDom) => {
  it('is drawn by a server as panes that load, without a word on the console and without style attributes', async () => {
    const made = await pageWith(react, reactDom);
    expect(made.version.startsWith(version)).toBe(true);
    const html = onServer(made);
    expect(complaints).toEqual([]);
    expect(html).toContain('data-parley="inbox"');
    expect(html).toContain('<nav data-parley="view-nav"');
    expect(html).toContain('data-parley="skeleton"');
    expect(html).not.toMatch(/\sstyle=|\son\w+=/);
  });

  it.each([false, true])(
    'is taken over by the browser without a difference (StrictMode: %s)',
    async (isStrict) => {
      const made = await pageWith(react, reactDom);
      const element = document.body.appendChild(document.createElement('div'));
      element.innerHTML = onServer(made);
      const { close } = made.hydrate(element, isStrict);
      await vi.waitFor(() => {
        expect(element.querySelector('[data-parley="conversation-list"]')?.getAttribute('data-state')).toBe(
          'ready',
        );
        expect(element.querySelector('[data-parley="conversation-header"] h2')?.textContent).toBe(
          'Customer 1',
        );
      }, 5000);
      close();
      expect(complaints).toEqual([]);
      expect(element.innerHTML).toBe('');
      element.remove();
    },
  );
});
