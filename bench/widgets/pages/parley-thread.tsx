import { SupportProvider } from '@parley/react-widgets';
import { createMemoryRouter, Inbox } from '@parley/react-widgets/inbox';
import {
  createMockClient,
  fakeConversation,
  fakeId,
  fakeMessage,
  type MockClient,
  textOf,
} from '@parley/react-widgets/testing';
import { createRoot } from 'react-dom/client';
import { rowText, threadText, timeToRows } from './bench-page.ts';

let client: MockClient;
const conversationId = fakeId('cnv', 1);

/** A conversation of `count` messages. */
window.bench = {
  async prepare({ count, latencyMs = 0, isPartly = false }) {
    const conversation = fakeConversation(1, {
      customerName: rowText(1).name,
      lastSeq: count,
      lastReadSeq: count,
      serviceWindow: { state: 'always_open' } as never,
    });
    const messages = Array.from({ length: count }, (_, index) =>
      fakeMessage(conversation, {
        id: fakeId('msg', index + 1),
        seq: index + 1,
        at: new Date(Date.UTC(2026, 1, 1) + index * 60_000).toISOString(),
        sender:
          index % 2 === 0
            ? { type: 'customer', id: fakeId('cus', 1) }
            : { type: 'agent', id: fakeId('agt', 1) },
        content: textOf(threadText(index)),
      } as never),
    );
    client = createMockClient({ conversations: [conversation], messages }, { latencyMs });
    client.start();
    const thread = client.thread(conversationId);
    await new Promise<void>((resolve) => {
      const goOn = (): void => {
        const state = thread.get();
        if (state.status !== 'ready' || state.isLoadingOlder) return;
        if (state.hasOlder && !isPartly) thread.loadOlder();
        else resolve();
      };
      thread.subscribe(goOn);
      goOn();
    });
  },
  mount: () =>
    timeToRows(() => {
      const root = document.getElementById('root');
      if (root === null) return;
      createRoot(root).render(
        <SupportProvider client={client}>
          <Inbox fill="viewport" router={createMemoryRouter({ view: 'open', conversationId })} />
        </SupportProvider>,
      );
    }, '[role=log] article, [role=log] [role=article]'),
};
