import { demoAccount } from './demo-account.ts';

/** What the start page says. */
export interface LandingOptions {
  /** Whether the demo account is there; only then are its public keys shown. */
  readonly demo: boolean;
  /** Where the simulator runs, if there is one. */
  readonly simulatorUrl: string | undefined;
}

/** The page at `/`: where everything is. Holds no script. */
export function landingPage({ demo, simulatorUrl }: LandingOptions): string {
  const links = [
    ...(demo
      ? [
          ['/workbench', "Agents' inbox, with a sign-in for the demo"],
          ['/demo', 'A shop with the customer chat on its page'],
        ]
      : []),
    ['/docs', 'API documentation, to read and try'],
    ['/openapi.json', 'OpenAPI 3.1 document'],
    ['/readyz', 'Whether this instance can take traffic'],
    ['/livez', 'Whether the process runs'],
    ...(demo && simulatorUrl !== undefined
      ? [[simulatorUrl, 'WhatsApp simulator: write as a customer, read the replies']]
      : []),
  ] as const;
  const keys = [
    ['API key', demoAccount.apiKey],
    ['WhatsApp webhook', `POST /webhooks/whatsapp/${demoAccount.inboxId}`],
    ['App secret', demoAccount.whatsApp.appSecret],
    ['Verify token', demoAccount.whatsApp.verifyToken],
  ] as const;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Parley</title>
    <style>
      body { font: 16px/1.6 system-ui, sans-serif; max-width: 44rem; margin: 4rem auto; padding: 0 1.5rem; color: #1b2430; background: #fbfaf7; }
      h1 { font-size: 1.6rem; margin: 0; }
      h2 { font-size: 1rem; margin: 2.5rem 0 0.5rem; }
      a { color: #0b6b57; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.3rem 1.5rem; margin: 0; }
      dd { margin: 0; overflow-wrap: anywhere; }
      code { font-size: 0.9em; }
      @media (prefers-color-scheme: dark) { body { color: #e6e3dc; background: #14181d; } a { color: #6fd3bb; } }
    </style>
  </head>
  <body>
    <h1>Parley is running</h1>
    <h2>Where to go</h2>
    <dl>
${links.map(([url, what]) => `      <dt><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></dt><dd>${escapeHtml(what)}</dd>`).join('\n')}
    </dl>
${demo ? demoPart(keys) : ''}  </body>
</html>
`;
}

function demoPart(keys: readonly (readonly [string, string])[]): string {
  return `    <h2>Demo account</h2>
    <p>These values are public. They are refused when <code>NODE_ENV=production</code>.</p>
    <dl>
${keys.map(([name, value]) => `      <dt>${escapeHtml(name)}</dt><dd><code>${escapeHtml(value)}</code></dd>`).join('\n')}
    </dl>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
