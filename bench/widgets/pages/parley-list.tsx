import { SupportProvider } from '@parley/react-widgets';
import { ConversationList, InboxRoot } from '@parley/react-widgets/inbox';
import { type ReactNode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { nextPaint, timeToRows } from './bench-page.ts';
import { clientWithLongList } from './long-list.ts';

let show: (isShown: boolean) => void = () => undefined;

function Box(): ReactNode {
  const [isShown, setShown] = useState(false);
  show = setShown;
  if (!isShown) return <p>Nothing yet.</p>;
  return <ConversationList location={{ view: 'open' }} onNavigate={() => undefined} />;
}

/** The list alone, put into a page in which the provider stands. Everything is in the client's store before it is drawn. */
window.bench = {
  async prepare({ count }) {
    const client = await clientWithLongList(count);
    const root = document.getElementById('root');
    if (root === null) return;
    createRoot(root).render(
      <SupportProvider client={client}>
        <InboxRoot>
          <Box />
        </InboxRoot>
      </SupportProvider>,
    );
    await new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve)));
    await nextPaint();
  },
  mount: () => timeToRows(() => show(true), '[role=option]'),
  async unmount() {
    show(false);
    await nextPaint();
  },
};
