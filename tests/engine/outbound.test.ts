import type { ConversationId, DeliveryStatus, InboundEvent, MessageId, OutboundMessage } from '@parley/core';
import { anInboundText, aParty } from '@parley/core/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDeskHarness, type DeskHarness } from './desk-harness.ts';
import { createScriptChannel, type ScriptChannel } from './script-channel.ts';
import { type StorageSource, storageSources } from './storages.ts';

const dayMs = 24 * 60 * 60 * 1000;

describe.each(storageSources())('an agent answers, on $name', ({ make }) => {
  let source: StorageSource;
  let channel: ScriptChannel;
  let desk: DeskHarness;
  let persons = 0;

  beforeAll(async () => {
    source = await make();
  });
  beforeEach(async () => {
    channel = createScriptChannel({ windowMs: dayMs });
    desk = await createDeskHarness(await source.open(), { channel });
    await desk.parley.start();
  });
  afterEach(() => desk.parley.stop());
  afterAll(() => source.dispose());

  /** A customer wrote `agoMs` ago; their conversation. */
  const conversation = async (agoMs = 60_000): Promise<ConversationId> => {
    persons += 1;
    const phone = `1999${String(persons).padStart(7, '0')}${source.name.length}`;
    await desk.receive(
      anInboundText(`in.${phone}`, { party: aParty(phone), at: new Date(Date.now() - agoMs) }),
    );
    const { items } = await desk.desk.conversations.list({}, { limit: 1 });
    return items[0]?.id as ConversationId;
  };
  const send = async (id: ConversationId, text: string): Promise<OutboundMessage> =>
    (await desk.desk.messages.send(id, { content: { type: 'text', text } })).message;
  const reaches = async (id: MessageId, status: DeliveryStatus): Promise<OutboundMessage> => {
    await desk.seen(
      (event) =>
        event.type === `message.${status}` && 'messageId' in event.data && event.data.messageId === id,
    );
    const [message] = await desk.db.messages.find([id]);
    return message as OutboundMessage;
  };
  const status = (
    providerMessageId: string,
    kind: 'sent' | 'delivered' | 'read' | 'failed',
    messageId?: string,
  ): InboundEvent => ({
    kind: 'delivery',
    providerMessageId,
    ...(messageId === undefined ? {} : { messageId }),
    evidence: {
      status: kind,
      at: new Date(),
      ...(kind === 'failed' ? { error: { code: 'no', message: 'no' } } : {}),
    },
  });

  it('stores the reply as queued, hands it over, and follows its ticks', async () => {
    const id = await conversation();
    const message = await send(id, 'On its way.');
    expect(message).toMatchObject({ seq: 2, delivery: { status: 'queued' } });
    const sent = await reaches(message.id, 'sent');
    expect(channel.sent.at(-1)).toMatchObject({ messageId: message.id, content: { text: 'On its way.' } });
    await desk.receive(status(sent.providerMessageId as string, 'delivered'));
    await desk.receive(status(sent.providerMessageId as string, 'read'));
    expect((await reaches(message.id, 'read')).delivery.times).toMatchObject({
      delivered: expect.any(Date),
      read: expect.any(Date),
    });
  });

  it('refuses free text a day after the customer wrote, and says until when it was allowed', async () => {
    const id = await conversation(dayMs + 60_000);
    await expect(send(id, 'Hello?')).rejects.toMatchObject({
      code: 'service_window_closed',
      details: { windowEndedAt: expect.stringMatching(/^\d{4}-/) },
    });
    const template = { type: 'template', name: 'order_update', language: 'en_US', components: [] } as const;
    const { message } = await desk.desk.messages.send(id, { content: template });
    await reaches(message.id, 'sent');
  });

  it('blocks a message whose window closed while it waited', async () => {
    const id = await conversation(dayMs - 1500);
    channel.paceOnce(2000);
    const message = await send(id, 'Just in time?');
    const blocked = await reaches(message.id, 'blocked');
    expect(blocked.delivery.error?.code).toBe('service_window_closed');
    expect(channel.sent).toEqual([]);
  });

  it('keeps the order when the first message must be tried again', async () => {
    channel.answer({
      fail: { code: 'rate_limited', fix: 'wait', failure: 'not_sent', retryable: true, retryAfterMs: 50 },
    });
    const id = await conversation();
    const messages = [await send(id, 'one'), await send(id, 'two'), await send(id, 'three')];
    await reaches((messages[2] as OutboundMessage).id, 'sent');
    expect(channel.sent.map((request) => (request.content as { text: string }).text)).toEqual([
      'one',
      'one',
      'two',
      'three',
    ]);
    const [first] = await desk.db.messages.find([(messages[0] as OutboundMessage).id]);
    expect((first as OutboundMessage).delivery.attempts).toBe(2);
  });

  it('does not let a message that is refused for good hold back the next', async () => {
    channel.answer({
      fail: {
        code: 'recipient_unreachable',
        fix: 'call',
        failure: 'refused',
        retryable: false,
        providerCode: '131026',
      },
    });
    const id = await conversation();
    const first = await send(id, 'one');
    const second = await send(id, 'two');
    await reaches(second.id, 'sent');
    expect((await reaches(first.id, 'failed')).delivery.error).toMatchObject({
      code: 'recipient_unreachable',
      providerCode: '131026',
    });
  });

  it('never sends again what may have been taken, and lets the provider’s status settle it', async () => {
    channel.answer({ fail: { code: 'reply_lost', fix: 'wait', failure: 'unknown', retryable: false } });
    const id = await conversation();
    const message = await send(id, 'once only');
    await reaches(message.id, 'unknown');
    await desk.receive(status('out.lost', 'delivered', message.id));
    const settled = await reaches(message.id, 'delivered');
    expect(settled.providerMessageId).toBe('out.lost');
    expect(channel.sent).toHaveLength(1);
  });

  it('applies statuses that overtake the provider’s answer to the send', async () => {
    let accept: (verdict: { accept: string }) => void = () => {};
    channel.answer({
      hold: new Promise((resolve) => {
        accept = resolve;
      }),
    });
    const id = await conversation();
    const message = await send(id, 'fast phone');
    const providerId = `out.fast.${message.id}`;
    await desk.receive(status(providerId, 'read'));
    await desk.receive(status(providerId, 'delivered'));
    accept({ accept: providerId });
    expect((await reaches(message.id, 'read')).delivery.status).toBe('read');
  });

  it('ends the same however statuses are shuffled, doubled and early', async () => {
    const orders: ('sent' | 'delivered' | 'read')[][] = [
      ['sent', 'delivered', 'read'],
      ['read', 'sent', 'delivered', 'read'],
      ['delivered', 'read', 'sent'],
    ];
    for (const [index, order] of orders.entries()) {
      const id = await conversation();
      const providerId = `out.shuffled.${source.name}.${index}`;
      channel.answer({ accept: providerId });
      const message = await send(id, 'shuffle');
      for (const kind of order) await desk.receive(status(providerId, kind, message.id));
      expect((await reaches(message.id, 'read')).delivery.status).toBe('read');
    }
  });

  it('splits a long text into messages that keep their order', async () => {
    const id = await conversation();
    const { parts } = await desk.desk.messages.send(id, {
      content: { type: 'text', text: `${'a'.repeat(100)}${'b'.repeat(20)}` },
    });
    expect(parts.map((part) => part.seq)).toEqual([2, 3]);
    await reaches((parts[1] as OutboundMessage).id, 'sent');
    expect(channel.sent.map((request) => (request.content as { text: string }).text.length)).toEqual([
      100, 20,
    ]);
  });

  it('returns the first message when a client sends the same thing twice, and refuses other content', async () => {
    const id = await conversation();
    const input = { content: { type: 'text', text: 'once' }, clientMessageId: 'c-1' } as const;
    const first = await desk.desk.messages.send(id, input);
    const second = await desk.desk.messages.send(id, input);
    expect(second.message.id).toBe(first.message.id);
    await expect(
      desk.desk.messages.send(id, { ...input, content: { type: 'text', text: 'other' } }),
    ).rejects.toMatchObject({
      code: 'client_message_id_reused',
    });
  });

  it('runs a call with an idempotency key once, also fifty times at once', async () => {
    const id = await conversation();
    const caller = { accountId: desk.desk.accountId, actor: { type: 'system' } } as const;
    const claim = { actor: 'system', key: `key-${id}`, fingerprint: 'f' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        desk.parley.once(caller, claim, async (inner) => {
          const { message } = await inner.messages.send(id, { content: { type: 'text', text: 'paid' } });
          return { status: 201, body: { id: message.id } };
        }),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(answers.filter((answer) => !answer.isReplay)).toHaveLength(1);
    const messages = await desk.desk.messages.list(id, 'forward', { limit: 100 });
    expect(messages.items).toHaveLength(2);
    await expect(
      desk.parley.once(caller, { ...claim, fingerprint: 'g' }, async () => ({ status: 200, body: null })),
    ).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  it('wakes a snoozed conversation when its time has come', async () => {
    const id = await conversation();
    await desk.desk.conversations.change(id, {
      status: { to: 'snoozed', until: new Date(Date.now() + 1200) },
    });
    await desk.seen(
      (event) =>
        event.type === 'conversation.status_changed' &&
        event.data.conversationId === id &&
        event.data.to === 'open',
    );
    expect((await desk.desk.conversations.get(id)).status).toBe('open');
  });

  it('counts what is unread after what staff saw and tells the channel', async () => {
    const id = await conversation();
    const { customerId } = await desk.desk.conversations.get(id);
    const identities = await desk.db.customers.identitiesOf([customerId]);
    const party = {
      identities: identities.map(({ channel: kind, scope, kind: of, value }) => ({
        channel: kind,
        scope,
        kind: of,
        value,
      })),
    };
    await desk.receive(anInboundText(`seen.${id}.2`, { party }), anInboundText(`seen.${id}.3`, { party }));
    const seen = await desk.desk.conversations.change(id, { lastReadSeq: 2 });
    expect(seen).toMatchObject({ lastReadSeq: 2, unreadCount: 1 });
    await expect.poll(() => channel.read).toContain(`seen.${id}.2`);
  });

  it('refuses to answer in a closed conversation', async () => {
    const id = await conversation();
    await desk.desk.conversations.change(id, { status: { to: 'closed' } });
    await expect(send(id, 'hello')).rejects.toMatchObject({ code: 'conversation_closed' });
  });

  it('settles a send that died midway as unknown, never repeats it, and goes on with the next message', async () => {
    const id = await conversation();
    await desk.parley.stop();
    const dead = await send(id, 'was this sent?');
    const claimedAt = new Date(Date.now() - 120_000);
    await desk.db.transaction(async (tx) => {
      const [queued] = await tx.messages.findForUpdate([dead.id]);
      const delivery = {
        status: 'sending',
        times: { queued: claimedAt, sending: claimedAt },
        attempts: 1,
      } as const;
      await tx.messages.save([{ ...(queued as OutboundMessage), delivery }]);
    });
    const next = await send(id, 'next');
    const restarted = await createDeskHarness(desk.storage, { channel });
    await restarted.parley.start();
    const unknown = restarted.seen(
      (event) => event.type === 'message.unknown' && event.data.messageId === dead.id,
    );
    await restarted.db.transaction((tx) => tx.jobs.add([{ name: 'deliveries.settle', payload: {} }]));
    await unknown;
    await restarted.seen((event) => event.type === 'message.sent' && event.data.messageId === next.id);
    await restarted.parley.stop();
    expect(channel.sent.map((request) => request.messageId)).toEqual([next.id]);
  });
});
