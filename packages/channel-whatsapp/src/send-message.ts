import {
  type ChannelSendError,
  type Clock,
  type IdentityRef,
  type JsonObject,
  type OutboundRequest,
  type SendReceipt,
  SupportError,
} from '@parley/core';
import { buildContent } from './build-payload.ts';
import type { GraphClient } from './graph-client.ts';
import type { Pacer } from './pacer.ts';
import { pickAddress } from './pick-address.ts';
import { present } from './present.ts';
import { readId, readObjects } from './read-field.ts';
import { sendError, unknownOutcome } from './whatsapp-errors.ts';

/** The provider's code for "too fast for this customer". */
const pairRateCode = '131056';

/** What sending needs of the channel. */
export interface SendContext {
  readonly graph: GraphClient;
  readonly pacer: Pacer;
  readonly clock: Clock;
  readonly phoneNumberId: string;
  readonly scope: string;
  readonly messagingAccountId?: string | undefined;
}

/** Hands one message to the provider. WhatsApp Cloud API, messages. @throws {ChannelSendError} */
export async function sendMessage(
  context: SendContext,
  request: OutboundRequest,
  signal: AbortSignal | undefined,
): Promise<SendReceipt> {
  const address = pickAddress(request.to, context.scope);
  if (address === undefined) throw noAddress();
  const json = buildMessage(request, address, context.messagingAccountId);
  const pair = pairKey(address);
  const path = [context.phoneNumberId, 'messages'];
  const answer = await context.graph
    .call({ method: 'POST', path, json, isRepeatable: false, signal })
    .catch((error: unknown) => {
      throw isPairRate(error)
        ? pairRateError(error, context.pacer.refused(pair, context.clock.now()))
        : error;
    });
  context.pacer.accepted(pair);
  const providerMessageId = readId(readObjects(answer.messages)[0]?.id);
  if (providerMessageId === undefined) throw unknownOutcome({ networkCode: 'no_message_id' });
  return { providerMessageId };
}

/** What tells one customer from another when counting. */
export function pairKey(address: IdentityRef): string {
  return `${address.kind}:${address.value}`;
}

/**
 * A phone goes into `to`, with its `+`, without which the provider puts the business's own country code in front; a user
 * id into `recipient`. `biz_opaque_callback_data` comes back in statuses and finds the message if the answer is lost.
 */
function buildMessage(
  request: OutboundRequest,
  address: IdentityRef,
  messagingAccountId: string | undefined,
): JsonObject {
  const { type, body } = buildContent(request.content);
  const isPhone = address.kind === 'phone';
  return present({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: isPhone ? `+${address.value.replace(/^\+/, '')}` : undefined,
    recipient: isPhone ? undefined : address.value,
    type,
    context:
      request.replyToProviderMessageId === undefined
        ? undefined
        : { message_id: request.replyToProviderMessageId },
    biz_opaque_callback_data: request.messageId,
    messaging_account_id: messagingAccountId,
    [type]: body,
  }) as JsonObject;
}

function isPairRate(error: unknown): error is ChannelSendError {
  return SupportError.is(error) && 'providerCode' in error && error.providerCode === pairRateCode;
}

function pairRateError(error: ChannelSendError, waitMs: number): ChannelSendError {
  return sendError(error, {
    providerCode: pairRateCode,
    retryAfterMs: Math.max(waitMs, error.retryAfterMs ?? 0),
    details: error.details,
  });
}

function noAddress(): ChannelSendError {
  return sendError({
    code: 'recipient_has_no_address',
    failure: 'refused',
    retryable: false,
    message: 'The customer has neither a phone number nor a user id that this number can write to.',
    fix: 'Give the customer an identity of this channel, or use another inbox.',
  });
}
