import { bundleSize, bundleStyle, gzipped } from '../bundle-page.ts';

/** What a page has to load for an agents' inbox, React left out. */
export interface SizeFigures {
  readonly title: string;
  readonly scriptBytes: number;
  readonly styleBytes: number;
}

/** Bundles both kits the way their quick starts import them. */
export async function measureSizes(): Promise<readonly SizeFigures[]> {
  const parley = `import { SupportProvider } from '@parley/react-widgets';
    import { Inbox } from '@parley/react-widgets/inbox';
    console.log(SupportProvider, Inbox);`;
  const stream = `import { StreamChat } from 'stream-chat';
    import { Channel, ChannelHeader, ChannelList, Chat, MessageComposer, MessageList, Thread, Window } from 'stream-chat-react';
    console.log(StreamChat, Channel, ChannelHeader, ChannelList, Chat, MessageComposer, MessageList, Thread, Window);`;
  const style = async (name: string): Promise<number> => gzipped(await bundleStyle(`@import "${name}";`));
  return [
    {
      title: 'Parley: client, provider, `Inbox`',
      scriptBytes: await bundleSize(parley),
      styleBytes: await style('@parley/react-widgets/styles.css'),
    },
    {
      title: 'stream-chat-react: its basic app, with stream-chat',
      scriptBytes: await bundleSize(stream),
      styleBytes: await style('stream-chat-react/css/index.css'),
    },
  ];
}
