import { comparePlaces, placeOf } from '../list-rows.ts';
import { matchesQuery } from '../matches-query.ts';
import { isNamed } from '../thread-window.ts';
import type { Conversation, Message, MessageContent, QueueCounts } from '../wire-types.ts';
import type { FakeDesk, FakePatch } from './fake-desk.ts';
import { FakeRefusal } from './fake-refusal.ts';

/** One call of the fake API. */
export interface FakeCall {
  readonly method: string;
  /** Without base path, with `/v1`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly idempotencyKey?: string;
  /** A file as the body. */
  readonly file?: Blob;
}

/** What a call answers. */
export interface FakeAnswer {
  readonly status: number;
  readonly body: unknown;
  /** In place of a body. */
  readonly file?: Blob;
}

type Answers = (call: FakeCall, id: string, innerId: string) => FakeAnswer;

/** Answers calls of the API as the real server does, for one signed-in agent. `ticket` makes a realtime ticket. */
export function createFakeRoutes(desk: FakeDesk, ticket: () => string): (call: FakeCall) => FakeAnswer {
  const replies = new Map<string, { readonly call: string; readonly answer: FakeAnswer }>();
  const ok = (body: unknown, status = 200): FakeAnswer => ({ status, body });
  const list = (items: readonly unknown[]): FakeAnswer => ok({ items, nextCursor: null });

  const routes: Readonly<Record<string, Answers>> = {
    'GET /v1/me': () => ok({ agent: desk.me, accountId: desk.accountId, role: desk.me.role }),
    'GET /v1/agents': () => list(desk.agents),
    'GET /v1/inboxes': () => list(desk.inboxes),
    'GET /v1/queue': () => ok(countQueue(desk)),
    'GET /v1/events': ({ query }) => events(desk, query),
    'POST /v1/realtime/tickets': () => ok({ ticket: ticket(), expiresAt: '2100-01-01T00:00:00.000Z' }, 201),
    'GET /v1/customers/:id': (_call, id) => {
      const customer = desk.customers.get(id);
      if (customer === undefined) throw new FakeRefusal(404, 'customer_not_found');
      return ok(customer);
    },
    'GET /v1/conversations': ({ query }) => conversations(desk, query),
    'GET /v1/conversations/:id': (_call, id) => ok(desk.conversation(id)),
    'PATCH /v1/conversations/:id': ({ body }, id) => ok(desk.change(id, body as FakePatch)),
    'GET /v1/conversations/:id/messages': ({ query }, id) => messages(desk, id, query),
    'POST /v1/conversations/:id/messages': ({ body }, id) => {
      const content = body['content'] as MessageContent;
      const message = desk.send(id, content, body['clientMessageId'] as string | undefined);
      return ok({ ...message, parts: [message] }, 201);
    },
    'GET /v1/conversations/:id/messages/:id/media': (_call, id, messageId) => {
      const content = desk.messagesOf(id).find((message) => message.id === messageId)?.content;
      const mediaId = content !== undefined && 'media' in content ? content.media.providerMediaId : undefined;
      const file = desk.files.get(mediaId ?? '');
      if (file === undefined) throw new FakeRefusal(404, 'media_not_found');
      return { status: 200, body: null, file };
    },
    'POST /v1/inboxes/:id/media': ({ file }, id) => {
      if (desk.inboxes.every((inbox) => inbox.id !== id)) throw new FakeRefusal(404, 'inbox_not_found');
      if (file === undefined || file.size === 0) throw new FakeRefusal(422, 'invalid_content');
      return ok({ mediaId: desk.keepFile(file), mimeType: file.type, sizeBytes: file.size }, 201);
    },
    'GET /v1/conversations/:id/notes': ({ query }, id) => {
      desk.conversation(id);
      return page(desk.notesOf(id), query, 'n');
    },
    'POST /v1/conversations/:id/notes': ({ body }, id) =>
      ok(desk.addNote(id, String(body['text']), desk.me, body['clientNoteId'] as string), 201),
    'GET /v1/conversations/:id/events': ({ query }, id) => {
      const shown = desk.log.filter(
        ({ event: { type, data } }) =>
          type.startsWith('conversation.') &&
          type !== 'conversation.seen' &&
          (data as { conversationId?: string }).conversationId === id,
      );
      return page(
        shown.map(({ event }) => event),
        query,
        'e',
      );
    },
  };

  return (call) => {
    const [, version, noun = '', id = '', rest, innerId = '', inner] = call.path.split('/');
    const isNested = id !== '' && noun !== 'realtime';
    const nested = [version, noun, ':id', rest, ...(innerId === '' ? [] : [':id', inner])];
    const pattern = isNested ? `/${nested.filter((name) => name !== undefined).join('/')}` : call.path;
    const route = routes[`${call.method} ${pattern}`];
    if (route === undefined) throw new FakeRefusal(404, 'route_not_found');
    const key = call.idempotencyKey;
    if (key === undefined) return route(call, id, innerId);
    const known = replies.get(key);
    const told = JSON.stringify([call.path, call.body]);
    if (known !== undefined && known.call !== told) throw new FakeRefusal(422, 'idempotency_key_reused');
    const answer = known?.answer ?? route(call, id, innerId);
    replies.set(key, { call: told, answer });
    return answer;
  };
}

function limitOf(query: URLSearchParams): number {
  return Number(query.get('limit') ?? 25);
}

/** A page of a list whose cursor is a number of items passed. */
function page(items: readonly unknown[], query: URLSearchParams, prefix: string): FakeAnswer {
  const start = Number(query.get('cursor')?.slice(1) ?? 0);
  const end = start + limitOf(query);
  return {
    status: 200,
    body: { items: items.slice(start, end), nextCursor: end < items.length ? `${prefix}${end}` : null },
  };
}

function conversations(desk: FakeDesk, query: URLSearchParams): FakeAnswer {
  const status = query.get('status')?.split(',') as Conversation['status'][] | undefined;
  const given = (name: string) => query.get(name) ?? undefined;
  const [inboxId, customerId, assignee] = [given('inboxId'), given('customerId'), given('assigneeId')];
  const filter = {
    ...(status === undefined ? {} : { status }),
    ...(inboxId === undefined ? {} : { inboxId }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(assignee === undefined ? {} : { assignee }),
    unread: query.get('unread') === 'true',
  };
  const [at = '', id = ''] = (query.get('cursor') ?? '').split('_-_');
  const behind = { at: Number(at), id };
  const found = [...desk.conversations.values()]
    .filter((conversation) => matchesQuery(conversation, filter, desk.me.id))
    .map((conversation) => ({ conversation, place: placeOf(conversation) }))
    .filter(({ place }) => at === '' || comparePlaces(place, behind) > 0)
    .sort((left, right) => comparePlaces(left.place, right.place))
    .map(({ conversation }) => conversation);
  const items = found.slice(0, limitOf(query));
  const last = items.at(-1);
  const isMore = found.length > items.length && last !== undefined;
  return { status: 200, body: { items, nextCursor: isMore ? `${placeOf(last).at}_-_${last.id}` : null } };
}

function messages(desk: FakeDesk, id: string, query: URLSearchParams): FakeAnswer {
  desk.conversation(id);
  const all = desk.messagesOf(id);
  const limit = limitOf(query);
  const answer = (items: readonly Message[], nextCursor: string | null = null): FakeAnswer => ({
    status: 200,
    body: { items, nextCursor },
  });
  const clientId = query.get('clientMessageId');
  if (clientId !== null)
    return answer(
      all.filter((message) => message.direction === 'outbound' && message.clientMessageId === clientId),
    );
  const around = query.get('around');
  if (around !== null) {
    const index = all.findIndex(isNamed(around));
    if (index < 0) throw new FakeRefusal(404, 'message_not_found');
    const start = Math.max(0, index - Math.floor(limit / 2));
    return answer(all.slice(start, start + limit));
  }
  const after = Number(query.get('afterSeq') ?? 0);
  const before = Number(query.get('beforeSeq') ?? Infinity);
  const passed = query.get('cursor')?.slice(1);
  const isUp = query.get('order') === 'desc';
  const found = all.filter(
    ({ seq }) =>
      seq > after && seq < before && (passed === undefined || (isUp ? seq < +passed : seq > +passed)),
  );
  if (isUp) found.reverse();
  const items = found.slice(0, limit);
  return answer(items, found.length > limit ? `s${items.at(-1)?.seq}` : null);
}

function events(desk: FakeDesk, query: URLSearchParams): FakeAnswer {
  const after = query.get('after') ?? `${desk.epoch}.0`;
  if (after === 'latest')
    return { status: 200, body: { items: [], nextCursor: `${desk.epoch}.${desk.log.length}` } };
  const [epoch, passed = '0'] = after.split('.');
  if (epoch !== desk.epoch) throw new FakeRefusal(410, 'log_epoch_mismatch');
  const found = desk.log.slice(Number(passed), Number(passed) + limitOf(query));
  return {
    status: 200,
    body: {
      items: found.map(({ event }) => event),
      nextCursor: `${desk.epoch}.${Number(passed) + found.length}`,
    },
  };
}

/** What waits, as the server counts it. */
export function countQueue(desk: FakeDesk): QueueCounts {
  const all = [...desk.conversations.values()];
  const count = (test: (conversation: Conversation) => boolean): number => all.filter(test).length;
  const isOpen = ({ status }: Conversation): boolean => status === 'open';
  const isMine = ({ assigneeId }: Conversation): boolean => assigneeId === desk.me.id;
  const isUnread = (conversation: Conversation): boolean =>
    matchesQuery(conversation, { unread: true }, undefined);
  return {
    open: count(isOpen),
    unassigned: count((one) => isOpen(one) && one.assigneeId === null),
    pending: count(({ status }) => status === 'pending'),
    snoozed: count(({ status }) => status === 'snoozed'),
    unread: count(isUnread),
    mine: count((one) => isOpen(one) && isMine(one)),
    mineUnread: count((one) => isUnread(one) && isMine(one)),
  };
}
