import type { InboundEvent, InboundItem, InboundMessageEvent, Party } from '../channels/inbound-event.ts';

/** A person known by a WhatsApp phone, a user id, or both (`null` = without phone). */
export function aParty(phone: string | null = '16505551234', userId?: string, name = 'Sara'): Party {
  const scope = '102290129340398';
  return {
    name,
    identities: [
      ...(userId === undefined ? [] : [{ channel: 'whatsapp', scope, kind: 'user_id', value: userId }]),
      ...(phone === null ? [] : [{ channel: 'whatsapp', scope, kind: 'phone', value: phone }]),
    ],
  };
}

/** "hi" from Sara. */
export function anInboundText(
  providerMessageId: string,
  given: Partial<InboundMessageEvent> = {},
): InboundMessageEvent {
  return {
    kind: 'message',
    providerMessageId,
    party: aParty(),
    content: { type: 'text', text: 'hi' },
    context: {},
    at: new Date('2026-01-05T08:59:58.000Z'),
    opensWindow: true,
    ...given,
  };
}

/** An item whose source is the event as JSON. */
export function anItem(event: InboundEvent): InboundItem {
  return { event, source: () => new TextEncoder().encode(JSON.stringify(event)) };
}
