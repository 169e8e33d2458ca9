/// <reference path="./swagger-ui-dist.d.ts" />
import type { Answer } from './exchange.ts';
import { RouteNotFoundError } from './server-errors.ts';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Parley API</title>
    <link rel="stylesheet" href="docs/swagger-ui.css">
    <link rel="icon" type="image/png" href="docs/favicon-32x32.png" sizes="32x32">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/swagger-initializer.js"></script>
  </body>
</html>
`;

const initializer = `window.addEventListener('load', () => {
  window.SwaggerUIBundle({
    url: new URL('openapi.json', document.baseURI).href,
    dom_id: '#swagger-ui',
    deepLinking: true,
    validatorUrl: null,
    presets: [window.SwaggerUIBundle.presets.apis],
  });
});
`;

/** Files of swagger-ui-dist the page asks for; nothing else of the folder is served. */
const files = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
  ['favicon-32x32.png', 'image/png'],
]);

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page at `/docs`: swagger-ui from the package, so that it works without the internet. */
export interface DocsPage {
  readonly page: () => Answer;
  /** A file the page asks for. @throws {RouteNotFoundError} */
  readonly file: (name: string) => Promise<Answer>;
}

/** Makes the page; its files are read on first use and kept. */
export function createDocsPage(): DocsPage {
  const loaded = new Map<string, Promise<Uint8Array>>();
  return {
    page: () => ({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
      body: page,
    }),
    async file(name) {
      if (name === 'swagger-initializer.js') return fileAnswer('text/javascript; charset=utf-8', initializer);
      const type = files.get(name);
      if (type === undefined) throw new RouteNotFoundError();
      const bytes = loaded.get(name) ?? load(name);
      loaded.set(name, bytes);
      return fileAnswer(type, await bytes);
    },
  };
}

function fileAnswer(type: string, body: string | Uint8Array): Answer {
  return { status: 200, headers: { 'content-type': type, 'cache-control': 'public, max-age=3600' }, body };
}

async function load(name: string): Promise<Uint8Array> {
  // Asked for only here, so that the API itself also runs where there is no file system.
  const [{ default: absolutePath }, { readFile }] = await Promise.all([
    import('swagger-ui-dist/absolute-path.js'),
    import('node:fs/promises'),
  ]);
  return readFile(`${absolutePath()}/${name}`);
}
