import { afterEach, describe, expect, it, vi } from 'vitest';
import { browserDrafts } from './browser-drafts.ts';
import { browserTabs } from './browser-tabs.ts';
import { createSupportClient } from './create-support-client.ts';
import { indexedOutbox } from './indexed-outbox.ts';
import type { StoredItem, TabNews } from './storage-ports.ts';
import { textOf } from './testing/fake-desk-seed.ts';

const item: StoredItem = {
  clientMessageId: '01900000-0000-7000-8000-000000000001',
  conversationId: 'cnv_1',
  kind: 'message',
  content: textOf('Hello'),
  createdAt: 1,
  status: 'queued',
  attempts: 0,
};

afterEach(() => vi.unstubAllGlobals());

describe('storage a browser blocks', () => {
  it('keeps unsent messages for as long as the page lives', async () => {
    vi.stubGlobal('indexedDB', {
      open() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
    const outbox = indexedOutbox('scope');
    outbox.open();
    await outbox.put(item);
    expect(await outbox.load()).toEqual([item]);
    await outbox.remove(item.clientMessageId);
    expect(await outbox.load()).toEqual([]);
    outbox.close();
  });

  it('keeps drafts for as long as the page lives', () => {
    vi.stubGlobal('localStorage', undefined);
    const drafts = browserDrafts('scope');
    drafts.set('a', 'text');
    expect(drafts.get('a')).toBe('text');
    drafts.set('a', '');
    expect(drafts.get('a')).toBeUndefined();
  });
});

describe('drafts in the browser', () => {
  it('outlive the page, and are wiped without touching what is not ours', () => {
    const kept = new Map<string, string>([['theirs', 'x']]);
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
      removeItem: (key: string) => void kept.delete(key),
      key: (index: number) => [...kept.keys()][index] ?? null,
      get length() {
        return kept.size;
      },
    });
    browserDrafts('one').set('a', 'text');
    browserDrafts('one').set('b', 'more');
    browserDrafts('two').set('a', 'other');
    expect(browserDrafts('one').get('a')).toBe('text');
    browserDrafts('one').clear();
    expect(browserDrafts('one').get('a')).toBeUndefined();
    expect([kept.get('theirs'), browserDrafts('two').get('a')]).toEqual(['x', 'other']);
  });
});

describe('tabs of one browser', () => {
  it('hear each other, and only those of the same server', async () => {
    const tabs = ['one', 'one', 'two'].map(browserTabs);
    const heard: TabNews['t'][][] = [[], [], []];
    for (const [index, tab] of tabs.entries()) {
      tab.onNews(({ t }) => heard[index]?.push(t));
      tab.open();
    }
    tabs[0]?.post({ t: 'signed_out' });
    await vi.waitFor(() => expect(heard).toEqual([[], ['signed_out'], []]));
    for (const tab of tabs) tab.close();
    tabs[0]?.post({ t: 'signed_out' });
  });

  it('let one send at a time, and the next when that one closes', async () => {
    const held: string[] = [];
    const queue: (() => unknown)[] = [];
    // The part of Web Locks that is used: one holder, the next when its promise settles.
    vi.stubGlobal('navigator', {
      locks: {
        async request(_name: string, use: () => Promise<void> | undefined): Promise<void> {
          const before = queue.at(-1);
          const turn = (before === undefined ? Promise.resolve() : Promise.resolve(before())).then(use);
          queue.push(() => turn);
          await turn;
        },
      },
    });
    const [first, second] = [browserTabs('locks'), browserTabs('locks')] as const;
    for (const tab of [first, second]) tab.open();
    const leading = first.lead().then(() => held.push('first'));
    const next = second.lead().then(() => held.push('second'));
    await leading;
    expect(held).toEqual(['first']);
    first.close();
    await next;
    expect(held).toEqual(['first', 'second']);
    second.close();
  });
});

describe('a client that was made but not started', () => {
  it('opens nothing: a server may render with it', () => {
    const opened = vi.fn();
    for (const name of ['WebSocket', 'BroadcastChannel', 'fetch'])
      vi.stubGlobal(name, function open() {
        opened(name);
      });
    vi.stubGlobal('indexedDB', { open: () => opened('indexedDB') });
    const client = createSupportClient({ baseUrl: '/support', getToken: () => 't' });
    expect(client.connection.get()).toEqual({ status: 'idle' });
    expect(client.conversations({}).get()).toEqual({ status: 'loading' });
    expect(client.thread('cnv_1').get()).toEqual({ status: 'loading' });
    expect([client.outbox.get(), client.draft('cnv_1', 'reply')]).toEqual([[], '']);
    expect(opened).not.toHaveBeenCalled();
  });
});
