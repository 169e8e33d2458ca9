import { weekdays } from '@parley/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChatDeskHarness, openChatDesk } from './chat-desk.ts';

let desk: ChatDeskHarness;

beforeAll(async () => {
  desk = await openChatDesk();
});
afterAll(() => desk.close());

interface Ack {
  readonly clientMessageId: string;
  readonly messageId: string;
  readonly conversationId: `cnv_${string}`;
  readonly seq: number;
}
interface Messages {
  readonly items: readonly {
    readonly seq: number;
    readonly from: string;
    readonly name: string | null;
    readonly clientMessageId: string | null;
    readonly content: { readonly type: string; readonly text?: string };
  }[];
  readonly hasMore: boolean;
}

const say = (token: string, clientMessageId: string, text: string) =>
  desk.call<Ack>(desk.acme, 'POST', '/messages', {
    token,
    body: { clientMessageId, content: { type: 'text', text } },
  });

describe('a customer of a chat', () => {
  it('is shown what the chat says before anybody writes', async () => {
    const { status, body } = await desk.call(desk.acme, 'GET', '');
    expect(status).toBe(200);
    expect(body).toEqual({
      id: desk.acme.inboxId,
      name: 'Web chat',
      files: { types: expect.arrayContaining(['image/jpeg', 'application/pdf']), maxBytes: 10_485_760 },
      greeting: 'How can we help?',
      isStaffed: false,
      isOpen: null,
      opensAt: null,
      closesAt: null,
      timeZone: null,
      expectedReplyMinutes: 5,
      allowsAnonymous: true,
    });
  });

  it('is shown when people are there, as soon as the hours change', async () => {
    const staff = desk.staff(desk.acme);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const intervals = [{ opens: '09:00', closes: '17:30' }];
    const hours = await staff.businessHours.create({
      name: 'Office',
      timeZone: 'UTC',
      weekly: [],
      exceptions: [{ date: tomorrow, name: 'Opening', intervals }],
    });
    await staff.inboxes.update(desk.acme.inboxId, { businessHoursId: hours.id });
    expect((await desk.call(desk.acme, 'GET', '')).body).toMatchObject({
      isOpen: false,
      opensAt: `${tomorrow}T09:00:00.000Z`,
      closesAt: `${tomorrow}T17:30:00.000Z`,
      timeZone: 'UTC',
    });
    const weekly = weekdays.map((day) => ({ day, opens: '00:00', closes: '24:00' }));
    await staff.businessHours.update(hours.id, { weekly, exceptions: [] });
    expect((await desk.call(desk.acme, 'GET', '')).body).toMatchObject({
      isOpen: true,
      opensAt: null,
      closesAt: null,
    });
    await staff.inboxes.update(desk.acme.inboxId, { businessHoursId: null });
    expect((await desk.call(desk.acme, 'GET', '')).body).toMatchObject({ isOpen: null, timeZone: null });
  });

  it('shares the chat of the inbox with all others, and the next one is shown what was changed', async () => {
    const { parley, globex } = desk;
    const chat = await parley.chat(globex.inboxId);
    expect(await parley.chat(globex.inboxId)).toBe(chat);
    expect(await parley.chat(desk.acme.inboxId)).not.toBe(chat);
    await desk.staff(globex).inboxes.update(globex.inboxId, { name: 'Help' });
    await expect.poll(async () => (await parley.chat(globex.inboxId)).inbox.name).toBe('Help');
  });

  it('writes and is answered', async () => {
    const token = await desk.token(desk.acme, 'c-1', { name: 'Sara Lima' });
    const { status, body: ack } = await say(token, 'm1', 'Where is my order?');
    expect(status).toBe(201);
    expect(ack).toMatchObject({ clientMessageId: 'm1', seq: 1 });
    const staff = desk.staff(desk.acme);
    const agentId = `agt_${desk.acme.inboxId.slice(4)}` as const;
    await staff.messages.send(ack.conversationId, {
      content: { type: 'text', text: 'On its way.' },
      agentId,
    });
    await staff.notes.add(ack.conversationId, { text: 'a secret of staff' });
    const { body: page } = await desk.call<Messages>(
      desk.acme,
      'GET',
      `/conversations/${ack.conversationId}/messages?afterSeq=0`,
      { token },
    );
    expect(page.items.map(({ seq, from, name, content }) => [seq, from, name, content.text])).toEqual([
      [1, 'customer', null, 'Where is my order?'],
      [2, 'agent', 'Ana', 'On its way.'],
    ]);
    expect(page.items[0]?.clientMessageId).toBe('m1');
    expect(JSON.stringify(page)).not.toContain('secret of staff');
    const { body: list } = await desk.call(desk.acme, 'GET', '/conversations', { token });
    expect(list).toMatchObject({ items: [{ id: ack.conversationId, lastSeq: 2, unreadCount: 1 }] });
    const [profile] = (await staff.customers.list({ search: 'Sara' }, { limit: 5 })).items;
    expect(profile?.identities).toMatchObject([{ channel: 'chatapp', kind: 'customer_id', value: 'c-1' }]);
  });

  it('sends one message however often the same one is sent', async () => {
    const token = await desk.token(desk.acme, 'c-2');
    const answers = await Promise.all(Array.from({ length: 50 }, () => say(token, 'same', 'once')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const { body } = await desk.call<Messages>(
      desk.acme,
      'GET',
      `/conversations/${answers[0]?.body.conversationId}/messages`,
      { token },
    );
    expect(body.items).toHaveLength(1);
  });
});
