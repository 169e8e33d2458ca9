import type { Http } from './http.ts';
import type { ConversationChange, ConversationQuery } from './support-client.ts';
import type {
  Agent,
  Conversation,
  Customer,
  Inbox,
  LogEvent,
  Message,
  MessageContent,
  Note,
  QueueCounts,
  SentMessage,
} from './wire-types.ts';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** null = this was the last one. */
  readonly nextCursor: string | null;
}

/** Where in a thread to read: `around` and `clientMessageId` alone, the others together. */
export interface MessagePlace {
  readonly order?: 'asc' | 'desc';
  readonly cursor?: string | undefined;
  readonly afterSeq?: number | undefined;
  readonly beforeSeq?: number | undefined;
  /** A message's id, ours or the channel's: it and its neighbours on both sides. */
  readonly around?: string;
  /** What an earlier send with this id stored. */
  readonly clientMessageId?: string;
  readonly limit?: number;
}

/** The routes the client uses. Every call may throw a `ClientFailure`. */
export type Api = ReturnType<typeof createApi>;

/** @param http - The road to the server. */
export function createApi(http: Http) {
  const get = <T>(path: string, query?: Readonly<Record<string, string | number | undefined>>): Promise<T> =>
    http.json<T>({ method: 'GET', path, query });
  const post = <T>(path: string, body: unknown, idempotencyKey?: string): Promise<T> =>
    http.json<T>({ method: 'POST', path, body, idempotencyKey });
  const in_ = (conversationId: string, rest = ''): string => `/v1/conversations/${conversationId}${rest}`;

  return {
    me: () => get<{ readonly agent: Agent | null; readonly accountId: string }>('/v1/me'),
    agents: () => get<Page<Agent>>('/v1/agents'),
    inboxes: () => get<Page<Inbox>>('/v1/inboxes'),
    counts: () => get<QueueCounts>('/v1/queue'),
    customer: (id: string) => get<Customer>(`/v1/customers/${id}`),
    conversation: (id: string) => get<Conversation>(in_(id)),
    conversations: (query: ConversationQuery, limit: number, cursor?: string) =>
      get<Page<Conversation>>('/v1/conversations', {
        limit,
        cursor,
        status: query.status?.join(','),
        inboxId: query.inboxId,
        customerId: query.customerId,
        assigneeId: query.assignee,
        unread: query.unread === true ? 'true' : undefined,
      }),
    change: (id: string, change: ConversationChange | { readonly lastReadSeq: number }) =>
      http.json<Conversation>({ method: 'PATCH', path: in_(id), body: change }),
    messages: (id: string, place: MessagePlace) => get<Page<Message>>(in_(id, '/messages'), { ...place }),
    notes: (id: string, cursor?: string) => get<Page<Note>>(in_(id, '/notes'), { limit: 100, cursor }),
    timeline: (id: string, cursor?: string) =>
      get<Page<LogEvent>>(in_(id, '/events'), { limit: 100, cursor }),
    send: (id: string, clientMessageId: string, content: MessageContent, replyTo?: string) =>
      post<SentMessage>(in_(id, '/messages'), { content, clientMessageId, replyTo }, clientMessageId),
    addNote: (id: string, clientMessageId: string, text: string) =>
      post<Note>(in_(id, '/notes'), { text, clientNoteId: clientMessageId }, clientMessageId),
    ticket: () => post<{ readonly ticket: string }>('/v1/realtime/tickets', {}),
  };
}
