import type {
  ChannelSendError,
  Clock,
  IdentityRef,
  JsonObject,
  JsonValue,
  OutboundRequest,
  SendReceipt,
} from '@parley/core';
import { channelKind, customerIdKind, visitorKind } from '../channel-kind.ts';
import { readId, readObject } from '../json-fields.ts';
import { networkFailure } from './network-failure.ts';
import { answerError, noAddress, notReached, unknownOutcome } from './send-errors.ts';
import { signWebhook } from './webhook-signature.ts';

/** Largest answer that is read. */
const maxAnswerBytes = 64 * 1024;

/** The host's own backend, which wants to be told of every message to a customer. */
export interface AppWebhook {
  readonly url: string;
  readonly keys: readonly Uint8Array[];
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/**
 * Hands a message to the customer: it waits for their client from the moment it is stored, so without a backend to tell
 * there is nothing left to do. @throws {ChannelSendError}
 */
export async function sendMessage(
  webhook: AppWebhook | undefined,
  request: OutboundRequest,
  signal: AbortSignal | undefined,
): Promise<SendReceipt> {
  const address = request.to.find(({ channel, kind }) => channel === channelKind && isOurs(kind));
  if (address === undefined) throw noAddress();
  if (signal?.aborted === true) throw notReached({ networkCode: 'AbortError' });
  if (webhook === undefined) return { providerMessageId: request.messageId };
  return tellBackend(webhook, request, address, signal);
}

const isOurs = (kind: string): boolean => kind === customerIdKind || kind === visitorKind;

async function tellBackend(
  webhook: AppWebhook,
  request: OutboundRequest,
  address: IdentityRef,
  stop: AbortSignal | undefined,
): Promise<SendReceipt> {
  const at = webhook.clock.now();
  const id = request.messageId;
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const body = JSON.stringify(bodyOf(request, address, at));
  const timeout = AbortSignal.timeout(webhook.timeoutMs);
  let response: Response;
  try {
    response = await webhook.fetch(webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'parley-channel-chatapp',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signWebhook(webhook.keys, { id, timestamp, body }),
      },
      body,
      redirect: 'manual',
      signal: stop === undefined ? timeout : AbortSignal.any([timeout, stop]),
    });
  } catch (error) {
    throw networkFailure(error);
  }
  const answer = await readAnswer(response);
  if (!response.ok) throw refusal(response, at);
  const providerMessageId = readId(answer?.['messageId']);
  if (providerMessageId === undefined) throw unknownOutcome({ networkCode: 'no_message_id' });
  return { providerMessageId };
}

function bodyOf(request: OutboundRequest, { kind, value }: IdentityRef, at: Date): JsonObject {
  return {
    type: 'message.created',
    timestamp: at.toISOString(),
    data: {
      messageId: request.messageId,
      ...(kind === visitorKind ? { visitorId: value } : { customerId: value }),
      content: request.content as unknown as JsonValue,
      ...(request.replyToProviderMessageId === undefined
        ? {}
        : { replyTo: request.replyToProviderMessageId }),
    },
  };
}

function refusal(response: Response, at: Date): ChannelSendError {
  return answerError(response.status, retryAfterMs(response.headers.get('retry-after'), at));
}

/** `Retry-After` as seconds or a date (RFC 9110, 10.2.3), at most an hour. */
function retryAfterMs(value: string | null, at: Date): number | undefined {
  if (value === null) return undefined;
  const seconds = /^\d{1,6}$/.test(value) ? Number(value) : (Date.parse(value) - at.getTime()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds * 1000), 60 * 60_000) : undefined;
}

/** The answer as an object; undefined where it is none, is too long or breaks off. */
async function readAnswer(response: Response): Promise<JsonObject | undefined> {
  try {
    const chunks: Uint8Array[] = [];
    let sizeBytes = 0;
    // Leaving the loop early cancels the stream.
    for await (const chunk of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > maxAnswerBytes) return undefined;
      chunks.push(chunk);
    }
    return readObject(JSON.parse(Buffer.concat(chunks).toString('utf8')) as JsonValue);
  } catch {
    return undefined;
  }
}
