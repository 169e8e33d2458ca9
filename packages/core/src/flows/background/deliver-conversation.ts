import type { Channel } from '../../channels/channel.ts';
import type { ChannelSendError } from '../../channels/channel-errors.ts';
import type { Conversation } from '../../conversations/conversation.ts';
import { mayStillGo } from '../../conversations/conversation-control.ts';
import { chooseAddresses } from '../../customers/choose-address.ts';
import type { Identity } from '../../customers/identity.ts';
import type { ConversationId } from '../../ids.ts';
import type { DeliveryError } from '../../messages/delivery-status.ts';
import type { OutboundMessage } from '../../messages/message.ts';
import { serviceWindow } from '../../messages/service-window.ts';
import { backoffMs } from '../../resilience/backoff.ts';
import type { Transaction } from '../../storage/storage.ts';
import { SupportError } from '../../support-error.ts';
import { type FlowContext, joined } from '../flow-context.ts';
import { openInbox } from '../reads/view-conversation.ts';
import { settleAccepted, stepMessage } from './settle-message.ts';

const maxAttempts = 8;
const retryBackoff = { baseMs: 1000, maxMs: 5 * 60_000 };
/** While the channel's credentials or account are refused, nothing goes out; look again after this. */
const channelDownPauseMs = 5 * 60_000;

type Claim =
  | { readonly type: 'none' }
  | { readonly type: 'later' }
  | { readonly type: 'blocked' }
  | {
      readonly type: 'send';
      readonly message: OutboundMessage;
      readonly to: readonly Identity[];
      readonly channel: Channel;
    };

/**
 * Hands the conversation's queued messages to the provider one after the other, oldest first. The order lives in the
 * message rows, not in the job queue: a message that must wait holds back those behind it, and any worker may go on.
 */
export async function deliverConversation(
  ctx: FlowContext,
  id: ConversationId,
  random: () => number,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const claim = await claimNext(ctx, id);
    if (claim.type === 'none' || claim.type === 'later') return;
    if (claim.type === 'blocked') continue;
    const goesOn = await dispatch(ctx, claim, random, signal);
    if (!goesOn) return;
  }
  // Shutting down with messages left: another worker takes over.
  await ctx.db.transaction((tx) => again(ctx, tx, id, 0));
}

/** Takes the next message, re-checking at the last moment what may have changed since it was stored. */
async function claimNext(ctx: FlowContext, id: ConversationId): Promise<Claim> {
  return ctx.db.transaction(async (tx): Promise<Claim> => {
    const [conversation] = await tx.conversations.findForUpdate([id]);
    const message = conversation === undefined ? undefined : await tx.messages.nextToDeliver(id);
    if (conversation === undefined || message === undefined) return { type: 'none' };
    const { channel } = await openInbox({ ...ctx, db: joined(ctx.db, tx) }, message.inboxId);
    const at = ctx.clock.now();
    const window = serviceWindow(channel.capabilities.serviceWindow, conversation.lastInboundAt, at);
    const identities = await tx.customers.identitiesOf([message.customerId]);
    const to = chooseAddresses(identities, channel.kind, channel.capabilities.addressKinds);
    const obstacle = findObstacle(message, conversation, window.state === 'closed', to.length === 0);
    if (obstacle !== undefined) {
      await stepMessage(ctx, tx, message, { type: 'block', error: obstacle });
      return { type: 'blocked' };
    }
    const waitMs = channel.pace?.(to, at) ?? 0;
    if (waitMs > 0) {
      await again(ctx, tx, id, waitMs);
      return { type: 'later' };
    }
    const claimed = await stepMessage(ctx, tx, message, { type: 'claim' });
    return claimed === undefined ? { type: 'none' } : { type: 'send', message: claimed, to, channel };
  });
}

function findObstacle(
  message: OutboundMessage,
  conversation: Conversation,
  isWindowClosed: boolean,
  isUnreachable: boolean,
): DeliveryError | undefined {
  if (!mayStillGo(conversation, message)) {
    return {
      code: 'controller_changed',
      message: 'People took over while the message of the assistant waited.',
      fix: 'Nothing to do: whoever took over answers the customer.',
    };
  }
  if (isUnreachable) {
    return {
      code: 'customer_unreachable',
      message: 'The customer has no address on this channel any more.',
      fix: 'Find another way to reach them.',
    };
  }
  if (!isWindowClosed || message.content.type === 'template') return undefined;
  return {
    code: 'service_window_closed',
    message: 'The service window closed while the message waited.',
    fix: 'Send an approved template, or wait until the customer writes again.',
  };
}

/** Sends one claimed message and records what came of it. False = the conversation must wait. */
async function dispatch(
  ctx: FlowContext,
  claim: Extract<Claim, { type: 'send' }>,
  random: () => number,
  signal: AbortSignal,
): Promise<boolean> {
  const { message, to, channel } = claim;
  const replyTo = message.context.replyToProviderMessageId;
  try {
    const receipt = await channel.send(
      {
        messageId: message.id,
        to,
        content: message.content,
        ...(replyTo === undefined ? {} : { replyToProviderMessageId: replyTo }),
      },
      { signal },
    );
    await persistently(() => settleAccepted(ctx, message, receipt.providerMessageId));
    return true;
  } catch (error) {
    return persistently(() => recordFailure(ctx, message, error, random));
  }
}

async function recordFailure(
  ctx: FlowContext,
  message: OutboundMessage,
  thrown: unknown,
  random: () => number,
): Promise<boolean> {
  const error = toDeliveryError(thrown);
  // What is not a channel's own verdict proves nothing: the provider may have the message.
  const failure = isSendError(thrown) ? thrown.failure : 'unknown';
  const mayRetry = isSendError(thrown) && thrown.retryable && message.delivery.attempts < maxAttempts;
  ctx.log.warn(
    {
      accountId: ctx.accountId,
      messageId: message.id,
      code: error.code,
      failure,
      attempt: message.delivery.attempts,
    },
    'a message was not accepted by its provider',
  );
  return ctx.db.transaction(async (tx) => {
    const [current] = await tx.messages.findForUpdate([message.id]);
    if (current === undefined || current.direction !== 'outbound') return true;
    if (failure === 'channel_down' || mayRetry) {
      const asked = isSendError(thrown) ? thrown.retryAfterMs : undefined;
      const waitMs =
        failure === 'channel_down'
          ? channelDownPauseMs
          : (asked ?? 0) + backoffMs(message.delivery.attempts, random(), retryBackoff);
      await stepMessage(ctx, tx, current, { type: 'retry', error });
      await again(ctx, tx, message.conversationId, waitMs);
      return false;
    }
    const step = failure === 'unknown' ? 'lose' : failure === 'needs_template' ? 'block' : 'refuse';
    await stepMessage(ctx, tx, current, { type: step, error });
    return true;
  });
}

function isSendError(error: unknown): error is ChannelSendError {
  return SupportError.is(error) && 'failure' in error;
}

function toDeliveryError(thrown: unknown): DeliveryError {
  if (!SupportError.is(thrown)) {
    return {
      code: 'send_interrupted',
      message: 'The send was interrupted; the customer may or may not have the message.',
      fix: 'Wait for a delivery status, or ask the customer before sending again.',
    };
  }
  const providerCode = isSendError(thrown) ? thrown.providerCode : undefined;
  return {
    code: thrown.code,
    message: thrown.message,
    fix: thrown.fix,
    ...(providerCode === undefined ? {} : { providerCode }),
  };
}

async function again(
  ctx: FlowContext,
  tx: Transaction,
  conversationId: ConversationId,
  waitMs: number,
): Promise<void> {
  const runAt = new Date(ctx.clock.now().getTime() + waitMs);
  await tx.jobs.add([
    {
      name: 'conversation.deliver',
      payload: { accountId: ctx.accountId, conversationId },
      ...(waitMs > 0 ? { runAt } : {}),
    },
  ]);
}

/** What the provider answered must not be lost to a hiccup of the database; what still fails is settled as `unknown`. */
async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= 4 || !SupportError.is(error) || !error.retryable) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
    }
  }
}
