import { type Channel, StreamChat } from 'stream-chat';

/** A message of a made-up channel. */
export interface OfflineMessage {
  readonly text: string;
  readonly at: Date;
  readonly isMine: boolean;
}

const me = { id: 'ana', name: 'Ana Souza' };
const customer = { id: 'customer', name: 'A customer' };

/** A client that is signed in without having asked anybody: every call it makes is answered here. */
export function offlineClient(): StreamChat {
  const client = new StreamChat('offline', { disableCache: true } as never);
  Object.assign(client, {
    user: { ...me, mutes: [], devices: [] },
    _user: me,
    userID: me.id,
    wsPromise: Promise.resolve(),
    setUserPromise: Promise.resolve(),
    wsConnection: { isHealthy: true, connectionID: 'offline', disconnect: () => Promise.resolve() },
    doAxiosRequest: () =>
      Promise.resolve({ messages: [], channels: [], members: [], reads: [], threads: [] }),
  });
  return client;
}

/** A channel that counts as loaded, with these messages. */
export function offlineChannel(
  client: StreamChat,
  id: string,
  name: string,
  messages: readonly OfflineMessage[],
): Channel {
  const channel = client.channel('messaging', id, { name } as never);
  const first = messages[0]?.at ?? new Date(0);
  channel.initialized = true;
  channel.data = {
    ...channel.data,
    cid: `messaging:${id}`,
    id,
    type: 'messaging',
    own_capabilities: ['send-message', 'read-events', 'typing-events'],
  } as never;
  channel.state.members = {
    [me.id]: { user: me, user_id: me.id },
    [customer.id]: { user: customer, user_id: customer.id },
  } as never;
  channel.state.membership = { user: me } as never;
  channel.state.read = {
    [me.id]: { user: me, last_read: first, unread_messages: 0 },
    [customer.id]: { user: customer, last_read: first, unread_messages: 0 },
  } as never;
  channel.getConfig = () =>
    ({ read_events: true, typing_events: true, replies: true, uploads: true, commands: [] }) as never;
  channel.state.addMessagesSorted(
    messages.map(({ text, at, isMine }, index) => ({
      id: `${id}-${index}`,
      text,
      type: 'regular',
      cid: `messaging:${id}`,
      user: isMine ? me : customer,
      created_at: at.toISOString(),
      updated_at: at.toISOString(),
      status: 'received',
      attachments: [],
      mentioned_users: [],
      latest_reactions: [],
      own_reactions: [],
      reaction_counts: {},
    })) as never,
  );
  return channel;
}
