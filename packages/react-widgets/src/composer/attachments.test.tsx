// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeCall, FakeRefusal, fakeInbox, textOf } from '../client/testing/index.ts';
import type { Inbox } from '../client/wire-types.ts';
import { type ComposerScene, type DrawnComposer, drawComposer, id } from './testing/drawn-composer.tsx';

let drawn: DrawnComposer;
afterEach(async () => {
  await drawn.close();
  localStorage.clear();
});

const open = async (scene: ComposerScene = {}): Promise<void> => {
  drawn = await drawComposer(scene);
};

const imagesUpTo = (maxBytes: number): Inbox['uploads'][number] => ({
  sentAs: 'image',
  mimeTypes: ['image/*'],
  exceptMimeTypes: [],
  maxBytes,
  maxCaptionLength: 10,
});

describe('files beside the text', () => {
  const png = (name: string, bytes: number | string = name): File =>
    new File([typeof bytes === 'number' ? new Uint8Array(bytes) : bytes], name, { type: 'image/png' });
  const drop = (...files: readonly File[]): Promise<void> =>
    drawn.run(() => {
      const event = new Event('drop', { bubbles: true, cancelable: true });
      drawn
        .part('composer')
        ?.dispatchEvent(Object.assign(event, { dataTransfer: { files, types: ['Files'] } }));
    });
  const ready = () => drawn.until(() => expect(drawn.button('Attach files')).toBeTruthy());
  const chip = (name: string) =>
    [...drawn.element.querySelectorAll<HTMLElement>('[data-kind="chip"]')].find((one) =>
      one.textContent?.includes(name),
    );
  const until = (name: string, state: string) =>
    drawn.until(() => expect(chip(name)?.dataset['state']).toBe(state));
  const field = (label: string) => drawn.element.querySelector<HTMLElement>(`[aria-label="${label}"]`);
  const fill = (label: string, value: string): Promise<void> =>
    drawn.run(() => {
      const element = drawn.element.querySelector<HTMLInputElement>(`input[aria-label^="${label}"]`);
      const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      setter?.call(element, value);
      element?.dispatchEvent(new Event('input', { bubbles: true }));
    });
  const isUpload = ({ path }: FakeCall): boolean => path.endsWith('/media');
  const uploads = () => drawn.client.server.calls.filter(isUpload);

  it('checks them against what the inbox takes before anything is uploaded, and sends them with the text as caption', async () => {
    await open({ seed: { inboxes: [fakeInbox(1, { uploads: [imagesUpTo(1024)] })] } });
    await ready();
    await drop(
      png('bill.png'),
      png('huge.png', 1025),
      png('empty.png', 0),
      new File(['x'], 'a.pdf', { type: 'application/pdf' }),
    );
    await until('bill.png', 'ready');
    expect(uploads()).toHaveLength(1);
    expect(chip('huge.png')?.textContent).toContain('1 kB is too large. The limit is 1 kB.');
    expect(chip('empty.png')?.textContent).toContain('The file is empty.');
    expect(chip('a.pdf')?.textContent).toContain('This kind of file cannot be sent here.');
    await drawn.type('Here');
    await drawn.press('Enter', { ctrlKey: true });
    const media = { providerMediaId: 'file-1', mimeType: 'image/png', fileName: 'bill.png' };
    await drawn.until(() => expect(drawn.texts()).toEqual([{ type: 'image', media, caption: 'Here' }]));
    expect(chip('bill.png')).toBeUndefined();
    expect(drawn.client.draft(id, 'files')).toBe('');
  });

  it('cannot be attached where the inbox takes none', async () => {
    await open({ seed: { inboxes: [fakeInbox(1, { uploads: [] })] } });
    await drawn.type('x');
    await drop(png('bill.png'));
    expect(drawn.button('Attach files')).toBeUndefined();
    expect(chip('bill.png')).toBeUndefined();
  });

  it('sends several, each with its own words, and the text after them', async () => {
    await open();
    await ready();
    await drop(png('one.png'), new File(['x'], 'two.mp3', { type: 'audio/mpeg' }), png('three.png'));
    for (const name of ['one.png', 'two.mp3', 'three.png']) await until(name, 'ready');
    await fill('Caption of one.png', 'The first');
    expect(field('Caption of two.mp3')).toBeNull();
    await drawn.run(() => chip('three.png')?.querySelector<HTMLElement>('[aria-expanded]')?.click());
    await fill('Alt text of three.png', 'A red lamp');
    await drawn.type('All of them');
    await drawn.run(() => drawn.sendButton().click());
    await drawn.until(() => expect(drawn.texts()).toHaveLength(4));
    expect(drawn.texts()).toMatchObject([
      { type: 'image', caption: 'The first' },
      { type: 'audio', media: { fileName: 'two.mp3' } },
      { type: 'image', media: { altText: 'A red lamp' } },
      textOf('All of them'),
    ]);
    expect(drawn.texts()[2]).not.toHaveProperty('caption');
  });

  it('shows why an upload failed, and tries that one again', async () => {
    let isBroken = true;
    await open({
      fate: (call) => (isUpload(call) && isBroken ? new FakeRefusal(422, 'media_refused') : 'deliver'),
    });
    await ready();
    await drop(png('bill.png'));
    await until('bill.png', 'failed');
    expect(chip('bill.png')?.querySelector('[role="alert"]')?.textContent).toContain('The upload failed.');
    await drawn.type('Here');
    expect(drawn.sendButton().disabled).toBe(true);
    isBroken = false;
    await drawn.run(() => field('Upload bill.png again')?.click());
    await until('bill.png', 'ready');
    expect(drawn.sendButton().disabled).toBe(false);
  });

  it('goes on with an upload while another conversation is open, and keeps the files of each', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await open({
      extend: (client) => ({
        ...client,
        uploadMedia: async (...given) => {
          await held;
          return client.uploadMedia(...given);
        },
      }),
    });
    await ready();
    await drop(png('bill.png'));
    await until('bill.png', 'uploading');
    await drawn.run(() => drawn.button('Other conversation').click());
    await drawn.until(() => expect(drawn.part('composer')).toBeTruthy());
    expect(chip('bill.png')).toBeUndefined();
    await drawn.run(letGo);
    await drawn.until(() => expect(uploads()).toHaveLength(1));
    await drawn.run(() => drawn.button('Other conversation').click());
    await until('bill.png', 'ready');
  });

  it('stops the upload of one that is taken out, and puts the focus back to where one writes', async () => {
    let signal: AbortSignal | undefined;
    await open({
      extend: (client) => ({
        ...client,
        uploadMedia: (_inbox, _file, options) => {
          signal = options?.signal;
          return new Promise(() => undefined);
        },
      }),
    });
    await ready();
    await drop(png('bill.png'));
    await until('bill.png', 'uploading');
    await drawn.run(() => field('Remove bill.png')?.click());
    expect(signal?.aborted).toBe(true);
    expect(chip('bill.png')).toBeUndefined();
    expect(document.activeElement).toBe(drawn.input());
    await drawn.type('without it');
    expect(drawn.sendButton().disabled).toBe(false);
  });

  it('uploads two at a time', async () => {
    const started: string[] = [];
    const ends: (() => void)[] = [];
    await open({
      extend: (client) => ({
        ...client,
        uploadMedia: (_inbox, file) => {
          started.push(file.name);
          return new Promise((resolve) => {
            ends.push(() => resolve({ providerMediaId: '1', mimeType: file.type, fileName: file.name }));
          });
        },
      }),
    });
    await ready();
    await drop(png('1.png'), png('2.png'), png('3.png'));
    expect(started).toEqual(['1.png', '2.png']);
    expect(chip('3.png')?.textContent).toContain('Waiting');
    await drawn.run(() => ends[1]?.());
    await drawn.until(() => expect(started).toEqual(['1.png', '2.png', '3.png']));
  });

  it('keeps over a reload what was uploaded, and says what was not', async () => {
    await open({
      fate: ({ file }) => (file?.size === 3 ? new FakeRefusal(422, 'media_refused') : 'deliver'),
    });
    await ready();
    await drop(png('kept.png', 'four'), png('lost.png', 'bad'));
    await until('kept.png', 'ready');
    await until('lost.png', 'failed');
    const kept = drawn.client.draft(id, 'files');
    await drawn.close();
    await open({
      extend: (client) => {
        client.setDraft(id, 'files', kept);
        return client;
      },
    });
    await until('kept.png', 'ready');
    expect(chip('lost.png')?.textContent).toContain('Not uploaded before the page was left.');
    expect(drawn.sendButton().disabled).toBe(true);
    await drawn.run(() => field('Remove lost.png')?.click());
    await drawn.run(() => drawn.sendButton().click());
    await drawn.until(() =>
      expect(drawn.texts()).toMatchObject([{ type: 'image', media: { fileName: 'kept.png' } }]),
    );
  });
});
