/** What every page of this server is put into. */
export interface PageFrame {
  readonly title: string;
  /** HTML that is safe already: see {@link escapeHtml}. */
  readonly body: string;
  /** Style sheets beside the server's own. */
  readonly styles?: readonly string[];
  /** Module scripts, with attributes as they are to stand in the tag. */
  readonly scripts?: readonly string[];
  readonly bodyClass?: string;
}

/** An HTML document without inline scripts or styles, so that it runs under a strict Content-Security-Policy. */
export function pageFrame({ title, body, styles = [], scripts = [], bodyClass }: PageFrame): string {
  const sheets = ['/assets/pages.css', ...styles].map((href) => `    <link rel="stylesheet" href="${href}">`);
  const modules = scripts.map((attributes) => `    <script type="module" ${attributes}></script>`);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="light dark">
    <title>${escapeHtml(title)}</title>
    <link rel="icon" type="image/svg+xml" href="/assets/icon.svg">
${[...sheets, ...modules].join('\n')}
  </head>
  <body${bodyClass === undefined ? '' : ` class="${bodyClass}"`}>
${body}
  </body>
</html>
`;
}

/** Text as it may stand in HTML, also inside a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
