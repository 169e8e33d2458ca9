import { apiScript } from './api-script.ts';
import { appScript } from './app-script.ts';
import { bubbleScript } from './bubble-script.ts';
import { domScript } from './dom-script.ts';
import { pageBaseStyle } from './page-base-style.ts';
import { pageChatStyle } from './page-chat-style.ts';
import { pageHtml, pageIcon } from './page-html.ts';
import { panesScript } from './panes-script.ts';

const script = 'text/javascript; charset=utf-8';
const style = 'text/css; charset=utf-8';

const files: ReadonlyMap<string, { readonly type: string; readonly text: string }> = new Map([
  ['/', { type: 'text/html; charset=utf-8', text: pageHtml }],
  ['/page/icon.svg', { type: 'image/svg+xml', text: pageIcon }],
  ['/page/base.css', { type: style, text: pageBaseStyle }],
  ['/page/chat.css', { type: style, text: pageChatStyle }],
  ['/page/app.js', { type: script, text: appScript }],
  ['/page/api.js', { type: script, text: apiScript }],
  ['/page/bubble.js', { type: script, text: bubbleScript }],
  ['/page/dom.js', { type: script, text: domScript }],
  ['/page/panes.js', { type: script, text: panesScript }],
]);

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The paths of the page's scripts. */
export const scriptPaths: readonly string[] = [...files]
  .filter(([, file]) => file.type === script)
  .map(([path]) => path);

/** A file of the phone page, or undefined for any other path. */
export function servePage(path: string): Response | undefined {
  const file = files.get(path);
  if (file === undefined) return undefined;
  return new Response(file.text, {
    headers: {
      'content-type': file.type,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    },
  });
}
