import type { BenchSubject } from './bench-browser.ts';

const parleyCss = '@import "@parley/react-widgets/styles.css";';
const streamCss = '@import "stream-chat-react/css/index.css";';

/** What draws the list of conversations. */
export const lists: readonly BenchSubject[] = [
  { name: 'parley-list', file: 'parley-list.tsx', css: parleyCss },
  { name: 'parley-inbox', file: 'parley-inbox.tsx', css: parleyCss },
  { name: 'plain-list', file: 'plain-list.ts', css: '' },
  { name: 'stream-list', file: 'stream-list.tsx', css: streamCss },
];

/** What draws one long conversation. */
export const threads: readonly BenchSubject[] = [
  { name: 'parley-thread', file: 'parley-thread.tsx', css: parleyCss },
  { name: 'stream-thread', file: 'stream-thread.tsx', css: streamCss },
];

/** How they are called in the report. */
export const titles: Readonly<Record<string, string>> = {
  'parley-list': '`ConversationList` of Parley, alone',
  'parley-inbox': 'whole `Inbox` of Parley',
  'plain-list': 'plain DOM, every row in the page',
  'stream-list': '`ChannelList` of stream-chat-react',
  'parley-thread': 'thread in the `Inbox` of Parley',
  'stream-thread': '`VirtualizedMessageList` + `MessageComposer` of stream-chat-react',
};
