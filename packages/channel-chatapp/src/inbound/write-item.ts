import type {
  InboundDeliveryEvent,
  InboundItem,
  InboundMessageEvent,
  JsonObject,
  JsonValue,
} from '@parley/core';
import { visitorKind } from '../channel-kind.ts';

/** An item of a customer's own client, with a body that `parseBody` reads again. */
export function toItem(event: InboundMessageEvent | InboundDeliveryEvent): InboundItem {
  return {
    event,
    source: () =>
      Buffer.from(JSON.stringify(event.kind === 'delivery' ? writeReceipt(event) : writeMessage(event))),
  };
}

function writeReceipt({ providerMessageId, messageId, evidence }: InboundDeliveryEvent): JsonObject {
  const receipt = {
    messageId: providerMessageId,
    ...(messageId === undefined ? {} : { parleyMessageId: messageId }),
    at: evidence.at.toISOString(),
  };
  return evidence.status === 'read' ? { reads: [receipt] } : { deliveries: [receipt] };
}

function writeMessage({ providerMessageId, party, content, context, at }: InboundMessageEvent): JsonObject {
  const [identity] = party.identities;
  const page = context.referral?.['page'];
  return {
    messages: [
      {
        messageId: providerMessageId,
        ...(identity?.kind === visitorKind
          ? { visitor: { id: identity.value, inboxId: identity.scope } }
          : { customerId: identity?.value ?? '' }),
        ...(party.name === undefined ? {} : { name: party.name }),
        ...(party.language === undefined ? {} : { language: party.language }),
        ...(context.replyToProviderMessageId === undefined
          ? {}
          : { replyTo: context.replyToProviderMessageId }),
        ...(page === undefined ? {} : { page }),
        content: content as unknown as JsonValue,
        sentAt: at.toISOString(),
      },
    ],
  };
}
