import type { SocketLike } from '../chat-socket.ts';
import type { ChatClientFrame, ChatConversation, ChatMessage, ChatServerFrame } from '../chat-types.ts';

const startedAt = Date.UTC(2026, 0, 5, 9);
export const modelConversationId = 'cnv_00000000000070008000000000000001';

/** One socket of a client; frames wait in both directions until somebody delivers them, and are lost with it. */
export class ModelSocket implements SocketLike {
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  readonly up: ChatClientFrame[] = [];
  readonly down: ChatServerFrame[] = [];
  isOpen = false;
  isClosed = false;
  isLive = false;
  /** What comes after this is sent, unless the client asks for more. */
  followsFrom = 0;

  send(data: string): void {
    if (!this.isClosed) this.up.push(JSON.parse(data) as ChatClientFrame);
  }

  close(): void {
    this.isClosed = true;
    this.up.length = 0;
    this.down.length = 0;
  }

  /** The line breaks: the client notices, whatever was under way is gone. */
  cut(code = 1006): void {
    if (this.isClosed) return;
    this.close();
    this.onclose?.({ code } as CloseEvent);
  }
}

/** What a chat server has to do, as little as possible of it: the oracle of the client's property tests. */
export class ModelChatServer {
  readonly stored: ChatMessage[] = [];
  readonly sockets: ModelSocket[] = [];
  /** Texts in the order in which customers' messages were stored. */
  readonly fromCustomer: string[] = [];
  visitors = 0;
  /** Takes messages and says nothing. */
  isDeaf = false;

  readonly open = (): ModelSocket => {
    const socket = new ModelSocket();
    this.sockets.push(socket);
    return socket;
  };

  live(): readonly ModelSocket[] {
    return this.sockets.filter((socket) => !socket.isClosed);
  }

  agentSays(text: string): void {
    if (this.stored.length > 0) this.store('agent', text, null);
  }

  /** Takes the next frame of a client. */
  takeUp(socket: ModelSocket): void {
    if (!socket.isOpen) {
      socket.isOpen = true;
      socket.onopen?.({} as Event);
      return;
    }
    const frame = socket.up.shift();
    if (frame === undefined) return;
    if (frame.t === 'auth') {
      socket.followsFrom = this.stored.length;
      const conversations = this.stored.length === 0 ? [] : [this.conversation()];
      const data = { isIdentified: false, name: null, hasEmail: false, heartbeatMs: 25_000, conversations };
      socket.down.push({ v: 1, t: 'ready', ts: now(), data });
    } else if (frame.t === 'resume') {
      const asked = (frame.data.cursors as Record<string, number>)[modelConversationId] ?? Infinity;
      const from = Math.min(asked, socket.followsFrom);
      for (const message of this.stored.filter(({ seq }) => seq > from))
        socket.down.push(messageFrame(message));
      socket.followsFrom = this.stored.length;
      // As the real one: it names every conversation it follows, asked for or not.
      const cursors = this.stored.length === 0 ? {} : { [modelConversationId]: this.stored.length };
      socket.down.push({ v: 1, t: 'resume', ts: now(), data: { cursors } });
      socket.isLive = true;
    } else if (frame.t === 'ping') {
      socket.down.push({ v: 1, t: 'pong', ts: now() });
    } else if (frame.t === 'message' && !this.isDeaf && frame.data.content.type === 'text') {
      const { clientMessageId, content } = frame.data;
      const before = this.stored.find((message) => message.clientMessageId === clientMessageId);
      const message = before ?? this.store('customer', content.text, clientMessageId);
      const ack = {
        clientMessageId,
        messageId: message.id,
        conversationId: message.conversationId,
        seq: message.seq,
      };
      socket.down.push({ v: 1, t: 'ack', conversationId: message.conversationId, ts: now(), data: ack });
    }
  }

  /** Hands the next frame to a client; `copies` more than one = the network repeats itself. */
  takeDown(socket: ModelSocket, copies = 1): void {
    const frame = socket.down.shift();
    for (let copy = 0; frame !== undefined && copy < copies; copy += 1)
      socket.onmessage?.({ data: JSON.stringify(frame) } as MessageEvent);
  }

  /** What REST would answer now. */
  rest(path: string): unknown {
    if (path.endsWith('/visitors')) {
      this.visitors += 1;
      const id = `v${this.visitors}`;
      return { token: `token-${id}`, visitorId: id, expiresAt: '2027-01-01T00:00:00.000Z' };
    }
    if (!path.includes('/messages')) {
      const inbox = { id: 'inb_1', name: 'Acme', greeting: null, isStaffed: true };
      const hours = { isOpen: null, opensAt: null, closesAt: null, timeZone: null };
      return { ...inbox, ...hours, expectedReplyMinutes: null, allowsAnonymous: true };
    }
    const query = new URL(path).searchParams;
    const limit = Number(query.get('limit'));
    const before = Number(query.get('beforeSeq') ?? Number.POSITIVE_INFINITY);
    const older = this.stored.filter(({ seq }) => seq < before);
    return { items: older.slice(-limit), hasMore: older.length > limit };
  }

  private conversation(): ChatConversation {
    return {
      id: modelConversationId,
      number: 1,
      status: 'open',
      subject: null,
      talkingTo: 'agent',
      agentName: 'Dana',
      queuePosition: null,
      lastSeq: this.stored.length,
      customerReadSeq: 0,
      agentReadSeq: 0,
      unreadCount: 0,
      preview: null,
      updatedAt: this.stored.at(-1)?.sentAt ?? now(),
    };
  }

  private store(from: 'customer' | 'agent', text: string, clientMessageId: string | null): ChatMessage {
    const seq = this.stored.length + 1;
    const message: ChatMessage = {
      id: `msg_${seq.toString(16).padStart(32, '0')}`,
      conversationId: modelConversationId,
      seq,
      clientMessageId,
      from,
      name: from === 'agent' ? 'Dana' : null,
      content: { type: 'text', text },
      sentAt: new Date(startedAt + seq * 1_000).toISOString(),
      editedAt: null,
      deletedAt: null,
    };
    this.stored.push(message);
    if (from === 'customer') this.fromCustomer.push(text);
    for (const socket of this.live()) if (socket.isLive) socket.down.push(messageFrame(message));
    return message;
  }
}

const now = (): string => new Date(startedAt).toISOString();

function messageFrame(message: ChatMessage): ChatServerFrame {
  const { conversationId, seq } = message;
  return { v: 1, t: 'message', conversationId, seq, ts: now(), data: { message } };
}
