import { escapeHtml, pageFrame } from './page-frame.ts';

/** The agents' page: one element that fills the window. */
export function workbenchPage({ simulatorUrl }: { readonly simulatorUrl: string | undefined }): string {
  const simulator =
    simulatorUrl === undefined
      ? ''
      : `\n        <a href="${escapeHtml(simulatorUrl)}" target="_blank" rel="noopener">Phone simulator</a>`;
  return pageFrame({
    title: 'Parley workbench',
    bodyClass: 'workbench',
    styles: ['/assets/parley-inbox.unlayered.css'],
    scripts: ['src="/assets/parley-inbox.js"'],
    body: `    <header class="bar">
      <strong>Parley workbench</strong>
      <nav aria-label="Demo">${simulator}
        <a href="/demo" target="_blank" rel="noopener">Customer page</a>
        <a href="/docs" target="_blank" rel="noopener">API</a>
      </nav>
      <form method="post" action="/workbench/sign-out"><button type="submit">Sign out</button></form>
    </header>
    <parley-inbox base-url="" token-url="/workbench/token" theme="auto" fill="viewport"></parley-inbox>
    <noscript><p class="notice">The workbench needs JavaScript.</p></noscript>`,
  });
}
