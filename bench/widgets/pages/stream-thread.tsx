import { createRoot } from 'react-dom/client';
import type { Channel as StreamChannel } from 'stream-chat';
import { Channel, Chat, MessageComposer, VirtualizedMessageList, Window } from 'stream-chat-react';
import { rowText, threadText, timeToRows } from './bench-page.ts';
import { offlineChannel, offlineClient } from './stream-offline.ts';

const client = offlineClient();
let channel: StreamChannel;

/** A channel of `count` messages, all of them loaded, in the list that stream-chat-react advises for long ones. */
window.bench = {
  prepare: async ({ count }) => {
    const messages = Array.from({ length: count }, (_, index) => ({
      text: threadText(index),
      at: new Date(Date.UTC(2026, 1, 1) + index * 60_000),
      isMine: index % 2 === 1,
    }));
    channel = offlineChannel(client, 'long', rowText(1).name, messages);
  },
  mount: () =>
    timeToRows(() => {
      const root = document.getElementById('root');
      if (root === null) return;
      createRoot(root).render(
        <Chat client={client}>
          <Channel channel={channel}>
            <Window>
              <VirtualizedMessageList />
              <MessageComposer />
            </Window>
          </Channel>
        </Chat>,
      );
    }, '.str-chat__message'),
};
