import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findChromium } from 'parley-tests/chromium';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { bundlePage, bundleStyle } from './bundle-page.ts';

/** A page of `pages/`, with its style sheet as CSS. */
export interface BenchSubject {
  readonly name: string;
  readonly file: string;
  readonly css: string;
}

/** Chromium and the pages it may load: nothing else is reachable for it. */
export interface BenchBrowser {
  readonly version: string;
  /** Opens a subject in a fresh profile, with a processor so many times slower from `slow` on. */
  open(subject: BenchSubject): Promise<BenchTab>;
  /** Addresses outside this benchmark that pages asked for; they were refused. */
  readonly strayRequests: readonly string[];
  close(): Promise<void>;
}

/** One open page. */
export interface BenchTab {
  readonly page: Page;
  /** Chromium's own throttling. */
  slow(factor: number): Promise<void>;
  close(): Promise<void>;
}

const layout = `html,body{margin:0;height:100%}
#root{height:100vh;width:420px;overflow:hidden;display:flex;flex-direction:column}
#root.wide{width:1280px}
#scroller{overflow:auto;flex:1}
.row{display:grid;grid-template-columns:40px 1fr auto;gap:0 8px;height:72px;padding:8px;box-sizing:border-box;border-bottom:1px solid #ddd}`;

/** Serves the bundled pages from this machine and starts the browser. */
export async function openBenchBrowser(): Promise<BenchBrowser> {
  const files = new Map<string, { readonly type: string; readonly text: string }>();
  const server = createServer((request, response) => {
    const found = files.get(request.url ?? '');
    if (found === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': `${found.type}; charset=utf-8` }).end(found.text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const strayRequests: string[] = [];

  const publish = async ({ name, file, css }: BenchSubject): Promise<string> => {
    const path = `/${name}`;
    if (!files.has(path)) {
      files.set(`${path}.js`, { type: 'text/javascript', text: await bundlePage(file) });
      files.set(`${path}.css`, { type: 'text/css', text: `${layout}\n${await bundleStyle(css)}` });
      files.set(path, { type: 'text/html', text: htmlOf(name) });
    }
    return origin + path;
  };
  const guard = async (context: BrowserContext): Promise<void> => {
    await context.route(
      (url) => url.origin !== origin && url.protocol !== 'data:' && url.protocol !== 'blob:',
      (route) => {
        strayRequests.push(route.request().url());
        return route.abort();
      },
    );
    await context.routeWebSocket(/.*/, (socket) => {
      strayRequests.push(socket.url());
      return socket.close();
    });
  };

  return {
    version: browser.version(),
    strayRequests,
    async open(subject) {
      const url = await publish(subject);
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      await guard(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => {
        throw new Error(`The page of ${subject.name} failed: ${String(error)}`);
      });
      await page.goto(url);
      await page.waitForFunction('window.bench !== undefined');
      const devtools = await context.newCDPSession(page);
      return {
        page,
        slow: (rate) => devtools.send('Emulation.setCPUThrottlingRate', { rate }).then(() => undefined),
        close: () => context.close(),
      };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

function htmlOf(name: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/${name}.css"></head>
<body><div id="root"${name.endsWith('-list') ? '' : ' class="wide"'}></div><script type="module" src="/${name}.js"></script></body></html>`;
}
