import { SupportProvider } from '@parley/react-widgets';
import { createMemoryRouter, Inbox } from '@parley/react-widgets/inbox';
import { fakeId, type MockClient, textOf } from '@parley/react-widgets/testing';
import { createRoot, type Root } from 'react-dom/client';
import { nextPaint, timeToRows } from './bench-page.ts';
import { clientWithLongList } from './long-list.ts';

let client: MockClient;
let root: Root | undefined;

/** The whole inbox. Everything is in the client's store before it is drawn. */
window.bench = {
  async prepare({ count }) {
    client = await clientWithLongList(count);
  },
  mount: () =>
    timeToRows(() => {
      const box = document.getElementById('root');
      if (box === null) return;
      root = createRoot(box);
      root.render(
        <SupportProvider client={client}>
          <Inbox fill="viewport" router={createMemoryRouter({ view: 'open' })} />
        </SupportProvider>,
      );
    }, '[role=option]'),
  async unmount() {
    root?.unmount();
    await nextPaint();
  },
  receive(row, text) {
    client.server.desk.receive(fakeId('cnv', row + 1), textOf(text));
  },
};
