// @vitest-environment happy-dom
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  fakeAgent,
  fakeConversation,
  fakeId,
  fakeStart,
  type MockClient,
  textOf,
} from '../client/testing/index.ts';
import type { Conversation } from '../client/wire-types.ts';
import { useConversation } from '../conversations/use-conversation.ts';
import { type Drawn, draw } from '../testing/draw.tsx';
import { useMessages } from '../thread/use-messages.ts';
import { Composer } from './composer.tsx';

const id = fakeId('cnv', 1);
const now = fakeStart + 60_000;

function Desk(): ReactNode {
  const found = useConversation(id);
  useMessages(id);
  return found.status === 'ready' ? <Composer conversation={found.conversation} /> : null;
}

let drawn: Drawn;
afterEach(async () => {
  await drawn.close();
  localStorage.clear();
});

async function open(fields: Partial<Conversation> = {}, extend?: (client: MockClient) => MockClient) {
  const agents = [fakeAgent(1, { name: 'Ana' }), fakeAgent(2, { name: 'Ben' })];
  drawn = await draw(
    <Desk />,
    { agents, conversations: [fakeConversation(1, fields)] },
    { now: () => now, ...(extend === undefined ? {} : { extend }) },
  );
  await drawn.until(() => expect(part('composer')).toBeTruthy());
}

const part = (name: string): HTMLElement | null => drawn.element.querySelector(`[data-parley="${name}"]`);
const input = () => part('composer-input') as HTMLTextAreaElement;
const sendButton = () => part('send-button') as HTMLButtonElement;
const button = (text: string) =>
  [...drawn.element.querySelectorAll('button')].find((one) => one.textContent === text) as HTMLButtonElement;

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

  it('checks files before anything is uploaded, and sends them with the text as caption', async () => {
    const uploadMedia = vi.fn(async (_id: string, file: File) => ({
      providerMediaId: '1',
      fileName: file.name,
    }));
    await open({}, (client) => Object.assign(client, { uploadMedia }));
    const files = [
      new File(['x'], 'bill.png', { type: 'image/png' }),
      new File([new Uint8Array(5 * 1024 * 1024 + 1)], 'huge.png', { type: 'image/png' }),
    ];
    await drawn.run(() => {
      const drop = new Event('drop', { bubbles: true, cancelable: true });
      part('composer')?.dispatchEvent(Object.assign(drop, { dataTransfer: { files, types: ['Files'] } }));
    });
    await drawn.until(() => expect(sendButton().disabled).toBe(false));
    expect(uploadMedia).toHaveBeenCalledOnce();
    expect(part('composer')?.textContent).toContain('5.2 MB is too large. The limit is 5.2 MB.');
    await type('Here');
    await press('Enter', { ctrlKey: true });
    await drawn.until(() =>
      expect(texts()).toEqual([
        { type: 'image', media: { providerMediaId: '1', fileName: 'bill.png' }, caption: 'Here' },
      ]),
    );
  });
});
