import { createMockClient, fakeConversation, type MockClient } from '@parley/react-widgets/testing';
import { rowText } from './bench-page.ts';

const conversation = (index: number) => {
  const { name, preview, at } = rowText(index);
  const iso = at.toISOString();
  return fakeConversation(index + 1, {
    customerName: name,
    preview,
    lastSeq: 1,
    unreadCount: index % 3,
    lastMessageAt: iso,
    updatedAt: iso,
    lastMessage: {
      seq: 1,
      direction: 'inbound',
      sender: { type: 'customer', id: 'cus_1' },
      contentType: 'text',
      status: null,
    } as never,
  });
};

/** A started client with `count` conversations in its store, as after a long scroll. */
export async function clientWithLongList(count: number): Promise<MockClient> {
  const client = createMockClient({
    conversations: Array.from({ length: count }, (_, index) => conversation(index)),
  });
  client.start();
  const list = client.conversations({ status: ['open'] });
  await new Promise<void>((resolve) => {
    const goOn = (): void => {
      const state = list.get();
      if (state.status !== 'ready' || state.isLoadingMore) return;
      if (state.hasMore) list.loadMore();
      else resolve();
    };
    list.subscribe(goOn);
    goOn();
  });
  // And who and what stands around it: the made-up server's work is not the list's.
  for (const known of [client.me, client.agents, client.inboxes, client.counts])
    await new Promise<void>((resolve) => {
      const stop = known.subscribe(() => resolve());
      if (known.get().status === 'ready') resolve();
      void stop;
    });
  return client;
}
