import type { Request, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AttachedFiles, attachedFiles, noise, png } from './attached-files.ts';
import { accessibilityProblems } from './check-accessibility.ts';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';
import { type InboxWindow, openInbox } from './inbox-parts.ts';

const soon = { timeout: 20_000 };
const uploadPath = '**/v1/inboxes/*/media';
const sendPath = '**/v1/conversations/*/messages';

describe.runIf(hasBrowser())('files an agent attaches', () => {
  let desk: DeskPages;
  let ana: InboxWindow;
  let files: AttachedFiles;
  let phones = 0;
  const uploads: Request[] = [];

  beforeAll(async () => {
    desk = await openDeskPages();
    ana = await openInbox(desk, 'Ana Souza');
    files = attachedFiles(ana);
    await ana.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    ana.page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/media')) uploads.push(request);
    });
  });
  afterAll(() => desk?.close());
  beforeEach(() => {
    phones += 1;
    uploads.length = 0;
  });
  afterEach(async () => {
    await ana.page.unrouteAll();
    expect(ana.realComplaints()).toEqual([]);
  });

  const openCustomer = async (name: string): Promise<void> => {
    await desk.whatsapp.customer({ phone: `+4915100002${phones}`, name }).text(`Hello from ${name}`);
    await ana.openConversation(name);
    await ana.message(`Hello from ${name}`).waitFor();
    await files.attach.waitFor();
  };
  const filesAtPhone = () =>
    desk.whatsapp.outbox.flatMap(({ type, body }) => {
      const file = body[type] as Readonly<Record<string, string>> | undefined;
      return type === 'image' || type === 'document' ? [{ type, ...file }] : [];
    });

  it('reach the customer with their words, whether they are dropped, pasted or chosen', async () => {
    await openCustomer('Iris Novak');
    await files.drop(png('lamp.png'));
    await files.inState('lamp.png', 'ready');
    await files.pasteImage(png('pasted'));
    await files.inState('image.png', 'ready');
    await files.pick({
      name: 'invoice.pdf',
      type: 'application/pdf',
      bytes: Buffer.from('%PDF-1.4\n%%EOF\n'),
    });
    await files.inState('invoice.pdf', 'ready');
    expect(uploads).toHaveLength(3);
    expect(desk.whatsapp.trace.filter(({ event }) => event === 'media.upload')).toHaveLength(3);

    const composer = ana.part('composer');
    await composer.getByRole('textbox', { name: 'Caption of lamp.png' }).fill('The red one');
    await composer.getByRole('button', { name: 'Alt text of lamp.png' }).click();
    await composer.getByRole('textbox', { name: 'Alt text of lamp.png' }).fill('A red lamp on a desk');
    await composer.getByRole('textbox', { name: 'Caption of invoice.pdf' }).fill('Your invoice');
    await ana.write('That is all');
    await ana.message('That is all').getByText('Delivered').waitFor();
    expect(await files.chip('lamp.png').count()).toBe(0);
    expect(filesAtPhone()).toMatchObject([
      { type: 'image', caption: 'The red one' },
      { type: 'image' },
      { type: 'document', caption: 'Your invoice', filename: 'invoice.pdf' },
    ]);
    expect(filesAtPhone()[1]).not.toHaveProperty('caption');
    await ana.log.getByRole('img', { name: 'A red lamp on a desk' }).waitFor();
  });

  it('are refused before any request where they are too large, empty, or of a type the channel does not take', async () => {
    await openCustomer('Emil Berg');
    await files.drop(noise('huge.png', 'image/png', 5 * 1024 * 1024 + 1));
    await files.chip('huge.png').getByRole('alert').getByText('is too large. The limit is 5.2 MB.').waitFor();
    await files.pick({ name: 'moving.gif', type: 'image/gif', bytes: Buffer.from('GIF89a') });
    await files.chip('moving.gif').getByText('This kind of file cannot be sent here.').waitFor();
    await files.pick({ name: 'nothing.txt', type: 'text/plain', bytes: Buffer.from('') });
    await files.chip('nothing.txt').getByText('The file is empty.').waitFor();
    expect(uploads).toEqual([]);
    expect(await ana.send.isDisabled()).toBe(true);
    for (const name of ['huge.png', 'moving.gif', 'nothing.txt']) await files.remove(name);
    expect(await ana.input.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('show how far they got, can be stopped on their way, and then leave nothing behind', async () => {
    await openCustomer('Lena Fischer');
    const network = await ana.context.newCDPSession(ana.page);
    const throttle = (uploadThroughput: number) =>
      network.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput,
      });
    await network.send('Network.enable');
    await throttle(400_000);
    const ended = ana.page.waitForEvent('requestfailed', (request) => request.url().endsWith('/media'));
    const before = desk.whatsapp.trace.length;
    await files.pick(noise('report.pdf', 'application/pdf', 8_000_000));
    const bar = files.chip('report.pdf').getByRole('progressbar', { name: 'Uploading report.pdf' });
    await bar.waitFor();
    const part = (): Promise<number> => bar.evaluate((element) => (element as HTMLProgressElement).value);
    await expect.poll(part, soon).toBeGreaterThan(0.02);
    const seen = await part();
    await expect.poll(part, soon).toBeGreaterThan(seen);
    expect(await part()).toBeLessThan(1);
    await files
      .chip('report.pdf')
      .getByText(/^\d+% of 8 MB$/)
      .waitFor();
    expect(await ana.send.isDisabled()).toBe(true);
    await files.remove('report.pdf');
    await ended;
    await throttle(-1);
    await network.detach();
    expect(await files.chip('report.pdf').count()).toBe(0);
    await ana.write('No report after all');
    await ana.message('No report after all').getByText('Delivered').waitFor();
    const events = desk.whatsapp.trace.slice(before).map(({ event }) => event);
    expect(events).not.toContain('media.upload');
  });

  it('are sent once when the answer gets lost', async () => {
    await openCustomer('Yuki Tanaka');
    const before = filesAtPhone().length;
    let losses = 0;
    await ana.page.route(sendPath, async (route: Route) => {
      if (route.request().method() !== 'POST' || losses > 0) return route.continue();
      losses += 1;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await files.drop(png('once.png'));
    await files.inState('once.png', 'ready');
    await ana.write('Only one of these');
    await ana.message('Only one of these').getByText('Delivered').waitFor();
    expect(losses).toBe(1);
    expect(await ana.message('Only one of these').count()).toBe(1);
    expect(filesAtPhone().slice(before)).toMatchObject([{ type: 'image', caption: 'Only one of these' }]);
  });

  it('say what went wrong, each on its own, and are tried again', async () => {
    await openCustomer('Sara Kaplan');
    await ana.page.route(uploadPath, (route: Route) =>
      route.request().headers()['x-file-name'] === 'bad.png'
        ? route.fulfill({
            status: 422,
            json: { error: { code: 'media_refused', message: 'No.', fix: 'Use another file.' } },
          })
        : route.continue(),
    );
    await files.drop(png('good.png'), png('bad.png'));
    await files.inState('good.png', 'ready');
    await files
      .chip('bad.png')
      .getByRole('alert')
      .getByText('The upload failed. Use another file.')
      .waitFor();
    expect(await ana.send.isDisabled()).toBe(true);
    await ana.page.unrouteAll();
    await ana.part('composer').getByRole('button', { name: 'Upload bad.png again' }).click();
    await files.inState('bad.png', 'ready');
    await ana.send.click();
    await expect.poll(() => ana.log.getByRole('button', { name: /^Open / }).count(), soon).toBe(2);
  });

  it('stay beside their text when another conversation is opened, and over a reload: what was not uploaded says so', async () => {
    await openCustomer('Noah Weber');
    await files.drop(png('kept.png'));
    await files.inState('kept.png', 'ready');
    await ana.openConversation('Sara Kaplan');
    expect(await files.chip('kept.png').count()).toBe(0);
    await ana.openConversation('Noah Weber');
    await files.inState('kept.png', 'ready');

    // Never answered: the page is left in the middle of it.
    await ana.page.route(uploadPath, () => undefined);
    await files.drop(noise('unfinished.pdf', 'application/pdf', 1000));
    await files.inState('unfinished.pdf', 'uploading');
    await ana.page.reload();
    await files.inState('kept.png', 'ready');
    await files.chip('unfinished.pdf').getByText('Not uploaded before the page was left.').waitFor();
    expect(await ana.send.isDisabled()).toBe(true);
    await files.remove('unfinished.pdf');
    const before = filesAtPhone().length;
    await ana.write('Still here');
    await ana.message('Still here').getByText('Delivered').waitFor();
    expect(filesAtPhone().slice(before)).toMatchObject([{ type: 'image', caption: 'Still here' }]);
  });

  it('open in a viewer with Enter, where arrows move and Escape closes, and the focus goes back', async () => {
    await openCustomer('Mia Lang');
    await files.drop(png('first.png'), png('second.png', 20));
    await files.inState('second.png', 'ready');
    await ana.send.click();
    const pictures = ana.log.getByRole('button', { name: /^Open / });
    await expect.poll(() => pictures.count(), soon).toBe(2);
    await ana.log.getByRole('article').last().getByText('Delivered').waitFor();

    const { keyboard } = ana.page;
    await ana.log.focus();
    await keyboard.press('End');
    const hasFocus = (one: Element): boolean => one === document.activeElement;
    await expect.poll(() => ana.log.getByRole('article').last().evaluate(hasFocus), soon).toBe(true);
    await keyboard.press('Enter');
    await expect.poll(() => pictures.last().evaluate(hasFocus), soon).toBe(true);
    await keyboard.press('Enter');
    const viewer = ana.page.getByRole('dialog');
    await viewer.getByRole('heading', { name: 'second.png' }).waitFor();
    await viewer.getByRole('img', { name: 'second.png' }).waitFor();
    expect(await accessibilityProblems(ana.page)).toEqual([]);
    await keyboard.press('ArrowLeft');
    await viewer.getByRole('heading', { name: 'first.png' }).waitFor();
    await keyboard.press('ArrowRight');
    await viewer.getByRole('heading', { name: 'second.png' }).waitFor();
    // The end: the button leads nowhere any more, and the keys still work.
    await viewer.getByRole('button', { name: 'Previous' }).click();
    await viewer.getByRole('heading', { name: 'first.png' }).waitFor();
    await keyboard.press('ArrowLeft');
    await keyboard.press('ArrowRight');
    await viewer.getByRole('heading', { name: 'second.png' }).waitFor();
    await keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    expect(await pictures.last().evaluate(hasFocus)).toBe(true);
  });

  it.each([
    { theme: 'light', locale: 'en' },
    { theme: 'dark', locale: 'en' },
    { theme: 'light', locale: 'ar' },
  ])(
    'pass every accessibility rule in $theme, $locale: ready, described, failed and refused',
    async (dressed) => {
      const dress = (attributes: Readonly<Record<string, string>>): Promise<void> =>
        ana.page.evaluate((given) => {
          const element = document.querySelector('parley-inbox');
          for (const [name, value] of Object.entries(given)) element?.setAttribute(name, value);
        }, attributes);
      await openCustomer(`Ada ${phones}`);
      await ana.page.route(uploadPath, (route: Route) =>
        route.request().headers()['x-file-name'] === 'bad.png'
          ? route.fulfill({ status: 422, json: { error: { code: 'media_refused', message: 'No.' } } })
          : route.continue(),
      );
      await files.drop(png('good.png'), png('bad.png'), noise('huge.png', 'image/png', 5 * 1024 * 1024 + 1));
      await files.inState('good.png', 'ready');
      await files.inState('bad.png', 'failed');
      await files.inState('huge.png', 'refused');
      await files.chip('good.png').locator('[aria-expanded]').click();
      await dress(dressed);
      await expect.poll(() => ana.part('inbox').getAttribute('data-theme'), soon).toBe(dressed.theme);
      // The browser's own variety of the language.
      const lang = new RegExp(`^${dressed.locale}(-|$)`);
      await expect.poll(() => ana.part('inbox').getAttribute('lang'), soon).toMatch(lang);
      const problems = await accessibilityProblems(ana.page);
      await dress({ theme: 'light', locale: 'en' });
      expect(problems).toEqual([]);
    },
  );
});
