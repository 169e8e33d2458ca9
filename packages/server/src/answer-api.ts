import { idempotencyKeySchema, type OperationId } from '@parley/api-contract';
import { type AccountId, type Actor, type Desk, ForbiddenError, type JsonValue, mayAct } from '@parley/core';
import { z } from 'zod';
import type { AgentTokens } from './agent-tokens.ts';
import type { ApiCall, ApiOperation, FileReply, InboxFacts } from './api-call.ts';
import { apiHandlers } from './api-handlers.ts';
import type { Authenticator } from './authenticate.ts';
import { createBudget } from './budget.ts';
import type { Cursors } from './cursors.ts';
import type { Answer, Exchange } from './exchange.ts';
import { jsonAnswer } from './json-answer.ts';
import { onceAround, onceInside } from './once.ts';
import { patientBudget } from './patient-budget.ts';
import { readJson } from './read-json.ts';
import type { RealtimeCalls } from './realtime/realtime-calls.ts';
import { requestFingerprint } from './request-fingerprint.ts';
import type { Match } from './router.ts';
import type { ServerSettings } from './server-options.ts';
import { takeFile } from './take-file.ts';
import type { UploadMemory } from './upload-memory.ts';
import { type RequestParts, readQuery, validateRequest } from './validate-request.ts';

/** What answering an API call takes beside the call. */
export interface ApiContext {
  readonly settings: ServerSettings;
  readonly authenticator: Authenticator;
  readonly tokens: AgentTokens;
  readonly realtime: RealtimeCalls;
  readonly cursorsOf: (accountId: AccountId) => Cursors;
  readonly inboxFacts: InboxFacts;
  readonly uploadMemory: UploadMemory;
  /** Told as soon as the caller is known. */
  readonly onCaller: (accountId: AccountId) => void;
}

type JsonReply = { readonly status: number; readonly body: JsonValue };
type UntypedHandler = (call: ApiCall<ApiOperation>) => Promise<JsonReply | FileReply<number>>;

const noQuery = z.strictObject({});
const keyHeader = 'idempotency-key';
/** Work that runs transactions of its own (intake does), and so cannot share one with the key; doing it twice is harmless. */
const commitsItself: ReadonlySet<OperationId> = new Set(['replayQuarantined']);

/** Answers a call of a route that needs credentials: who, may they, what exactly, then the work, once per idempotency key. */
export async function answerApi(
  exchange: Exchange,
  path: string,
  match: Match,
  context: ApiContext,
): Promise<Answer> {
  const { settings, inboxFacts } = context;
  const { parley } = settings;
  const budget = createBudget(settings.deadlineMs);
  const principal = await budget.wait(context.authenticator.authenticate(exchange));
  context.onCaller(principal.accountId);

  const { route } = match;
  if (!mayAct(principal, route.least)) throw new ForbiddenError(route.least ?? 'api_key');
  const givenBody = route.body === undefined ? null : await readJson(exchange, settings.apiBodyLimitBytes);
  const late = new AbortController();
  const key = route.idempotent === true ? exchange.header(keyHeader) : undefined;
  const parts: RequestParts[] = [
    { in: 'query', schema: route.query ?? noQuery, value: readQuery(exchange.url) },
  ];
  if (route.params !== undefined) parts.push({ in: 'path', schema: route.params, value: match.params });
  if (route.body !== undefined) parts.push({ in: 'body', schema: route.body, value: givenBody });
  if (key !== undefined)
    parts.push({ in: 'header', schema: idempotencyKeySchema, value: { 'Idempotency-Key': key } });
  const values = validateRequest(parts);
  const valueIn = (name: RequestParts['in']): unknown => values[parts.findIndex((part) => part.in === name)];

  const caller = { accountId: principal.accountId, actor: principal.actor };
  const handler = apiHandlers[route.operationId as ApiOperation] as UntypedHandler;
  const upload =
    route.takesFile === true ? await takeFile(exchange, settings, context.uploadMemory) : undefined;
  const work = (desk: Desk): ReturnType<UntypedHandler> =>
    handler({
      desk,
      principal,
      params: valueIn('path'),
      query: valueIn('query'),
      body: valueIn('body'),
      cursors: context.cursorsOf(principal.accountId),
      inboxFacts,
      tokens: context.tokens,
      realtime: context.realtime,
      settings,
      file: upload?.file,
      signal: late.signal,
    } as ApiCall<ApiOperation>);

  if (key === undefined) {
    const patience = route.asksProvider === true ? patientBudget(settings.mediaTimeoutMs, late) : budget;
    // What is late still holds its file until it has let go of it.
    const reply = await patience.wait(work(parley.desk(caller)).finally(upload?.giveBack));
    return isFile(reply) ? reply : jsonAnswer(reply.status, reply.body);
  }
  const fingerprint = await requestFingerprint(exchange.method, path, givenBody);
  const claim = { actor: actorName(principal.actor), key, fingerprint };
  const once = commitsItself.has(route.operationId) ? onceAround : onceInside;
  // Only answers in JSON are kept under a key.
  const keyed = work as (desk: Desk) => Promise<JsonReply>;
  const reply = await budget.wait(once(parley, caller, claim, keyed));
  return jsonAnswer(reply.status, reply.body, reply.isReplay ? { 'idempotent-replayed': 'true' } : {});
}

const isFile = (reply: JsonReply | FileReply<number>): reply is FileReply<number> => 'headers' in reply;

function actorName(actor: Actor): string {
  return 'id' in actor ? `${actor.type}:${actor.id}` : actor.type;
}
