import type {
  Actor,
  Agent,
  Conversation,
  Customer,
  Inbox,
  LogEvent,
  Message,
  MessageContent,
  Note,
} from '../wire-types.ts';
import { type FakeDeskSeed, fakeAgent, fakeCustomer, fakeId, fakeInbox } from './fake-desk-seed.ts';
import { fakeMessage, withMessage } from './fake-message.ts';
import { FakeRefusal } from './fake-refusal.ts';

/** One entry of the fake log. */
export interface FakeEntry {
  readonly position: string;
  readonly event: LogEvent;
  readonly messageId?: string;
  readonly noteId?: string;
}

/** What a change of a conversation may hold. */
export type FakePatch = Readonly<Record<string, unknown>> & { readonly expectedAssigneeId?: string | null };

/** A support desk in memory: the state, the log, and the rules the real server holds to. */
export class FakeDesk {
  readonly agents: Agent[];
  readonly inboxes: Inbox[];
  readonly customers: Map<string, Customer>;
  readonly conversations = new Map<string, Conversation>();
  readonly messages = new Map<string, Message[]>();
  readonly notes = new Map<string, Note[]>();
  readonly log: FakeEntry[] = [];
  /** What was uploaded, by the id it is sent as. */
  readonly files = new Map<string, Blob>();
  readonly me: Agent;
  readonly accountId = fakeId('acc', 1);
  epoch = 'epoch-1';
  private readonly now: () => number;
  private readonly listeners = new Set<(entry: FakeEntry) => void>();
  private made = 0x1000;

  constructor(seed: FakeDeskSeed, now: () => number) {
    this.now = now;
    this.agents = [...(seed.agents ?? [fakeAgent(1, { name: 'Ana' }), fakeAgent(2, { name: 'Ben' })])];
    this.inboxes = [...(seed.inboxes ?? [fakeInbox(1)])];
    this.me = this.agents.find(({ id }) => id === seed.me) ?? (this.agents[0] as Agent);
    this.customers = new Map(seed.customers?.map((customer) => [customer.id, customer]));
    for (const conversation of seed.conversations ?? []) {
      this.conversations.set(conversation.id, conversation);
      if (!this.customers.has(conversation.customerId)) {
        const name = conversation.customerName;
        this.customers.set(conversation.customerId, fakeCustomer(0, { id: conversation.customerId, name }));
      }
    }
    for (const message of seed.messages ?? []) this.messagesOf(message.conversationId).push(message);
    for (const note of seed.notes ?? []) this.notesOf(note.conversationId).push(note);
  }

  /** The channel's provider keeps a file; returns its id there. */
  keepFile(file: Blob): string {
    const id = `file-${this.files.size + 1}`;
    this.files.set(id, file);
    return id;
  }

  /** Calls back with every entry as it is written. */
  onEntry(listener: (entry: FakeEntry) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  conversation(id: string): Conversation {
    const found = this.conversations.get(id);
    if (found === undefined) throw new FakeRefusal(404, 'conversation_not_found');
    return found;
  }

  messagesOf(id: string): Message[] {
    const list = this.messages.get(id) ?? [];
    this.messages.set(id, list);
    return list;
  }

  notesOf(id: string): Note[] {
    const list = this.notes.get(id) ?? [];
    this.notes.set(id, list);
    return list;
  }

  /** The customer writes. */
  receive(id: string, content: MessageContent): Message {
    const conversation = this.conversation(id);
    const name = conversation.customerName;
    const sender = {
      type: 'customer',
      id: conversation.customerId,
      ...(name === null ? {} : { name }),
    } as const;
    return this.store(conversation, sender, content);
  }

  /** An agent writes; the same client id stores one message. */
  send(id: string, content: MessageContent, clientMessageId?: string, agent: Agent = this.me): Message {
    const conversation = this.conversation(id);
    const before = this.messagesOf(id).find(
      (message) =>
        clientMessageId !== undefined &&
        message.direction === 'outbound' &&
        message.clientMessageId === clientMessageId,
    );
    if (before !== undefined) return before;
    if (conversation.status === 'closed') throw new FakeRefusal(409, 'conversation_closed');
    if (conversation.serviceWindow.state === 'closed' && content.type !== 'template')
      throw new FakeRefusal(422, 'service_window_closed');
    return this.store(
      conversation,
      { type: 'agent', id: agent.id, name: agent.name },
      content,
      clientMessageId,
    );
  }

  addNote(id: string, text: string, agent: Agent = this.me, clientNoteId: string | null = null): Note {
    const { lastSeq } = this.conversation(id);
    const noteId = this.nextId('not');
    const author = { type: 'agent', id: agent.id, name: agent.name } as const;
    const note: Note = {
      id: noteId,
      conversationId: id,
      author,
      text,
      afterSeq: lastSeq,
      clientNoteId,
      createdAt: this.at(),
    } as Note;
    this.notesOf(id).push(note);
    this.write('note.added', { noteId, conversationId: id }, author, { noteId });
    return note;
  }

  /** The delivery of a message gets on. */
  deliver(messageId: string, status: 'sent' | 'delivered' | 'read' | 'failed'): void {
    for (const list of this.messages.values()) {
      const index = list.findIndex(({ id }) => id === messageId);
      const message = list[index];
      if (message?.direction !== 'outbound') continue;
      const error =
        status === 'failed' ? { code: 'recipient_unreachable', message: 'They cannot be reached.' } : null;
      const next = {
        ...message,
        status,
        error,
        attempts: 1,
        providerMessageId: `provider-${messageId}`,
        statusTimes: { ...message.statusTimes, [status]: this.at() },
      };
      list[index] = next;
      const { conversationId } = next;
      const conversation = this.conversation(conversationId);
      if (conversation.lastMessage?.seq === next.seq) {
        const lastMessage = { ...conversation.lastMessage, status };
        this.conversations.set(conversationId, { ...conversation, lastMessage });
      }
      this.write(`message.${status}`, { messageId, conversationId }, { type: 'system' }, { messageId });
    }
  }

  change(id: string, patch: FakePatch, agent: Agent = this.me): Conversation {
    const before = this.conversation(id);
    const { expectedAssigneeId, lastReadSeq, ...fields } = patch;
    const isElsewhere =
      before.assigneeId !== expectedAssigneeId && before.assigneeId !== fields['assigneeId'];
    if (expectedAssigneeId !== undefined && isElsewhere) {
      const { name } = this.agents.find(({ id: other }) => other === before.assigneeId) ?? {};
      throw new FakeRefusal(409, 'assigned_elsewhere', {
        details: { conversationId: id, assigneeId: before.assigneeId, assigneeName: name },
      });
    }
    let next = { ...before, ...fields } as Conversation;
    const names: string[] = [];
    if (next.status !== before.status) names.push('status_changed');
    if (next.assigneeId !== before.assigneeId) names.push('assigned');
    if (next.priority !== before.priority) names.push('priority_changed');
    if (next.subject !== before.subject) names.push('subject_changed');
    if (typeof lastReadSeq === 'number' && lastReadSeq > before.lastReadSeq) {
      const read = Math.min(lastReadSeq, before.lastSeq);
      const unread = this.messagesOf(id).filter(
        ({ direction, seq }) => direction === 'inbound' && seq > read,
      );
      next = { ...next, lastReadSeq: read, unreadCount: Math.min(unread.length, before.unreadCount) };
      names.push('seen');
    }
    if (names.length === 0) return before;
    this.conversations.set(id, { ...next, updatedAt: this.at() });
    const author = { type: 'agent', id: agent.id, name: agent.name } as const;
    for (const name of names) this.write(`conversation.${name}`, this.dataOf(name, before, next), author);
    return this.conversation(id);
  }

  /** A new conversation of a new customer. */
  open(conversation: Conversation): Conversation {
    this.conversations.set(conversation.id, conversation);
    this.customers.set(
      conversation.customerId,
      fakeCustomer(0, { id: conversation.customerId, name: conversation.customerName }),
    );
    const { id: conversationId, customerId, inboxId, number } = conversation;
    this.write('conversation.opened', { conversationId, customerId, inboxId, number }, { type: 'system' });
    return conversation;
  }

  /** The log was restored from a backup: old positions mean nothing. */
  changeEpoch(): void {
    this.epoch = `epoch-${this.log.length + 2}`;
  }

  private dataOf(name: string, before: Conversation, next: Conversation): Record<string, unknown> {
    const conversationId = before.id;
    if (name === 'status_changed') return { conversationId, from: before.status, to: next.status };
    if (name === 'priority_changed') return { conversationId, from: before.priority, to: next.priority };
    if (name === 'seen')
      return { conversationId, lastReadSeq: next.lastReadSeq, unreadCount: next.unreadCount };
    if (name !== 'assigned') return { conversationId };
    return {
      conversationId,
      ...(before.assigneeId === null ? {} : { from: before.assigneeId }),
      ...(next.assigneeId === null ? {} : { to: next.assigneeId }),
    };
  }

  private store(
    conversation: Conversation,
    sender: Actor,
    content: MessageContent,
    clientMessageId?: string,
  ): Message {
    const list = this.messagesOf(conversation.id);
    const message = fakeMessage(conversation, {
      id: this.nextId('msg'),
      seq: (list.at(-1)?.seq ?? 0) + 1,
      at: this.at(),
      sender,
      content,
      ...(clientMessageId === undefined ? {} : { clientMessageId }),
    });
    list.push(message);
    this.conversations.set(conversation.id, withMessage(conversation, message));
    const { id: messageId, conversationId, inboxId, customerId, seq } = message;
    const data = { messageId, conversationId, inboxId, customerId, seq, contentType: content.type };
    const name = message.direction === 'inbound' ? 'message.received' : 'message.queued';
    this.write(name, data, sender, { messageId });
    return message;
  }

  private write(
    type: string,
    data: object,
    actor: Actor,
    about: { messageId?: string; noteId?: string } = {},
  ): void {
    const n = this.log.length + 1;
    const event = {
      id: fakeId('evt', n),
      type,
      version: 1,
      accountId: this.accountId,
      actor,
      at: this.at(),
      data,
    };
    const entry: FakeEntry = { position: `${n}.1`, event: event as unknown as LogEvent, ...about };
    this.log.push(entry);
    for (const listener of [...this.listeners]) listener(entry);
  }

  private nextId<const Prefix extends string>(prefix: Prefix): `${Prefix}_${string}` {
    this.made += 1;
    return fakeId(prefix, this.made);
  }

  private at(): string {
    return new Date(this.now()).toISOString();
  }
}
