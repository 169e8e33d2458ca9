// @vitest-environment happy-dom
import { type ReactNode, useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { SupportClient } from '../client/support-client.ts';
import {
  type FakeCall,
  type FakeDeskSeed,
  type FakeFate,
  FakeRefusal,
  fakeAgent,
  fakeConversation,
  fakeId,
  fakeInbox,
  fakeStart,
  type MockClient,
  textOf,
} from '../client/testing/index.ts';
import type { Conversation, Inbox } from '../client/wire-types.ts';
import { useConversation } from '../conversations/use-conversation.ts';
import { type Drawn, draw } from '../testing/draw.tsx';
import { useMessages } from '../thread/use-messages.ts';
import { Composer } from './composer.tsx';

const id = fakeId('cnv', 1);
const now = fakeStart + 60_000;

function Desk(): ReactNode {
  const [shown, setShown] = useState(id);
  const found = useConversation(shown);
  useMessages(shown);
  if (found.status !== 'ready') return null;
  return (
    <>
      <Composer conversation={found.conversation} />
      <button type="button" onClick={() => setShown(shown === id ? fakeId('cnv', 2) : id)}>
        Other conversation
      </button>
    </>
  );
}

let drawn: Drawn;
afterEach(async () => {
  await drawn.close();
  localStorage.clear();
});

const imagesUpTo = (maxBytes: number): Inbox['uploads'][number] => ({
  sentAs: 'image',
  mimeTypes: ['image/*'],
  exceptMimeTypes: [],
  maxBytes,
  maxCaptionLength: 10,
});

async function open(
  fields: Partial<Conversation> = {},
  seed: FakeDeskSeed = {},
  fate?: (call: FakeCall) => FakeFate,
  extend?: (client: MockClient) => SupportClient,
) {
  const agents = [fakeAgent(1, { name: 'Ana' }), fakeAgent(2, { name: 'Ben' })];
  drawn = await draw(
    <Desk />,
    { agents, conversations: [fakeConversation(1, fields), fakeConversation(2)], ...seed },
    {
      now: () => now,
      ...(fate === undefined ? {} : { fate }),
      ...(extend === undefined ? {} : { extend }),
    },
  );
  await drawn.until(() => expect(part('composer')).toBeTruthy());
}

const part = (name: string): HTMLElement | null => drawn.element.querySelector(`[data-parley="${name}"]`);
const input = () => part('composer-input') as HTMLTextAreaElement;
const sendButton = () => part('send-button') as HTMLButtonElement;
const button = (text: string) =>
  [...drawn.element.querySelectorAll('button')].find(
    (one) => one.textContent === text || one.getAttribute('aria-label') === text,
  ) as HTMLButtonElement;

async function type(text: string): Promise<void> {
  await drawn.run(() => {
    const setter = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set;
    setter?.call(input(), text);
    input().dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  await drawn.run(() =>
    input().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })),
  );
}

const texts = () => drawn.client.server.desk.messagesOf(id).map(({ content }) => content);

describe('the composer', () => {
  it('sends with the main modifier and Enter, and is empty after', async () => {
    await open();
    expect(sendButton().disabled).toBe(true);
    await type('  Hello  ');
    expect(sendButton().disabled).toBe(false);
    await press('Enter');
    expect(input().value).toBe('  Hello  ');
    await press('Enter', { ctrlKey: true });
    expect(input().value).toBe('');
    await drawn.until(() => expect(texts()).toEqual([textOf('Hello')]));
  });

  it('does not send while an input method is at work', async () => {
    await open();
    await type('にほん');
    await press('Enter', { ctrlKey: true, isComposing: true });
    expect(input().value).toBe('にほん');
    expect(texts()).toEqual([]);
  });

  it('keeps a note a note: its own text, its own button, and nothing to the customer', async () => {
    await open();
    await type('for the customer');
    await drawn.run(() => button('Note').click());
    expect(sendButton().textContent).toBe('Add note');
    expect(input().value).toBe('');
    await type('for Ben');
    await drawn.run(() => sendButton().click());
    await drawn.until(() =>
      expect(drawn.client.server.desk.notesOf(id).map(({ text }) => text)).toEqual(['for Ben']),
    );
    expect(texts()).toEqual([]);
    await drawn.run(() => button('Reply').click());
    expect(input().value).toBe('for the customer');
    expect(sendButton().textContent).toBe('Send');
  });

  it('gives way to a template at zero, keeps the draft, and comes back when the customer writes', async () => {
    await open({ serviceWindow: { state: 'open', endsAt: new Date(now + 30 * 60_000).toISOString() } });
    expect(part('window-bar')?.dataset['state']).toBe('closing');
    await type('half a sentence');
    const closed = { state: 'closed', endedAt: new Date(now).toISOString() } as const;
    await drawn.run(() => {
      const { desk } = drawn.client.server;
      desk.conversations.set(id, { ...desk.conversation(id), serviceWindow: closed });
      desk.change(id, { priority: 'high' });
    });
    await drawn.until(() => expect(part('window-bar')?.dataset['state']).toBe('closed'));
    expect(input()).toBeNull();
    expect(button('Choose template')).toBeTruthy();
    await drawn.run(() => {
      const { desk } = drawn.client.server;
      const endsAt = new Date(now + 86_400_000).toISOString();
      desk.conversations.set(id, { ...desk.conversation(id), serviceWindow: { state: 'open', endsAt } });
      desk.receive(id, textOf('Still there?'));
    });
    await drawn.until(() => expect(input()?.value).toBe('half a sentence'));
  });

  it('asks before sending when a colleague answered since the draft was begun', async () => {
    await open();
    await type('My answer');
    const { desk } = drawn.client.server;
    await drawn.run(() => desk.send(id, textOf('Ben was faster'), undefined, desk.agents[1]));
    await drawn.until(() => {
      const thread = drawn.client.thread(id).get();
      expect(thread.status === 'ready' && thread.items.length).toBe(1);
    });
    await press('Enter', { metaKey: true });
    expect(part('composer-warning')?.textContent).toContain('Ben answered while you were writing.');
    expect(input().value).toBe('My answer');
    await drawn.run(() => button('Send anyway').click());
    await drawn.until(() => expect(texts()).toHaveLength(2));
    expect(part('composer-warning')).toBeNull();
  });

  describe('with files', () => {
    const png = (name: string, bytes: number | string = name): File =>
      new File([typeof bytes === 'number' ? new Uint8Array(bytes) : bytes], name, { type: 'image/png' });
    const drop = (...files: readonly File[]): Promise<void> =>
      drawn.run(() => {
        const event = new Event('drop', { bubbles: true, cancelable: true });
        part('composer')?.dispatchEvent(Object.assign(event, { dataTransfer: { files, types: ['Files'] } }));
      });
    const ready = () => drawn.until(() => expect(button('Attach files')).toBeTruthy());
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
      await open({}, { inboxes: [fakeInbox(1, { uploads: [imagesUpTo(1024)] })] });
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
      await type('Here');
      await press('Enter', { ctrlKey: true });
      const media = { providerMediaId: 'file-1', mimeType: 'image/png', fileName: 'bill.png' };
      await drawn.until(() => expect(texts()).toEqual([{ type: 'image', media, caption: 'Here' }]));
      expect(chip('bill.png')).toBeUndefined();
      expect(drawn.client.draft(id, 'files')).toBe('');
    });

    it('cannot be attached where the inbox takes none', async () => {
      await open({}, { inboxes: [fakeInbox(1, { uploads: [] })] });
      await type('x');
      await drop(png('bill.png'));
      expect(button('Attach files')).toBeUndefined();
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
      await type('All of them');
      await drawn.run(() => sendButton().click());
      await drawn.until(() => expect(texts()).toHaveLength(4));
      expect(texts()).toMatchObject([
        { type: 'image', caption: 'The first' },
        { type: 'audio', media: { fileName: 'two.mp3' } },
        { type: 'image', media: { altText: 'A red lamp' } },
        textOf('All of them'),
      ]);
      expect(texts()[2]).not.toHaveProperty('caption');
    });

    it('shows why an upload failed, and tries that one again', async () => {
      let isBroken = true;
      await open({}, {}, (call) =>
        isUpload(call) && isBroken ? new FakeRefusal(422, 'media_refused') : 'deliver',
      );
      await ready();
      await drop(png('bill.png'));
      await until('bill.png', 'failed');
      expect(chip('bill.png')?.querySelector('[role="alert"]')?.textContent).toContain('The upload failed.');
      await type('Here');
      expect(sendButton().disabled).toBe(true);
      isBroken = false;
      await drawn.run(() => field('Upload bill.png again')?.click());
      await until('bill.png', 'ready');
      expect(sendButton().disabled).toBe(false);
    });

    it('goes on with an upload while another conversation is open, and keeps the files of each', async () => {
      let letGo = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      await open({}, {}, undefined, (client) => ({
        ...client,
        uploadMedia: async (...given) => {
          await held;
          return client.uploadMedia(...given);
        },
      }));
      await ready();
      await drop(png('bill.png'));
      await until('bill.png', 'uploading');
      await drawn.run(() => button('Other conversation').click());
      await drawn.until(() => expect(part('composer')).toBeTruthy());
      expect(chip('bill.png')).toBeUndefined();
      await drawn.run(letGo);
      await drawn.until(() => expect(uploads()).toHaveLength(1));
      await drawn.run(() => button('Other conversation').click());
      await until('bill.png', 'ready');
    });

    it('stops the upload of one that is taken out, and puts the focus back to where one writes', async () => {
      let signal: AbortSignal | undefined;
      await open({}, {}, undefined, (client) => ({
        ...client,
        uploadMedia: (_inbox, _file, options) => {
          signal = options?.signal;
          return new Promise(() => undefined);
        },
      }));
      await ready();
      await drop(png('bill.png'));
      await until('bill.png', 'uploading');
      await drawn.run(() => field('Remove bill.png')?.click());
      expect(signal?.aborted).toBe(true);
      expect(chip('bill.png')).toBeUndefined();
      expect(document.activeElement).toBe(input());
      await type('without it');
      expect(sendButton().disabled).toBe(false);
    });

    it('uploads two at a time', async () => {
      const started: string[] = [];
      const ends: (() => void)[] = [];
      await open({}, {}, undefined, (client) => ({
        ...client,
        uploadMedia: (_inbox, file) => {
          started.push(file.name);
          return new Promise((resolve) => {
            ends.push(() => resolve({ providerMediaId: '1', mimeType: file.type, fileName: file.name }));
          });
        },
      }));
      await ready();
      await drop(png('1.png'), png('2.png'), png('3.png'));
      expect(started).toEqual(['1.png', '2.png']);
      expect(chip('3.png')?.textContent).toContain('Waiting');
      await drawn.run(() => ends[1]?.());
      await drawn.until(() => expect(started).toEqual(['1.png', '2.png', '3.png']));
    });

    it('keeps over a reload what was uploaded, and says what was not', async () => {
      await open({}, {}, ({ file }) =>
        file?.size === 3 ? new FakeRefusal(422, 'media_refused') : 'deliver',
      );
      await ready();
      await drop(png('kept.png', 'four'), png('lost.png', 'bad'));
      await until('kept.png', 'ready');
      await until('lost.png', 'failed');
      const kept = drawn.client.draft(id, 'files');
      await drawn.close();
      await open({}, {}, undefined, (client) => {
        client.setDraft(id, 'files', kept);
        return client;
      });
      await until('kept.png', 'ready');
      expect(chip('lost.png')?.textContent).toContain('Not uploaded before the page was left.');
      expect(sendButton().disabled).toBe(true);
      await drawn.run(() => field('Remove lost.png')?.click());
      await drawn.run(() => sendButton().click());
      await drawn.until(() =>
        expect(texts()).toMatchObject([{ type: 'image', media: { fileName: 'kept.png' } }]),
      );
    });
  });
});
