import { ConflictError, type InboundMessage, type OutboundMessage } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { later, openDesk } from './desk.ts';

/** Every optional field of an outbound message set. */
export function aFullOutbound(base: OutboundMessage): OutboundMessage {
  return {
    ...base,
    content: {
      type: 'image',
      media: { providerMediaId: '99', mimeType: 'image/png', sizeBytes: 12 },
      caption: 'Zwölf 🎉',
    },
    context: {
      replyToProviderMessageId: 'wamid.0',
      isForwarded: true,
      isForwardedOften: false,
      referral: { a: [1] },
    },
    providerMessageId: `${base.id}.provider`,
    reactions: [
      { by: { type: 'app' }, emoji: '👍', at: later(3) },
      { by: { type: 'system' }, at: later(4) },
    ],
    revisions: [{ content: { type: 'text', text: 'before' }, until: later(5) }],
    editedAt: later(6),
    deletedAt: later(7),
    delivery: {
      status: 'failed',
      times: { queued: later(0), sending: later(1), sent: later(2), played: later(3), failed: later(4) },
      error: {
        code: 'recipient_unreachable',
        providerCode: '131026',
        message: 'No WhatsApp there.',
        fix: 'Call.',
      },
      partlyFailed: true,
      pricing: { billable: true, category: 'service' },
      attempts: 2,
    },
    clientMessageId: `${base.id}.client`,
  };
}

/** Messages. */
export function messagesContract({ storage }: ContractSubject): void {
  describe('messages', () => {
    it('keeps every field, and leaves out what is absent', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const { providerMessageId: _id, ...bare } = desk.inbound(conversation, { seq: 1 });
      const plain: InboundMessage = bare;
      const full = aFullOutbound(desk.outbound(conversation, { seq: 2, sender: { type: 'app' } }));
      const queued = desk.outbound(conversation, { seq: 3, part: 2 });
      await desk.account.messages.add([plain, full, queued]);
      for (const message of [plain, full, queued]) {
        expect(await desk.account.messages.find([message.id])).toStrictEqual([message]);
        expect(await desk.account.messages.findForUpdate([message.id])).toStrictEqual([message]);
      }
      expect(await desk.account.messages.find([])).toStrictEqual([]);
    });

    it('overwrites what may change', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const before = desk.outbound(conversation, { seq: 1, clientMessageId: 'c-1' });
      await desk.account.messages.add([before]);
      const after = { ...aFullOutbound(before), clientMessageId: 'c-1', context: before.context };
      await desk.account.messages.save([after]);
      expect(await desk.account.messages.find([before.id])).toStrictEqual([after]);
      await desk.account.messages.save([before]);
      expect(await desk.account.messages.find([before.id])).toStrictEqual([before]);
    });

    it('pages in seq order, both ways', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const { conversation: other } = await desk.openConversation();
      const all = [1, 2, 3, 4, 5].map((seq) => desk.inbound(conversation, { seq }));
      await desk.account.messages.add([...all, desk.inbound(other, { seq: 1 })]);
      const walk = async (direction: 'forward' | 'backward'): Promise<readonly (readonly number[])[]> => {
        const pages: number[][] = [];
        let after: number | undefined;
        do {
          const request = { limit: 2, ...(after === undefined ? {} : { after }) };
          const page = await desk.account.messages.list(conversation.id, direction, request);
          pages.push(page.items.map(({ seq }) => seq));
          after = page.nextAfter;
        } while (after !== undefined);
        return pages;
      };
      expect(await walk('forward')).toStrictEqual([[1, 2], [3, 4], [5]]);
      expect(await walk('backward')).toStrictEqual([[5, 4], [3, 2], [1]]);
    });

    it('finds the parts of one send by the id the client gave it', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const { conversation: other } = await desk.openConversation();
      const parts = [0, 1, 2].map((part) =>
        desk.outbound(conversation, { seq: part + 1, part, clientMessageId: 'c-1' }),
      );
      const elsewhere = desk.outbound(other, { seq: 1, clientMessageId: 'c-1' });
      await desk.account.messages.add([...parts, elsewhere]);
      expect(await desk.account.messages.findByClientMessageId(conversation.id, 'c-1')).toStrictEqual(parts);
      expect(await desk.account.messages.findByClientMessageId(conversation.id, 'c-2')).toStrictEqual([]);
    });

    it('refuses a second message with the same seq, provider id, or client id and part', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const inbound = desk.inbound(conversation, { seq: 1 });
      const outbound = desk.outbound(conversation, { seq: 2, clientMessageId: 'c-1' });
      await desk.account.messages.add([inbound, outbound]);
      const again = [
        desk.inbound(conversation, { seq: 1 }),
        desk.inbound(conversation, { seq: 3, providerMessageId: inbound.providerMessageId ?? '' }),
        desk.outbound(conversation, { seq: 3, clientMessageId: 'c-1' }),
      ];
      for (const message of again) {
        await expect(desk.account.messages.add([message])).rejects.toBeInstanceOf(ConflictError);
      }
    });

    it('allows the same provider id in another inbox', async () => {
      const desk = await openDesk(storage());
      const inbox = { ...desk.inbox, id: desk.ids.next('inb') };
      await desk.account.inboxes.add([inbox]);
      const { conversation: here } = await desk.openConversation();
      const { conversation: there } = await desk.openConversation({ inboxId: inbox.id });
      const same = { seq: 1, providerMessageId: 'wamid.same' };
      await desk.account.messages.add([desk.inbound(here, same), desk.inbound(there, same)]);
      expect((await desk.account.messages.list(there.id, 'forward', { limit: 5 })).items).toHaveLength(1);
    });

    it('refuses a message whose customer or inbox is not that of its conversation', async () => {
      const desk = await openDesk(storage());
      const { conversation } = await desk.openConversation();
      const { customer: other } = await desk.openConversation();
      const wrong = desk.inbound(conversation, { seq: 1, customerId: other.id });
      await expect(desk.account.messages.add([wrong])).rejects.toThrow();
    });
  });
}
