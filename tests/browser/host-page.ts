import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of somebody else, on another origin than Parley's server. */
export interface HostPage {
  readonly url: string;
  /** Violations of its policy that browsers reported, as their bodies. */
  readonly reports: readonly string[];
  close(): Promise<void>;
}

/** What the page is like. */
export interface HostPageOptions {
  /** Style sheet of the page. */
  readonly css: string;
  /** Where Parley is. */
  readonly parleyUrl: string;
  readonly inboxId: string;
}

const files = {
  '/page.js': `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
  (window.violations ??= []).push([violatedDirective, blockedURI, sample].join(' ')));`,
};

/**
 * Serves the page from a free port of this machine, under a policy that allows scripts of its own and of Parley by a
 * nonce, no style but its own sheet, no HTML from strings, and calls to Parley only.
 */
export async function serveHostPage({ css, parleyUrl, inboxId }: HostPageOptions): Promise<HostPage> {
  const reports: string[] = [];
  const nonce = 'bm9uY2Utb2YtdGhlLWhvc3Q';
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' ${parleyUrl}`,
    "style-src 'self'",
    `connect-src ${parleyUrl} ${parleyUrl.replace('http', 'ws')}`,
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    'report-uri /reports',
  ].join('; ');
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/reports') {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        reports.push(body);
        response.writeHead(204).end();
      });
      return;
    }
    if (path === '/page.css') return void response.writeHead(200, { 'content-type': 'text/css' }).end(css);
    if (path === '/page.js')
      return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(files[path]);
    if (path !== '/' && path !== '/without-chat') return void response.writeHead(204).end();
    const chat =
      path === '/'
        ? `<script type="module" nonce="${nonce}" src="${parleyUrl}/widget.js" data-inbox="${inboxId}" async></script>`
        : '';
    response
      .writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy })
      .end(pageWith(chat, nonce));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reports,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function pageWith(chat: string, nonce: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Somebody's shop</title>
    <link rel="stylesheet" href="/page.css">
    <script nonce="${nonce}" src="/page.js"></script>
    ${chat}
  </head>
  <body>
    <main>
      <h1>A shop</h1>
      <p class="card">A paragraph in a card.</p>
      <div class="overlay">On top of everything</div>
      <form><label>Search <input name="q"></label></form>
      <section>${'<p>Another paragraph of the page.</p>'.repeat(60)}</section>
    </main>
  </body>
</html>
`;
}
