import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';
import { type InboxWindow, openInbox } from './inbox-parts.ts';

/** Texts that run in pages which build HTML, addresses or styles from what people write. */
const corpus = [
  '<script>window.hit=1</script>',
  '<img src=x onerror=window.hit=1>',
  '<svg/onload=window.hit=1>',
  '"><iframe srcdoc="<script>parent.hit=1</script>">',
  "'-window.hit=1-'",
  '<a href="javascript:window.hit=1">see</a>',
  'javascript:window.hit=1',
  '[see](javascript:window.hit=1)',
  'data:text/html,<script>window.hit=1</script>',
  'https://a.example/"onmouseover="window.hit=1',
  'https://a.example/<script>window.hit=1</script>',
  '</textarea><script>window.hit=1</script>',
  '{{constructor.constructor("window.hit=1")()}}',
  '$\u007bwindow.hit=1}',
  '<style>*{display:none}</style>',
  '<form action="https://a.example"><button>',
  '__proto__',
  '\u202etxt.exe\u202c',
  '*<b onclick=window.hit=1>*_~`<i>`~_',
  '<math><mi//xlink:href="data:x,<script>window.hit=1</script>">',
];

describe.runIf(hasBrowser())('texts made to harm', () => {
  let desk: DeskPages;
  let ana: InboxWindow;
  const dialogs: string[] = [];

  beforeAll(async () => {
    desk = await openDeskPages();
    ana = await openInbox(desk, 'Ana Souza');
    ana.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await ana.page.evaluate(() =>
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`CSP ${violatedDirective} ${blockedURI}`),
      ),
    );
  });
  afterAll(() => desk?.close());

  /** Nothing ran, nothing was blocked, no element of theirs is in the page, and no link leads anywhere but out. */
  const expectHarmless = async (): Promise<void> => {
    const found = await ana.page.evaluate(() => {
      const root = document.querySelector('[data-parley="inbox"]');
      return {
        hit: 'hit' in window,
        foreign: [
          ...(root?.querySelectorAll(
            'script,iframe,form[action],style,math,svg[onload],[onerror],[onclick]',
          ) ?? []),
        ].map(({ outerHTML }) => outerHTML),
        links: [...(root?.querySelectorAll('a') ?? [])]
          .map(({ protocol }) => protocol)
          .filter((protocol) => !['https:', 'http:', 'mailto:', 'tel:'].includes(protocol)),
      };
    });
    expect(found).toEqual({ hit: false, foreign: [], links: [] });
    expect(dialogs).toEqual([]);
    expect(ana.complaints).toEqual([]);
  };

  it('are shown as texts in names, lists, threads, titles of files, places and contacts', async () => {
    await ana.view('All open');
    for (const [at, text] of corpus.entries()) {
      const customer = desk.whatsapp.customer({
        phone: `+49151000060${String(at).padStart(2, '0')}`,
        name: text,
      });
      await customer.text(text);
    }
    const mallory = desk.whatsapp.customer({
      phone: '+491510000699',
      name: 'Mallory <img src=x onerror=window.hit=1>',
    });
    const { draft } = mallory;
    await desk.whatsapp.batch([
      ...corpus.map((text) => draft.text(text)),
      ...corpus.map((text) =>
        draft.document({ fileName: `${text}.pdf`, mimeType: 'application/pdf', caption: text }),
      ),
      ...corpus.map((text) =>
        draft.location({ latitude: 52.5, longitude: 13.4, name: text, address: text, url: text }),
      ),
      ...corpus.map((text) =>
        draft.contacts([
          {
            formattedName: text,
            company: text,
            phones: [{ phone: text }],
            emails: [{ email: text }],
          },
        ]),
      ),
      ...corpus.map((text) => draft.buttonReply({ id: text, title: text })),
    ]);
    await ana.row('Mallory').waitFor();
    for (const text of corpus.slice(-4, -1)) await ana.row(text).first().waitFor();
    await expectHarmless();

    // Read by everybody, so that it opens at its end, from where all of it is looked through.
    const { body } = await desk.api<{ items: { id: string; customerName: string; lastSeq: number }[] }>(
      'GET',
      '/v1/conversations',
    );
    const all = body.items.find(({ customerName }) => customerName.startsWith('Mallory'));
    await desk.api('PATCH', `/v1/conversations/${all?.id}`, { lastReadSeq: all?.lastSeq });
    await ana.openConversation('Mallory');
    await ana.log.getByRole('article').first().waitFor();
    const seen = new Set<string>();
    const messages = new Set<string>();
    for (;;) {
      const texts = await ana.log.evaluate((log) => log.textContent);
      for (const text of corpus) if (texts.includes(text)) seen.add(text);
      for (const key of await ana.log
        .locator('[data-key]:has(article)')
        .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['key'] ?? '')))
        messages.add(key);
      await expectHarmless();
      const isAtTop = await ana.log.evaluate((log) => {
        const before = log.scrollTop;
        log.scrollTop -= log.clientHeight * 0.8;
        return before === 0;
      });
      if (isAtTop && (await ana.log.getAttribute('aria-busy')) === 'false') break;
      await ana.page.evaluate(
        () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go))),
      );
    }
    // What is bold or code loses its marks, nothing else.
    const unseen = corpus.filter((text) => !seen.has(text) && !/^\*|^\[|^__/.test(text));
    expect(unseen).toEqual([]);
    expect(messages.size).toBe(5 * corpus.length);
  });

  it('do nothing where an agent writes, quotes or notes them', async () => {
    await ana.openConversation('Mallory');
    for (const text of corpus.slice(0, 4)) await ana.write(text);
    await ana
      .message(corpus[3] ?? '')
      .last()
      .getByText('Delivered')
      .waitFor();
    await ana.part('composer-mode').getByRole('button', { name: 'Note' }).click();
    await ana.write(corpus[1] ?? '');
    await ana
      .part('note')
      .getByText(corpus[1] ?? '')
      .waitFor();
    await expectHarmless();
    expect(desk.whatsapp.outbox.map(({ text }) => text)).toEqual(corpus.slice(0, 4));
  });
});
