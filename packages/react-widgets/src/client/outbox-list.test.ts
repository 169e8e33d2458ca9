import { describe, expect, it } from 'vitest';
import { aloneInBrowser, memoryOutbox } from './memory-storage.ts';
import { createOutboxList } from './outbox-list.ts';
import type { StoredItem, TabNews } from './storage-ports.ts';
import { textOf } from './testing/fake-desk-seed.ts';

const item = (fields: Partial<StoredItem> = {}): StoredItem => ({
  clientMessageId: 'a',
  conversationId: 'cnv_1',
  kind: 'message',
  content: textOf('Hello'),
  createdAt: 1,
  status: 'queued',
  attempts: 0,
  ...fields,
});

function list() {
  const stored = new Map<string, StoredItem>();
  const posted: TabNews[] = [];
  let hear: (news: TabNews) => void = () => undefined;
  const tabs = {
    ...aloneInBrowser(),
    post: (news: TabNews) => void posted.push(news),
    onNews: (listener: (news: TabNews) => void) => {
      hear = listener;
    },
  };
  const nothing = (): void => undefined;
  const outbox = createOutboxList({ report: nothing }, memoryOutbox(stored), tabs, nothing, nothing);
  return { outbox, stored, posted, hear: (news: TabNews) => hear(news) };
}

describe('the outbox of several tabs', () => {
  it('follows the tab that sends, and takes what that had on its way for unsent once it ended', () => {
    const { outbox, hear } = list();
    hear({ t: 'put', item: item({ status: 'sending', attempts: 1 }) });
    expect(outbox.get('a')).toMatchObject({ status: 'sending' });
    outbox.takeOver();
    expect(outbox.get('a')).toMatchObject({ status: 'queued', attempts: 1 });
    // Said before the other tab ended, heard after.
    hear({ t: 'put', item: item({ status: 'sending', attempts: 2 }) });
    expect(outbox.get('a')).toMatchObject({ status: 'queued', attempts: 2 });
  });

  it('does not let a tab that is behind change what this one has on its way', async () => {
    const { outbox, hear } = list();
    outbox.takeOver();
    await outbox.put(item({ status: 'sending', attempts: 1 }));
    hear({ t: 'put', item: item() });
    expect(outbox.get('a')).toMatchObject({ status: 'sending', attempts: 1 });
  });

  it('lets nothing come back that is gone, in memory or in storage', async () => {
    const { outbox, stored, hear, posted } = list();
    outbox.takeOver();
    await outbox.put(item());
    hear({ t: 'gone', clientMessageId: 'a' });
    await outbox.put(item({ status: 'failed' }));
    hear({ t: 'put', item: item() });
    expect([outbox.all(), stored.size]).toEqual([[], 0]);
    // A tab that opened since knows it only from here.
    expect(posted.at(-1)).toEqual({ t: 'gone', clientMessageId: 'a' });
    stored.set('a', item());
    await outbox.load();
    expect([outbox.all(), stored.size]).toEqual([[], 0]);
  });
});
