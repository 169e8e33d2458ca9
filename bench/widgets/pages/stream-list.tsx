import { createRoot } from 'react-dom/client';
import type { Channel } from 'stream-chat';
import { ChannelList, Chat } from 'stream-chat-react';
import { rowText, timeToRows } from './bench-page.ts';
import { offlineChannel, offlineClient } from './stream-offline.ts';

let channels: Channel[] = [];
const client = offlineClient();

/** Every channel is in the client's memory before the list is drawn; the list asks nobody. */
window.bench = {
  prepare: async ({ count }) => {
    channels = Array.from({ length: count }, (_, index) => {
      const { name, preview, at } = rowText(index);
      return offlineChannel(client, `channel-${index}`, name, [{ text: preview, at, isMine: false }]);
    });
  },
  mount: () =>
    timeToRows(() => {
      const root = document.getElementById('root');
      if (root === null) return;
      createRoot(root).render(
        <Chat client={client}>
          <ChannelList
            setActiveChannelOnMount={false}
            customQueryChannels={async ({ setChannels, setHasNextPage }) => {
              setChannels(channels);
              setHasNextPage(false);
            }}
          />
        </Chat>,
      );
    }, '.str-chat__channel-list-item'),
};
