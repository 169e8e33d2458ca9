import type { AnswerOf, ticketStateSchema } from '@parley/api-contract';
import {
  type AccountId,
  ConversationNotFoundError,
  type Desk,
  ForbiddenError,
  isId,
  resumeTokenPrefix,
  type TicketState,
} from '@parley/core';
import { z } from 'zod';
import type { Authenticator } from '../authenticate.ts';
import { createBudget } from '../budget.ts';
import type { Answer, Exchange } from '../exchange.ts';
import { jsonAnswer } from '../json-answer.ts';
import type { Match } from '../router.ts';
import type { ServerSettings } from '../server-options.ts';
import { readQuery, validateRequest } from '../validate-request.ts';
import { ticketStatus } from './ticket-status.ts';

/** What answering a bot's poll takes beside the call. */
export interface TicketStateContext {
  readonly settings: ServerSettings;
  readonly authenticator: Authenticator;
  /** Told as soon as the caller is known. */
  readonly onCaller: (accountId: AccountId) => void;
}

const pollSeconds = 2;
const resumeBearer = new RegExp(`^bearer +(${resumeTokenPrefix}[0-9a-f]{1,1024})$`, 'i');

/** Tells how a ticket stands: to an API key of its account, or to the holder of the ticket's own token. */
export async function answerTicketState(
  exchange: Exchange,
  match: Match,
  context: TicketStateContext,
): Promise<Answer> {
  const budget = createBudget(context.settings.deadlineMs);
  const id = match.params['id'] ?? '';
  const { desk, by } = await budget.wait(callerOf(exchange, id, context));
  validateRequest([{ in: 'query', schema: z.strictObject({}), value: readQuery(exchange.url) }]);
  if (!isId('cnv', id)) throw new ConversationNotFoundError(id.slice(0, 40));
  const body = showState(await budget.wait(desk.handoffs.state(id, by)));
  const etag = await tagOf(body);
  const headers = { etag, 'retry-after': String(pollSeconds), 'cache-control': 'private, no-cache' };
  if (isKnown(exchange.header('if-none-match'), etag)) return { status: 304, headers, body: '' };
  return jsonAnswer(200, body, headers);
}

async function callerOf(
  exchange: Exchange,
  id: string,
  { settings, authenticator, onCaller }: TicketStateContext,
): Promise<{ readonly desk: Desk; readonly by: string }> {
  const { parley } = settings;
  const token = resumeBearer.exec(exchange.header('authorization') ?? '')?.[1];
  if (token !== undefined) {
    const claims = await parley.authenticateTicket(token);
    onCaller(claims.accountId);
    // As if there were none: a token says nothing about other tickets.
    if (claims.conversationId !== id) throw new ConversationNotFoundError(id.slice(0, 40));
    return { desk: parley.desk({ accountId: claims.accountId, actor: { type: 'system' } }), by: 'token' };
  }
  const principal = await authenticator.authenticate(exchange);
  onCaller(principal.accountId);
  if (principal.apiKeyId === undefined) throw new ForbiddenError('api_key');
  const { accountId, actor } = principal;
  return { desk: parley.desk({ accountId, actor }), by: principal.apiKeyId };
}

function showState({ conversation, agentName }: TicketState): AnswerOf<typeof ticketStateSchema> {
  return {
    status: ticketStatus(conversation),
    assigned: conversation.assigneeId !== undefined,
    ...(agentName === undefined ? {} : { agent_display_name: agentName }),
    last_public_message_seq: conversation.lastSeq,
    updated_at: conversation.updatedAt.toISOString(),
  };
}

async function tagOf(body: object): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(body)));
  const hex = Array.from(new Uint8Array(digest, 0, 12), (byte) => byte.toString(16).padStart(2, '0'));
  return `"${hex.join('')}"`;
}

/** `If-None-Match` compares weakly (RFC 9110 §13.1.2). */
function isKnown(given: string | undefined, etag: string): boolean {
  if (given === undefined) return false;
  const tags = given.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
