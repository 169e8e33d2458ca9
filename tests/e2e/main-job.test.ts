import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSupportDesk, type SupportDesk } from './support-desk.ts';

interface ShownMessage {
  readonly id: string;
  readonly seq: number;
  readonly direction: string;
  readonly status: string;
  readonly content: { readonly type: string; readonly text?: string };
  readonly reactions: readonly { readonly emoji: string }[];
}
interface Listed<Item> {
  readonly items: readonly Item[];
}
interface Shown {
  readonly id: string;
  readonly number: number;
  readonly customerId: string;
  readonly status: string;
  readonly unreadCount: number;
}
interface Failed {
  readonly error: { readonly code: string; readonly fix: string; readonly details: Record<string, unknown> };
}

describe('the main job, end to end', () => {
  let desk: SupportDesk;
  let persons = 0;
  beforeAll(async () => {
    desk = await openSupportDesk();
  });
  afterAll(() => desk.close());

  const newPhone = (): string => {
    persons += 1;
    return `+1650555${String(persons).padStart(4, '0')}`;
  };
  /** The conversation something happened in last: that of the test's own customer. */
  const newestConversation = async (): Promise<Shown> =>
    (await desk.api<Listed<Shown>>('GET', '/v1/conversations')).body.items[0] as Shown;
  const conversationsOf = async ({ customerId }: Shown): Promise<readonly Shown[]> =>
    (await desk.api<Listed<Shown>>('GET', `/v1/conversations?customerId=${customerId}`)).body.items;
  const sentTo = (id: string) => desk.whatsapp.outbox.filter((message) => message.callbackData === id);
  const reply = async (id: string, text: string) =>
    desk.api<ShownMessage>('POST', `/v1/conversations/${id}/messages`, { text });
  const reaches = (id: string, messageId: string, status: string) =>
    desk.until<Listed<ShownMessage>>(`/v1/conversations/${id}/messages`, (page) =>
      page.items.some((message) => message.id === messageId && message.status === status),
    );

  it('a WhatsApp message comes in, an agent answers, the ticks come back', async () => {
    const sara = desk.whatsapp.customer({ phone: newPhone(), name: 'Sara Kaplan' });
    await sara.text('Where is my order? 👋 äöü');
    const conversation = await newestConversation();
    expect(conversation).toMatchObject({ number: expect.any(Number), status: 'open', unreadCount: 1 });

    const answer = await reply(conversation.id, 'On its way!');
    expect(answer.status).toBe(201);
    await desk.whatsapp.waitForMessage((message) => message.callbackData === answer.body.id);
    await sara.openChat();
    const page = await reaches(conversation.id, answer.body.id, 'read');
    expect(page.items.map((message) => [message.direction, message.content.text])).toEqual(
      expect.arrayContaining([
        ['inbound', 'Where is my order? 👋 äöü'],
        ['outbound', 'On its way!'],
      ]),
    );
    expect(sara.lastReply).toMatchObject({ id: sentTo(answer.body.id)[0]?.id });
    expect(sentTo(answer.body.id)).toHaveLength(1);
  });

  it('a reply after the 24 hours is refused with when the window ended and what to do', async () => {
    const yesterday = Date.now() - 25 * 60 * 60 * 1000;
    const behind = desk.secondProvider({ now: () => new Date(yesterday) });
    const sentBefore = desk.whatsapp.outbox.length;
    await behind.customer(newPhone()).text('hello?');
    await behind.close();
    const { id } = await newestConversation();
    const refused = await desk.api<Failed>('POST', `/v1/conversations/${id}/messages`, {
      text: 'Sorry for the wait',
    });
    expect(refused.status).toBe(422);
    expect(refused.body.error).toMatchObject({
      code: 'service_window_closed',
      fix: expect.stringContaining('template'),
    });
    expect(Date.parse(String(refused.body.error.details['windowEndedAt']))).toBeLessThan(Date.now());
    expect(desk.whatsapp.outbox).toHaveLength(sentBefore);
  });

  it('every kind of message a customer can send is stored, acknowledged, and shown', async () => {
    const sara = desk.whatsapp.customer(newPhone());
    await sara.text('hi');
    await sara.image({ caption: 'this one' });
    await sara.video();
    await sara.audio();
    await sara.document();
    await sara.sticker();
    await sara.location({ latitude: 52.5, longitude: 13.4, name: 'Berlin' });
    await sara.contacts([
      { formattedName: 'Ben Osei', firstName: 'Ben', phones: [{ phone: '+16505559999' }] },
    ]);
    await sara.buttonReply({ id: 'yes', title: 'Yes' });
    await sara.listReply({ id: 'row', title: 'Express' });
    await sara.flowReply({ flow_token: 't', rating: 5 });
    await sara.templateButton({ payload: 'STOP', text: 'Stop' });
    await sara.order({
      catalogId: 'c',
      items: [{ productRetailerId: 'p', quantity: 1, itemPrice: 2, currency: 'EUR' }],
    });
    await sara.unsupported({ code: 131051, type: 'poll_creation' });
    await sara.unknownType('hologram', { a: 1 });
    await sara.welcome();
    await sara.field('moon_phase', { phase: 'full' });
    expect(
      desk.whatsapp.webhooks.deliveries.every((delivery) => delivery.attempts.at(-1)?.status === 200),
    ).toBe(true);
    const { id } = await newestConversation();
    const { items } = (
      await desk.api<Listed<ShownMessage>>('GET', `/v1/conversations/${id}/messages?limit=100`)
    ).body;
    const types = new Set(items.map((message) => message.content.type));
    for (const type of [
      'text',
      'image',
      'video',
      'audio',
      'document',
      'sticker',
      'location',
      'contacts',
      'interactive',
      'unsupported',
    ]) {
      expect([...types]).toContain(type);
    }
    const quarantined = await desk.api<Listed<{ reason: string }>>('GET', '/v1/quarantine');
    expect(quarantined.body.items).toEqual([]);
  });

  it('shuffled, doubled and batched webhooks end in one conversation with dense numbers', async () => {
    const sara = desk.whatsapp.customer(newPhone());
    const sent = await desk.whatsapp.batch(
      Array.from({ length: 12 }, (_, index) => sara.draft.text(`m${index}`)),
    );
    await desk.whatsapp.duplicate(sent, 3);
    await desk.whatsapp.reorder(Array.from({ length: 8 }, (_, index) => sara.draft.text(`r${index}`)));
    const newest = await newestConversation();
    expect(await conversationsOf(newest)).toHaveLength(1);
    const { id } = newest;
    const { items } = (
      await desk.api<Listed<ShownMessage>>('GET', `/v1/conversations/${id}/messages?limit=100`)
    ).body;
    const seqs = items.map((message) => message.seq).sort((left, right) => left - right);
    expect(seqs).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('a customer without a phone number is answered, also after their user id rotated', async () => {
    const ghost = desk.whatsapp.customer({ identity: 'user_id', name: 'No Number' });
    await ghost.text('I have a username only');
    const { id } = await newestConversation();
    const first = await reply(id, 'Hello!');
    await reaches(id, first.body.id, 'delivered');
    await ghost.rotateUserId();
    await ghost.text('still me');
    expect(await conversationsOf(await newestConversation())).toMatchObject([{ id }]);
    const second = await reply(id, 'Of course.');
    await reaches(id, second.body.id, 'delivered');
    const sent = [...sentTo(first.body.id), ...sentTo(second.body.id)];
    expect(sent.map((message) => message.addressedBy)).toEqual(['user_id', 'user_id']);
    expect(sent[1]?.to).toBe(ghost.userId);
  });

  it('edits, deletions and reactions of the customer land on their message', async () => {
    const sara = desk.whatsapp.customer(newPhone());
    const first = await sara.text('frist');
    const second = await sara.text('oops');
    await sara.edit(first.messageId as string, 'first');
    await sara.revoke(second.messageId as string);
    await sara.react(first.messageId as string, '👍');
    const { id } = await newestConversation();
    const { items } = (await desk.api<Listed<ShownMessage>>('GET', `/v1/conversations/${id}/messages`)).body;
    const bySeq = [...items].sort((left, right) => left.seq - right.seq);
    expect(bySeq[0]).toMatchObject({ content: { text: 'first' }, reactions: [{ emoji: '👍' }] });
    expect(bySeq[1]).toMatchObject({ content: { type: 'unsupported', kind: 'deleted' } });
    expect(bySeq).toHaveLength(2);
  });

  it('what a person writes in the phone app is shown as outbound', async () => {
    const sara = desk.whatsapp.customer(newPhone());
    await sara.text('hi');
    await sara.echo('answered from the phone');
    const { id } = await newestConversation();
    const { items } = (await desk.api<Listed<ShownMessage>>('GET', `/v1/conversations/${id}/messages`)).body;
    expect(items.filter((message) => message.direction === 'outbound')).toHaveLength(1);
    expect(items.flatMap((message) => sentTo(message.id))).toEqual([]);
  });

  it('a reply the provider took but whose answer was lost is settled by its status, and sent once', async () => {
    const sara = desk.whatsapp.customer(newPhone());
    await sara.text('hi');
    const { id } = await newestConversation();
    desk.whatsapp.faults.next({ kind: 'lose_reply', how: 'reset', on: 'send' });
    const answer = await reply(id, 'only once');
    await reaches(id, answer.body.id, 'delivered');
    expect(sentTo(answer.body.id)).toHaveLength(1);
  });

  it('the subscription check gets the challenge back, and nothing with a wrong token', async () => {
    expect(await desk.whatsapp.verifyWebhook()).toMatchObject({ ok: true });
  });
});
