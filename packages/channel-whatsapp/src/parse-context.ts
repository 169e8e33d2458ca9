import type { JsonObject, MessageContext } from '@parley/core';
import { present } from './present.ts';
import { readId, readObject } from './read-field.ts';

/** Where an inbound message hangs: `context` (reply, forward, product enquiry) and `referral` (the ad it came from). */
export function parseContext(
  message: JsonObject,
  came: Pick<MessageContext, 'isHistory' | 'isStandby'>,
): MessageContext {
  const context = readObject(message.context);
  const referral = readObject(message.referral);
  if (context === undefined && referral === undefined) return came;
  const isForwardedOften = context?.frequently_forwarded === true;
  return present({
    replyToProviderMessageId: readId(context?.id),
    isForwarded: isForwardedOften || context?.forwarded === true ? true : undefined,
    isForwardedOften: isForwardedOften ? true : undefined,
    referral,
    referredProduct: readObject(context?.referred_product),
    ...came,
  });
}
