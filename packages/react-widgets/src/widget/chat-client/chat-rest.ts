import type { ChatInbox, ChatMessage, ChatMessageList, ChatSession, ChatVisitor } from './chat-types.ts';

/** A request failed. `code` is the server's (`docs/errors.md`), or `network_error` when nothing came back. */
export class ChatRequestError extends Error {
  override readonly name = 'ChatRequestError';
  readonly code: string;
  /** 0 = no answer. */
  readonly status: number;
  readonly retryAfterMs: number | null;

  constructor(code: string, status: number, retryAfterMs: number | null) {
    super(`The chat request failed with ${code}`);
    this.code = code;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Where the requests go. */
export interface ChatRestOptions {
  /** `…/v1/chat/<inbox>` */
  readonly url: string;
  readonly fetch: typeof fetch;
  /** @defaultValue 20 s in milliseconds */
  readonly timeoutMs?: number;
}

/** The requests of `/v1/chat/:inboxId`. Each rejects with {@link ChatRequestError}. */
export interface ChatRest {
  inbox(): Promise<ChatInbox>;
  newVisitor(): Promise<ChatVisitor>;
  /** The visitor's thread goes on under the token's customer. */
  identify(token: string, visitorToken: string): Promise<ChatSession>;
  /** Notes where the answer can reach the customer. */
  leaveContact(token: string, contact: { readonly email: string; readonly name?: string }): Promise<unknown>;
  /** A page of messages, the newest ones before `beforeSeq`. */
  messages(
    token: string,
    conversationId: string,
    page: { readonly beforeSeq?: number; readonly limit: number },
  ): Promise<{ readonly items: readonly ChatMessage[]; readonly hasOlder: boolean }>;
  /** The file of a message. */
  file(token: string, messageId: string): Promise<Blob>;
}

/** The REST side of a chat. */
export function createChatRest({ url, fetch, timeoutMs = 20_000 }: ChatRestOptions): ChatRest {
  const ask = async <Answer>(
    read: (response: Response) => Promise<Answer>,
    path: string,
    token?: string,
    body?: object,
  ): Promise<Answer> => {
    let response: Response;
    try {
      response = await fetch(url + path, {
        method: body === undefined ? 'GET' : 'POST',
        // The token says who asks: cookies of the host page have no business here.
        credentials: 'omit',
        headers: {
          accept: 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (response.ok) return await read(response);
    } catch {
      throw new ChatRequestError('network_error', 0, null);
    }
    throw await refusal(response);
  };

  const call = <Answer>(path: string, token?: string, body?: object): Promise<Answer> =>
    ask((response) => response.json() as Promise<Answer>, path, token, body);

  return {
    inbox: () => call('', undefined),
    newVisitor: () => call('/visitors', undefined, {}),
    identify: (token, visitorToken) => call('/identify', token, { visitorToken }),
    leaveContact: (token, contact) => call('/contact', token, contact),
    messages: async (token, conversationId, { beforeSeq, limit }) => {
      const before = beforeSeq === undefined ? '' : `&beforeSeq=${beforeSeq}`;
      const path = `/conversations/${encodeURIComponent(conversationId)}/messages?limit=${limit}${before}`;
      const { items, hasMore } = await call<ChatMessageList>(path, token);
      return { items, hasOlder: hasMore };
    },
    file: (token, id) =>
      ask((response) => response.blob(), `/messages/${encodeURIComponent(id)}/media`, token),
  };
}

async function refusal(response: Response): Promise<ChatRequestError> {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1_000 : null;
  let code = `http_${response.status}`;
  try {
    const body = (await response.json()) as { error?: { code?: unknown } };
    if (typeof body.error?.code === 'string') code = body.error.code;
  } catch {
    // A proxy's page: the status says enough.
  }
  return new ChatRequestError(code, response.status, retryAfterMs);
}
