import { SupportProvider } from '@parley/react-widgets';
import { createMemoryRouter, Inbox } from '@parley/react-widgets/inbox';
import { createMockClient, fakeConversation, type MockClient } from '@parley/react-widgets/testing';
import { createRoot } from 'react-dom/client';
import { rowText, timeToRows } from './bench-page.ts';

let client: MockClient;

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

/** Everything is in the client's store before it is drawn, as after a long scroll. */
window.bench = {
  async prepare({ count }) {
    client = createMockClient({
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
  },
  mount: () =>
    timeToRows(() => {
      const root = document.getElementById('root');
      if (root === null) return;
      createRoot(root).render(
        <SupportProvider client={client}>
          <Inbox fill="viewport" router={createMemoryRouter({ view: 'open' })} />
        </SupportProvider>,
      );
    }, '[role=option]'),
};
