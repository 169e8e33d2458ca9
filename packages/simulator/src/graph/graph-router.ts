import type { FaultTarget, LostReply } from '../faults/fault.ts';
import type { Reply } from '../http/reply.ts';
import { jsonResponse, textResponse } from '../http/reply.ts';
import type { JsonObject } from '../json-value.ts';
import { isJsonObject, stringAt } from '../json-value.ts';
import type { GraphContext } from './graph-context.ts';
import { GraphError, graphErrorBody, invalidTokenError, unknownObjectError } from './graph-error.ts';
import { deleteMedia, downloadMedia, downloadPath, locateMedia, uploadMedia } from './media-calls.ts';
import { describePhoneNumber } from './phone-number-node.ts';
import { markRead, postMessage } from './post-message.ts';

type Target = Exclude<FaultTarget, 'any'>;

interface Call {
  readonly target: Target | undefined;
  readonly body: JsonObject;
  /** Set when the call was a send that was accepted. */
  readonly messageId?: string;
}

/** Splits `/v25.0/123/messages` into its parts; the version may be left out, as on the real Graph API. */
function partsOf(url: URL): readonly string[] {
  const parts = url.pathname.split('/').filter((part) => part !== '');
  return parts[0] !== undefined && /^v\d{1,3}\.\d{1,2}$/.test(parts[0]) ? parts.slice(1) : parts;
}

/** True for what belongs to the Graph side: a version or an object id first, or a download address. */
export function isGraphPath(url: URL): boolean {
  const first = url.pathname.split('/')[1] ?? '';
  return /^v\d{1,3}\.\d{1,2}$/.test(first) || /^\d{5,}$/.test(first) || url.pathname === downloadPath;
}

function hasToken(context: GraphContext, request: Request): boolean {
  return request.headers.get('authorization') === `Bearer ${context.settings.accessToken}`;
}

async function readJson(request: Request): Promise<JsonObject> {
  let body: unknown;
  try {
    body = JSON.parse(await request.text());
  } catch {
    throw new GraphError(100, 'The request body is not valid JSON.');
  }
  if (!isJsonObject(body)) throw new GraphError(100, 'The request body must be a JSON object.');
  if (stringAt(body, 'messaging_product') !== 'whatsapp') {
    throw new GraphError(100, "The parameter messaging_product is required and must be 'whatsapp'.");
  }
  return body;
}

/** Faults that strike before anything is recorded. */
function refuseByFault(context: GraphContext, target: Target): Reply | undefined {
  const fault = context.faults.take(
    ['http_error', 'too_many_requests', 'graph_error', 'drop_connection'],
    target,
  );
  if (fault === undefined) return undefined;
  context.trace.record('fault.strike', { fault: fault.kind, on: target });
  if (fault.kind === 'drop_connection') return { kind: 'reset' };
  if (fault.kind === 'http_error') {
    const headers: Record<string, string> =
      fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
    const error = new GraphError(fault.status === 503 ? 131016 : 131000, undefined, { status: fault.status });
    const response = jsonResponse(fault.status, graphErrorBody(error, context.traceIds), headers);
    return { kind: 'response', response };
  }
  const more = { status: fault.kind === 'too_many_requests' ? 429 : fault.status };
  const retryAfterSeconds = fault.retryAfterSeconds ?? (fault.kind === 'too_many_requests' ? 1 : undefined);
  throw new GraphError(
    fault.kind === 'too_many_requests' ? 4 : fault.code,
    fault.kind === 'too_many_requests' ? undefined : fault.details,
    { ...more, retryAfterSeconds },
  );
}

async function sendOrMarkRead(context: GraphContext, request: Request): Promise<Call | Reply> {
  const body = await readJson(request);
  const target: Target = stringAt(body, 'status') === 'read' ? 'read_receipt' : 'send';
  const refused = refuseByFault(context, target);
  if (refused !== undefined) return refused;
  if (target === 'read_receipt') return { target, body: markRead(context, body) };
  return { target, ...(await postMessage(context, body)) };
}

async function mediaCall(
  context: GraphContext,
  request: Request,
  url: URL,
  id: string,
): Promise<Call | Reply> {
  const refused = refuseByFault(context, 'media');
  if (refused !== undefined) return refused;
  if (id === context.settings.phoneNumberId)
    return { target: 'media', body: await uploadMedia(context, request) };
  if (request.method === 'DELETE') return { target: 'media', body: deleteMedia(context, id) };
  return { target: 'media', body: locateMedia(context, id, url) };
}

async function dispatch(context: GraphContext, request: Request, url: URL): Promise<Call | Reply> {
  if (!hasToken(context, request)) throw invalidTokenError();
  const [id, edge, ...rest] = partsOf(url);
  const isNumber = id === context.settings.phoneNumberId;
  if (id === undefined || rest.length > 0) throw new GraphError(2500, 'Unknown path components.');
  if (edge === 'messages' || edge === 'media') {
    if (!isNumber) throw unknownObjectError(id);
    if (request.method !== 'POST')
      throw new GraphError(100, `Unsupported ${request.method} request.`, { status: 405 });
    return edge === 'messages' ? sendOrMarkRead(context, request) : mediaCall(context, request, url, id);
  }
  if (edge !== undefined) throw new GraphError(2500, `Unknown path components: /${edge}`);
  if (isNumber && request.method === 'GET') {
    return { target: undefined, body: describePhoneNumber(context.settings, url.searchParams.get('fields')) };
  }
  if (request.method === 'GET' || request.method === 'DELETE') return mediaCall(context, request, url, id);
  throw unknownObjectError(id);
}

function breakReply(response: Response, text: string, how: LostReply): Reply {
  switch (how) {
    case 'reset':
      return { kind: 'reset' };
    case 'hang':
      return { kind: 'hang' };
    case 'half_close':
      return { kind: 'half', response };
    case 'truncated_json':
      return {
        kind: 'response',
        response: textResponse(
          200,
          text.slice(0, Math.floor(text.length / 2)),
          'application/json; charset=UTF-8',
        ),
      };
    case 'html':
      return {
        kind: 'response',
        response: textResponse(
          200,
          '<!DOCTYPE html><html><title>Error</title></html>',
          'text/html; charset=utf-8',
        ),
      };
  }
}

/** Faults that strike after the call took effect. */
async function spoilReply(context: GraphContext, call: Call): Promise<Reply> {
  const response = jsonResponse(200, call.body);
  if (call.target === undefined) return { kind: 'response', response };
  const slow = context.faults.take(['slow_reply'], call.target);
  if (slow !== undefined) {
    context.trace.record('fault.strike', { fault: 'slow_reply', on: call.target });
    await new Promise<void>((resolve) => context.clock.schedule(slow.delayMs, 'slow-reply', resolve));
  }
  const lost = context.faults.take(['lose_reply'], call.target);
  if (lost === undefined) return { kind: 'response', response };
  context.trace.record('fault.strike', { fault: 'lose_reply', how: lost.how, message: call.messageId });
  if (call.messageId !== undefined) context.outbox.loseReply(call.messageId, lost.how);
  return breakReply(response, JSON.stringify(call.body), lost.how);
}

function refuse(context: GraphContext, error: GraphError): Reply {
  const headers: Record<string, string> =
    error.retryAfterSeconds === undefined ? {} : { 'retry-after': String(error.retryAfterSeconds) };
  context.trace.record('graph.refuse', { code: error.code, status: error.status });
  return {
    kind: 'response',
    response: jsonResponse(error.status, graphErrorBody(error, context.traceIds), headers),
  };
}

function serveDownload(context: GraphContext, request: Request, url: URL): Reply {
  if (!hasToken(context, request)) return { kind: 'response', response: textResponse(401, 'Unauthorized') };
  const media = downloadMedia(context, url);
  if (media === undefined) return { kind: 'response', response: textResponse(404, 'Not Found') };
  const headers = { 'content-type': media.mimeType, 'content-length': String(media.bytes.length) };
  return { kind: 'response', response: new Response(media.bytes.slice(), { headers }) };
}

/** Answers a call to the Graph API as the Cloud API would. */
export async function answerGraph(context: GraphContext, request: Request): Promise<Reply> {
  const url = new URL(request.url);
  if (url.pathname === downloadPath) return serveDownload(context, request, url);
  try {
    const outcome = await dispatch(context, request, url);
    const reply = 'kind' in outcome ? outcome : await spoilReply(context, outcome as Call);
    context.changes.publish({
      type: 'call',
      summary: {
        method: request.method,
        path: url.pathname,
        status: reply.kind === 'response' ? reply.response.status : 0,
      },
    });
    return reply as Reply;
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const reply = refuse(context, error);
    context.changes.publish({
      type: 'call',
      summary: { method: request.method, path: url.pathname, status: error.status, code: error.code },
    });
    return reply;
  }
}
