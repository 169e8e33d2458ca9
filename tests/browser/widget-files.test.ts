import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChatWindow, conversationWith, demoChat, openShop, setChat } from './chat-window.ts';
import { accessibilityProblems } from './check-accessibility.ts';
import { type DeskPages, hasBrowser, openDeskPages } from './desk-pages.ts';

const apiKey = `pk_parley_demo_${'0'.repeat(40)}`;

/** A file as people choose one. */
interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

describe.runIf(hasBrowser())('files in the chat of the shop', () => {
  let desk: DeskPages;
  let photo: ChosenFile;

  beforeAll(async () => {
    desk = await openDeskPages();
    const { page, context } = await desk.open('/demo');
    const clip = { x: 0, y: 0, width: 480, height: 360 };
    photo = { name: 'torn seam.png', mimeType: 'image/png', buffer: await page.screenshot({ clip }) };
    await context.close();
  });
  afterAll(() => desk?.close());

  const pick = (shop: ChatWindow, ...files: ChosenFile[]): Promise<void> =>
    shop.panel
      .locator('input[type=file]')
      .first()
      .setInputFiles([...files]);
  const strip = (shop: ChatWindow) => shop.panel.getByRole('list', { name: 'Files to send' });
  /** Sends what is chosen and written. */
  const send = (shop: ChatWindow): Promise<void> => shop.panel.getByRole('button', { name: 'Send' }).click();
  /** Resolves once the picture is there as it was taken. */
  const drawn = (picture: Locator): Promise<void> =>
    expect.poll(() => picture.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(480);

  it('a picture of the customer is seen by the agent, and one of the agent by the customer', async () => {
    const shop = await openShop(desk);
    await shop.openChat();
    await pick(shop, photo);
    await strip(shop).getByText('torn seam.png').waitFor();
    await shop.box.fill('The seam came apart');
    await send(shop);
    await shop.tick('Sent').waitFor();
    await shop.panel.getByRole('img', { name: 'The seam came apart' }).waitFor();
    await drawn(shop.panel.getByRole('img', { name: 'The seam came apart' }));

    const workbench = await desk.signIn('Ana Souza');
    await workbench.page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('button', { name: 'All open' })
      .click();
    await workbench.page.getByRole('option').filter({ hasText: 'The seam came apart' }).click();
    await workbench.page.getByRole('log').getByText('The seam came apart').first().waitFor();
    await drawn(workbench.page.getByRole('log').locator('img').first());

    const { id } = await conversationWith(desk, 'The seam came apart');
    const upload = await fetch(`${desk.url}/v1/inboxes/${demoChat.inboxId}/media`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'image/png',
        'x-file-name': 'how-to-mend.png',
      },
      body: new Uint8Array(photo.buffer),
    });
    const { mediaId } = (await upload.json()) as { mediaId: string };
    const sent = await desk.api('POST', `/v1/conversations/${id}/messages`, {
      content: { type: 'image', media: { providerMediaId: mediaId }, caption: 'Mend it like this' },
      agentId: demoChat.ana,
    });
    expect(sent.status).toBe(201);
    await shop.panel.getByRole('img', { name: 'Mend it like this' }).waitFor();
    await drawn(shop.panel.getByRole('img', { name: 'Mend it like this' }));
    expect(await accessibilityProblems(shop.page)).toEqual([]);

    // Another page of the shop, with nothing in memory.
    await shop.page.reload();
    await shop.openChat();
    await drawn(shop.panel.getByRole('img', { name: 'Mend it like this' }));
    await shop.panel.getByRole('img', { name: 'The seam came apart' }).scrollIntoViewIfNeeded();
    await drawn(shop.panel.getByRole('img', { name: 'The seam came apart' }));
    expect([...shop.complaints, ...workbench.complaints]).toEqual([]);
    await workbench.context.close();
    await shop.context.close();
  });

  it('a file that is no picture is a line with its size, and is downloaded under its name', async () => {
    const shop = await openShop(desk);
    await shop.openChat();
    const buffer = Buffer.from(`%PDF-1.4\n${'x'.repeat(4000)}`);
    await pick(shop, { name: 'Rechnung "ü".pdf', mimeType: 'application/pdf', buffer });
    await send(shop);
    await shop.tick('Sent').waitFor();
    const line = shop.panel.getByRole('button', { name: /^Download .*Rechnung.* 4 kB$/ });
    const [download] = await Promise.all([shop.page.waitForEvent('download'), line.click()]);
    expect(download.suggestedFilename()).toBe('Rechnung _ü_.pdf');
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(buffer)).toBe(true);
    expect(shop.complaints).toEqual([]);
    await shop.context.close();
  });

  it('what the inbox does not take is refused at once, with the reason, and nothing is sent', async () => {
    await setChat(desk, { maxFileBytes: 200_000 });
    const shop = await openShop(desk);
    await shop.openChat();
    await pick(
      shop,
      { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<html>') },
      { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(200_001) },
      { name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    );
    const notice = shop.panel.getByRole('alert').filter({ hasText: 'was not attached' });
    await notice.waitFor();
    expect((await notice.innerText()).replaceAll(/[\u2068\u2069]/g, '').split('\n')).toEqual([
      'page.html was not attached. Files of this kind are not accepted.',
      'film.mp4 was not attached. Files may have at most 200 kB.',
      'nothing.txt was not attached. The file is empty.',
    ]);
    expect(await strip(shop).count()).toBe(0);
    expect((await shop.loaded()).some((url) => url.endsWith('/media'))).toBe(false);
    await setChat(desk, { maxFileBytes: 10_485_760 });
    await shop.context.close();
  });

  it('a file whose bytes are not what they say is refused by the server, and can be discarded', async () => {
    const shop = await openShop(desk);
    await shop.openChat();
    await pick(shop, {
      name: 'fake.png',
      mimeType: 'image/png',
      buffer: Buffer.from('<svg onload=alert(1)>'),
    });
    await send(shop);
    await shop.panel.getByText('Not sent. Files of this kind are not accepted.').first().waitFor();
    expect(await shop.panel.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await shop.panel.getByRole('button', { name: 'Discard' }).click();
    await expect.poll(() => shop.unsent.count()).toBe(0);
    await shop.context.close();
  });

  it('is kept over a reload without a network, and goes out once it is back', async () => {
    const shop = await openShop(desk);
    await shop.openChat();
    await shop.say('first');
    await shop.tick('Sent').waitFor();
    // Nothing gets through to the server any more.
    await shop.page.route('**/media', (route) => route.abort());
    await pick(shop, photo);
    await shop.box.fill('kept over a reload');
    await send(shop);
    await shop.panel.getByRole('progressbar').waitFor();
    await shop.page.reload();
    await shop.openChat();
    await shop.panel.getByRole('img', { name: 'kept over a reload' }).waitFor();
    expect(await shop.panel.getByText('Keep this page open').count()).toBe(0);
    await shop.page.unroute('**/media');
    await shop.tick('Sent').waitFor();
    await expect.poll(() => shop.panel.locator('.bubble.unsent').count()).toBe(0);
    const { id } = await conversationWith(desk, 'kept over a reload');
    const { body } = await desk.api<{ items: { content: { type: string } }[] }>(
      'GET',
      `/v1/conversations/${id}/messages`,
    );
    expect(body.items.map(({ content }) => content.type).sort()).toEqual(['image', 'text']);
    await shop.context.close();
  });

  it('says so where the browser keeps nothing, and asks for the file again after a reload', async () => {
    const shop = await openShop(desk, {
      prepare: (context) =>
        context.addInitScript(() => {
          Object.defineProperty(globalThis, 'indexedDB', {
            get() {
              throw new DOMException('blocked', 'SecurityError');
            },
          });
        }),
    });
    await shop.openChat();
    await shop.say('first');
    await shop.tick('Sent').waitFor();
    await shop.page.route('**/media', (route) => route.abort());
    await pick(shop, photo);
    await send(shop);
    await shop.panel.getByText('Keep this page open until it is sent.').waitFor();
    await shop.page.reload();
    await shop.openChat();
    await shop.panel
      .getByText('Your browser did not keep the file. Please attach it again.')
      .first()
      .waitFor();
    await shop.context.close();
  });

  it('can be stopped on its way', async () => {
    const shop = await openShop(desk);
    await shop.openChat();
    await shop.say('before');
    await shop.tick('Sent').waitFor();
    let isAsked = (): void => {};
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    await shop.page.route('**/media', () => isAsked());
    await pick(shop, photo);
    await send(shop);
    await asked;
    await shop.panel.getByRole('button', { name: /^Cancel: .*torn seam\.png/ }).click();
    await expect.poll(() => shop.unsent.count()).toBe(0);
    await shop.say('after');
    await shop.tick('Sent').waitFor();
    expect(await shop.texts()).toEqual(['before', 'after']);
    await shop.context.close();
  });

  it('is pasted into the box, or dropped on the window', async () => {
    const shop = await openShop(desk);
    await shop.openChat();
    const bytes = [...photo.buffer];
    await shop.box.evaluate((box, given) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(given)], 'pasted.png', { type: 'image/png' }));
      box.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, bytes);
    await strip(shop).getByText('pasted.png').waitFor();
    const drag = (name: string) =>
      shop.panel.evaluate(
        (panel, [type, given]) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(given)], 'dropped.png', { type: 'image/png' }));
          const event = { dataTransfer: data, bubbles: true, cancelable: true };
          panel.querySelector('.log')?.dispatchEvent(new DragEvent(type, event));
        },
        [name, bytes] as const,
      );
    await drag('dragover');
    await shop.panel.getByText('Drop files here to attach them').waitFor();
    await drag('drop');
    await strip(shop).getByText('dropped.png').waitFor();
    await shop.panel.getByRole('button', { name: /Remove .*pasted\.png/ }).click();
    expect(await strip(shop).getByRole('listitem').count()).toBe(1);
    await send(shop);
    await shop.tick('Sent').waitFor();
    expect(shop.complaints).toEqual([]);
    await shop.context.close();
  });

  it('has a camera on phones, in a right-to-left language as well, and no clip where the inbox takes no files', async () => {
    const phone = await openShop(desk, {
      viewport: { width: 390, height: 780 },
      hasTouch: true,
      isMobile: true,
      locale: 'ar',
    });
    await phone.page.locator('parley-chat').evaluate((chat) => chat.setAttribute('locale', 'ar'));
    await phone.openChat();
    await phone.panel.getByRole('button', { name: 'إرفاق ملفات' }).waitFor();
    expect(await phone.panel.getByRole('button', { name: 'التقاط صورة' }).isVisible()).toBe(true);
    const camera = phone.panel.locator('input[capture=environment]');
    expect(await camera.getAttribute('accept')).toContain('image/jpeg');
    await pick(phone, photo);
    expect(await accessibilityProblems(phone.page)).toEqual([]);
    await phone.context.close();

    await setChat(desk, { fileTypes: [] });
    const plain = await openShop(desk);
    await plain.openChat();
    await plain.say('no files');
    await plain.tick('Sent').waitFor();
    expect(await plain.panel.getByRole('button', { name: 'Attach files' }).count()).toBe(0);
    await plain.context.close();
  });
});
