import type { conversationPatchSchema } from '@parley/api-contract';
import type {
  AgentId,
  ConversationId,
  ConversationPatch,
  DomainEvent,
  Principal,
  StatusMove,
  TimelineKey,
} from '@parley/core';
import { z } from 'zod';
import type { ApiHandlers } from './api-call.ts';
import { pageAnswer, pageRequest } from './read-page.ts';
import { InvalidRequestError } from './server-errors.ts';
import { loadNames, showActor } from './show-actor.ts';
import { showConversation, showConversations } from './show-conversation.ts';
import { showEvent } from './show-event.ts';

const list = 'conversations';
const timelinePlace = z.custom<TimelineKey>((text) => typeof text === 'string' && /^\d{1,19}$/.test(text));
const onlyAgents = { in: 'query', path: 'assigneeId', message: "Only an agent's token has a `me`" } as const;
const place = z
  .tuple([z.int(), z.custom<ConversationId>((id) => typeof id === 'string')])
  .transform(([at, id]) => ({ lastActivityAt: new Date(at), id }));

/** Conversations over HTTP. */
export const conversationHandlers: Pick<
  ApiHandlers,
  | 'listConversations'
  | 'startConversation'
  | 'getConversation'
  | 'changeConversation'
  | 'listConversationEvents'
> = {
  async listConversations({ desk, principal, query, cursors }) {
    const { status, inboxId, customerId, assigneeId, unread } = query;
    const filter = {
      ...(status === undefined ? {} : { statuses: status }),
      ...(inboxId === undefined ? {} : { inboxId }),
      ...(customerId === undefined ? {} : { customerId }),
      ...(assigneeId === undefined ? {} : { assigneeId: assigneeOf(assigneeId, principal) }),
      ...(unread === undefined ? {} : { isUnread: true as const }),
    };
    const page = await desk.conversations.list(filter, await pageRequest(cursors, list, query, place));
    const shown = { ...page, items: await showConversations(desk, page.items) };
    const body = await pageAnswer(
      cursors,
      list,
      shown,
      (item) => item,
      (key) => [key.lastActivityAt.getTime(), key.id],
    );
    return { status: 200, body };
  },
  async startConversation({ desk, body }) {
    return { status: 201, body: await showConversation(desk, await desk.conversations.start(body)) };
  },
  async getConversation({ desk, params }) {
    return { status: 200, body: await showConversation(desk, await desk.conversations.get(params.id)) };
  },
  async changeConversation({ desk, params, body }) {
    const changed = await desk.conversations.change(params.id, patchOf(body));
    return { status: 200, body: await showConversation(desk, changed) };
  },
  async listConversationEvents({ desk, params, query, cursors }) {
    const name = `timeline ${params.id}`;
    const request = await pageRequest(cursors, name, query, timelinePlace);
    const page = await desk.conversations.timeline(params.id, request);
    const names = await loadNames(
      desk,
      [],
      page.items.map(({ actor }) => actor),
    );
    const show = (event: DomainEvent) => ({ ...showEvent(event), actor: showActor(event.actor, names) });
    return { status: 200, body: await pageAnswer(cursors, name, page, show, (key) => key) };
  },
};

function assigneeOf(asked: AgentId | 'none' | 'me', { agent }: Principal): AgentId | null {
  if (asked === 'none') return null;
  if (asked !== 'me') return asked;
  if (agent === undefined) throw new InvalidRequestError([onlyAgents]);
  return agent.id;
}

function patchOf(body: z.output<typeof conversationPatchSchema>): ConversationPatch {
  const { status, snoozedUntil, ...rest } = body;
  return status === undefined ? rest : { ...rest, status: moveTo(status, snoozedUntil) };
}

function moveTo(status: StatusMove['to'], until: string | undefined): StatusMove {
  return status === 'snoozed' ? { to: status, until: new Date(until ?? Number.NaN) } : { to: status };
}
