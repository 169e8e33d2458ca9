import { type OpenApiDocument, openApiDocument } from '@parley/api-contract';
import {
  type AccountId,
  type JsonObject,
  type JsonValue,
  type Parley,
  ShuttingDownError,
  StorageUnavailableError,
  SupportError,
} from '@parley/core';
import { createAgentTokens } from './agent-tokens.ts';
import { answerApi } from './answer-api.ts';
import { createWebhookServer } from './answer-webhook.ts';
import { createAuthenticator } from './authenticate.ts';
import { withBodyTimeout } from './body-timeout.ts';
import { answerTicketState } from './bot/answer-ticket-state.ts';
import { createBudget } from './budget.ts';
import { createChatServer, isChatPath } from './chat/answer-chat.ts';
import { corsHeaders, optionsAnswer } from './cors.ts';
import { createCursors } from './cursors.ts';
import { createDocsPage } from './docs-page.ts';
import { errorAnswer } from './error-answer.ts';
import type { Answer, Exchange } from './exchange.ts';
import { fetchExchange } from './fetch-exchange.ts';
import { createInboxFacts } from './inbox-facts.ts';
import { jsonAnswer } from './json-answer.ts';
import { createEventStreams } from './realtime/event-streams.ts';
import type { LiveServer } from './realtime/live-server.ts';
import { openRealtime } from './realtime/open-realtime.ts';
import { createRequestIds } from './request-id.ts';
import { createRouter, isWebhookRoute, type Match, type TableRoute } from './router.ts';
import { RouteNotFoundError } from './server-errors.ts';
import { readServerOptions, type ServerOptions } from './server-options.ts';
import { createUploadMemory } from './upload-memory.ts';

/** The API, ready to be put behind any HTTP server. */
export interface ParleyServer {
  /**
   * For hosts that speak Fetch: Hono, Next.js, Deno, Bun. Never rejects.
   *
   * @param from where the request comes from; without it callers are not told apart, and limits per address do not hold
   */
  fetch(request: Request, from?: { readonly remoteAddress?: string }): Promise<Response>;
  /** For other faces, such as `toNodeHandler` of `@parley/server/node`. Never rejects. */
  handle(exchange: Exchange): Promise<Answer>;
  /** From now on `GET /readyz` says no, so that no new traffic is sent here; requests are still answered. */
  startDraining(): void;
  readonly isDraining: boolean;
  /** What `attachRealtime` of `@parley/server/node` serves. */
  readonly live: LiveServer;
}

interface Trace {
  route?: TableRoute;
  accountId?: AccountId;
  /** Pages of these origins may read the answer, instead of those of the settings. */
  origins?: ReadonlySet<string>;
}

const version = '0.1.0';
const ok: JsonObject = { status: 'ok' };

/**
 * The REST API and webhooks of an engine.
 * @throws {RangeError} for options that cannot work
 */
export function createServer(options: ServerOptions): ParleyServer {
  const settings = readServerOptions(options);
  const { parley, log } = settings;
  const router = createRouter();
  const cursorsOf = createCursors(settings.cursorKey);
  const inboxFacts = createInboxFacts();
  const uploadMemory = createUploadMemory(settings.mediaUploadMemoryBytes);
  const tokens = createAgentTokens(settings.tokenKey, Date.now);
  const authenticator = createAuthenticator(parley, tokens);
  const streams = createEventStreams();
  const realtime = openRealtime(settings, inboxFacts, authenticator, streams);
  const chat = createChatServer(settings, streams);
  const docs = createDocsPage();
  const answerWebhook = createWebhookServer(settings);
  const requestIdOf = createRequestIds();
  const documents = new Map<string, OpenApiDocument>();
  let isDraining = false;

  const documentFor = (serverUrl: string): OpenApiDocument => {
    const known = documents.get(serverUrl) ?? openApiDocument({ serverUrl, version });
    if (documents.size < 10) documents.set(serverUrl, known);
    return known;
  };

  const answerPublic = async (exchange: Exchange, match: Match): Promise<Answer> => {
    switch (match.route.operationId) {
      case 'openRealtimeStream':
        if (isDraining) throw new ShuttingDownError();
        return realtime.answerStream(exchange);
      case 'getLiveness':
        return jsonAnswer(200, ok);
      case 'getReadiness':
        if (isDraining) throw new ShuttingDownError();
        await createBudget(settings.deadlineMs).wait(checkStorage(parley));
        return jsonAnswer(200, ok);
      case 'getOpenApi': {
        const mount = `${exchange.mountPath ?? ''}${settings.basePath}`;
        return jsonAnswer(
          200,
          documentFor(settings.publicUrl ?? (mount === '' ? '/' : mount)) as unknown as JsonValue,
        );
      }
      case 'getDocs':
        return docs.page();
      case 'getDocsFile':
        return docs.file(match.params['file'] ?? '');
      default:
        throw new RouteNotFoundError();
    }
  };

  // The busiest path of all, webhooks, passes through as few async functions as there can be: each costs turns of the loop.
  const respond = (exchange: Exchange, trace: Trace): Promise<Answer> => {
    const path = pathOf(exchange.url, settings.basePath);
    return exchange.method === 'OPTIONS'
      ? answerOptions(exchange, path, trace)
      : answerRoute(exchange, path, trace);
  };

  const answerOptions = async (exchange: Exchange, path: string, trace: Trace): Promise<Answer> => {
    const methods = router.methods(path);
    if (isChatPath(path) && methods.length > 0) trace.origins = await chat.originsOf(path);
    return methods.includes('OPTIONS')
      ? optionsAnswer(exchange, methods, trace.origins ?? settings.corsOrigins)
      : answerRoute(exchange, path, trace);
  };

  const answerRoute = (exchange: Exchange, path: string, trace: Trace): Promise<Answer> => {
    const match = router.match(exchange.method, path);
    trace.route = match.route;
    if (isWebhookRoute(match.route)) return answerWebhook(exchange, match);
    const bodyMs = match.route.takesFile === true ? settings.mediaTimeoutMs : settings.bodyTimeoutMs;
    const timed = withBodyTimeout(exchange, bodyMs);
    if (isChatPath(path)) {
      return chat.answer(timed, match, (origins) => {
        trace.origins = origins;
      });
    }
    if (match.route.auth === 'public') return answerPublic(timed, match);
    const onCaller = (accountId: AccountId): void => {
      trace.accountId = accountId;
    };
    if (match.route.auth === 'ticket')
      return answerTicketState(timed, match, { settings, authenticator, onCaller });
    return answerApi(timed, path, match, {
      settings,
      authenticator,
      tokens,
      realtime: realtime.calls,
      cursorsOf,
      inboxFacts,
      uploadMemory,
      onCaller,
    });
  };

  const handle = async (exchange: Exchange): Promise<Answer> => {
    const startedAt = performance.now();
    const requestId = requestIdOf(settings.trustRequestId ? exchange.header('x-request-id') : undefined);
    const trace: Trace = {};
    let answer: Answer;
    let failure: unknown;
    try {
      answer = await respond(exchange, trace);
    } catch (error) {
      failure = error;
      answer = errorAnswer(error, requestId);
    }
    const isWebhook = trace.route !== undefined && isWebhookRoute(trace.route);
    const fields = {
      requestId,
      method: exchange.method,
      route: trace.route?.path ?? 'none',
      status: answer.status,
      durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
      ...(trace.accountId === undefined ? {} : { accountId: trace.accountId }),
      ...(failure === undefined ? {} : describe(failure, answer.status)),
    };
    if (answer.status === 500) log.error(fields, 'request failed');
    else if (answer.status >= 500) log.warn(fields, 'request failed');
    else log.info(fields, 'request');
    return {
      status: answer.status,
      headers: {
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        ...answer.headers,
        ...(isWebhook ? {} : corsHeaders(exchange, trace.origins ?? settings.corsOrigins)),
        'x-request-id': requestId,
      },
      body: answer.body,
    };
  };

  return {
    handle,
    async fetch(request, from) {
      const exchange = fetchExchange(request, from?.remoteAddress);
      const answer = await handle(exchange);
      exchange.dispose();
      const hasBody = answer.status !== 204 && answer.status !== 304 && request.method !== 'HEAD';
      const { status, headers, body } = answer;
      if (!hasBody && body instanceof ReadableStream) await body.cancel().catch(() => undefined);
      return new Response(hasBody ? (body as ConstructorParameters<typeof Response>[0]) : null, {
        status,
        headers,
      });
    },
    live: {
      routes: [...realtime.routes, chat.route],
      basePath: settings.basePath,
      origins: settings.corsOrigins,
      streams,
      stop: realtime.stop,
    },
    startDraining() {
      isDraining = true;
    },
    get isDraining() {
      return isDraining;
    },
  };
}

/** Whatever is wrong with the storage, this instance is not ready: never a 500. */
async function checkStorage(parley: Parley): Promise<void> {
  try {
    await parley.storage.check();
  } catch (error) {
    throw SupportError.is(error) ? error : new StorageUnavailableError({ cause: error });
  }
}

/** The path below the server. @throws {RouteNotFoundError} for one that is not below `basePath` */
function pathOf(url: string, basePath: string): string {
  const end = url.indexOf('?');
  const path = end === -1 ? url : url.slice(0, end);
  if (basePath === '') return path;
  if (!path.startsWith(`${basePath}/`)) throw new RouteNotFoundError();
  return path.slice(basePath.length);
}

/** What the log says about an error: its code; of what nobody threw on purpose also where it came from. */
function describe(error: unknown, status: number): JsonObject {
  if (SupportError.is(error) && status !== 500) return { code: error.code };
  if (!(error instanceof Error)) return { code: 'internal_error', reason: typeof error };
  const code = SupportError.is(error) ? error.code : 'internal_error';
  return {
    code,
    reason: `${error.name}: ${error.message}`.slice(0, 500),
    stack: (error.stack ?? '').slice(0, 4000),
  };
}
