import { type JsonValue, type MessageId, SupportError } from '@parley/core';
import { z } from 'zod';
import { createBudget } from '../budget.ts';
import { callerAddress } from '../caller-address.ts';
import type { Answer, Exchange } from '../exchange.ts';
import { jsonAnswer } from '../json-answer.ts';
import { readJson } from '../read-json.ts';
import type { EventStreams } from '../realtime/event-streams.ts';
import type { SocketRoute } from '../realtime/live-socket.ts';
import type { Match } from '../router.ts';
import type { ServerSettings } from '../server-options.ts';
import { type RequestParts, readQuery, validateRequest } from '../validate-request.ts';
import { bearerToken, type ChatAccess, type ChatCaller, createChatAccess } from './chat-access.ts';
import { giveChatFile, takeChatFile } from './chat-files.ts';
import { type ChatCall, type ChatOperation, chatHandlers } from './chat-handlers.ts';
import { createChatHub } from './chat-hub.ts';
import { chatSocketRoute } from './chat-socket-route.ts';
import { type ChatStreams, createChatStreams } from './chat-streams.ts';
import { createVisitorLimit } from './visitor-limit.ts';
import { createVisitorTokens } from './visitor-tokens.ts';

/** The customer's side of the API. */
export interface ChatServer {
  /** The sockets of customers. */
  readonly route: SocketRoute;
  /**
   * Answers a route of the tag `Chat`.
   * @param onOrigins told which pages may read the answer, as soon as the inbox is known
   */
  answer(
    exchange: Exchange,
    match: Match,
    onOrigins: (origins: ReadonlySet<string>) => void,
  ): Promise<Answer>;
  /** Which pages may call a path below `/v1/chat/:inboxId`. */
  originsOf(path: string): Promise<ReadonlySet<string>>;
}

type UntypedHandler = (
  call: ChatCall<ChatOperation>,
) => Promise<{ readonly status: number; readonly body: JsonValue }>;

const prefix = '/v1/chat/';
const noQuery = z.strictObject({});
/** Customers send text; files are streamed. */
const bodyLimitBytes = 64 * 1024;
const none: ReadonlySet<string> = new Set();

/** True for paths of the customer's side. */
export function isChatPath(path: string): boolean {
  return path.startsWith(prefix);
}

/** Wires the customer's side. Nothing runs until somebody connects. */
export function createChatServer(settings: ServerSettings, eventStreams: EventStreams): ChatServer {
  const { parley } = settings;
  const access = createChatAccess(parley, createVisitorTokens(settings.tokenKey), Date.now);
  const hub = createChatHub({ parley, log: settings.log });
  const parts = { access, hub, log: settings.log, now: Date.now };
  const streams = createChatStreams(parts, eventStreams);
  const visitors = createVisitorLimit(settings.maxNewVisitorsPerHour);
  const countVisitor = (exchange: Exchange): void => {
    try {
      visitors.take(callerAddress(exchange, settings.trustedProxies), performance.now());
    } catch (error) {
      if (settings.trustedProxies === 0 && exchange.header('x-forwarded-for') !== undefined)
        settings.log.warn({}, 'new visitors are counted by the address of a proxy; set trustedProxies');
      throw error;
    }
  };
  return {
    route: chatSocketRoute(parts),
    async answer(exchange, match, onOrigins) {
      const budget = createBudget(settings.deadlineMs);
      const chat = await budget.wait(access.open(match.params['inboxId'] ?? ''));
      onOrigins(new Set(chat.access.allowedOrigins));
      const { route } = match;
      const token = bearerToken(exchange.header('authorization'));
      const caller = route.auth === 'customer' ? await budget.wait(access.identify(chat, token)) : undefined;
      const body = route.body === undefined ? null : await readJson(exchange, bodyLimitBytes);
      const values = readParts(exchange, match, body);
      if (route.operationId === 'startChatVisitor') countVisitor(exchange);
      if (route.operationId === 'streamChat' && caller !== undefined)
        return streams.open(chat, caller, values.body as never);
      if (caller !== undefined && route.operationId === 'uploadChatFile')
        return takeChatFile(exchange, chat.desk(caller.person), settings);
      if (caller !== undefined && route.operationId === 'getChatFile') {
        const { messageId } = values.params as { readonly messageId: MessageId };
        return giveChatFile(chat.desk(caller.person), messageId, settings);
      }
      const isStaffed = route.operationId === 'getChatInbox' && (await hub.isStaffed(chat.accountId));
      const handler = chatHandlers[route.operationId as ChatOperation] as UntypedHandler;
      const call = callOf(values, { chat, access, caller, isStaffed, streams });
      const reply = await budget.wait(handler(call));
      return jsonAnswer(reply.status, reply.body);
    },
    async originsOf(path) {
      const [inboxId = ''] = path.slice(prefix.length).split('/');
      try {
        return new Set((await access.open(inboxId)).access.allowedOrigins);
      } catch (error) {
        if (SupportError.is(error)) return none;
        throw error;
      }
    },
  };
}

interface Values {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

function readParts(exchange: Exchange, { route, params }: Match, body: JsonValue): Values {
  const parts: RequestParts[] = [
    { in: 'query', schema: route.query ?? noQuery, value: readQuery(exchange.url) },
  ];
  if (route.params !== undefined) parts.push({ in: 'path', schema: route.params, value: params });
  if (route.body !== undefined) parts.push({ in: 'body', schema: route.body, value: body });
  const values = validateRequest(parts);
  const valueIn = (name: RequestParts['in']): unknown => values[parts.findIndex((part) => part.in === name)];
  return { params: valueIn('path'), query: valueIn('query'), body: valueIn('body') };
}

function callOf(
  values: Values,
  given: {
    readonly chat: ChatCall<ChatOperation>['chat'];
    readonly access: ChatAccess;
    readonly caller: ChatCaller | undefined;
    readonly isStaffed: boolean;
    readonly streams: ChatStreams;
  },
): ChatCall<ChatOperation> {
  const { chat, access, caller, isStaffed, streams } = given;
  return {
    ...values,
    chat,
    access,
    isStaffed: () => isStaffed,
    caller() {
      if (caller === undefined) throw new Error('the route takes no caller');
      return caller;
    },
    takeFrames: (by, { streamId, frames }) => streams.take(chat, by, streamId, frames),
  } as ChatCall<ChatOperation>;
}
