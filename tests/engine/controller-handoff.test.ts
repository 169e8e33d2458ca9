import { chatAppAdapter } from '@parley/channel-chatapp';
import {
  createAesGcmCipher,
  createParley,
  type Desk,
  type DomainEvent,
  type HandoffReceipt,
  logStart,
  type NewHandoff,
  type Storage,
} from '@parley/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountId } from './desk-harness.ts';
import { type StorageSource, storageSources } from './storages.ts';

const cipher = createAesGcmCipher([{ id: 'test', bytes: new Uint8Array(32) }]);
const times = 20;

describe.each(storageSources())('a chatbot that hands over many times at once, on $name', ({ make }) => {
  let source: StorageSource;
  let storage: Storage;
  let processes: readonly Desk[];
  let sessions = 0;

  beforeAll(async () => {
    source = await make();
    const storages = source.isShared ? [await source.open(), await source.open()] : [await source.open()];
    storage = storages[0] as Storage;
    await storage.system.addAccounts([{ id: accountId, name: 'Acme', createdAt: new Date() }]);
    processes = storages.map((each) =>
      createParley({ storage: each, channels: [chatAppAdapter()], cipher }).desk({
        accountId,
        actor: { type: 'system' },
      }),
    );
    await processes[0]?.inboxes.create({ name: 'Chat', channel: 'chatapp', settings: {}, credentials: {} });
  });
  afterAll(() => source.dispose());

  const aHandoff = (given: Partial<NewHandoff> = {}): NewHandoff => {
    sessions += 1;
    return {
      source: 'web_chat',
      sessionId: `session ${sessions}`,
      assistantId: 'helper',
      subject: 'Cannot login',
      initialMessage: 'Help',
      transcript: [
        { role: 'user', text: 'Hello' },
        { role: 'bot', text: 'Hello' },
        { role: 'user', text: 'Hello' },
      ],
      ...given,
    };
  };
  const many = (handoff: NewHandoff): Promise<readonly HandoffReceipt[]> =>
    Promise.all(
      Array.from({ length: times }, (_, index) =>
        (processes[index % processes.length] as Desk).handoffs.receive(handoff),
      ),
    );
  const eventsOf = async (conversationId: string): Promise<readonly DomainEvent[]> => {
    const { events } = await storage.forAccount(accountId).events.read({ position: logStart }, 1000);
    return events
      .map(({ event }) => event)
      .filter(({ data }) => 'conversationId' in data && data.conversationId === conversationId);
  };

  it('gets one ticket for one session, told once', async () => {
    const receipts = await many(aHandoff());
    const ids = new Set(receipts.map(({ conversation }) => conversation.id));
    expect(ids.size).toBe(1);
    expect(receipts.filter(({ isNew }) => isNew)).toHaveLength(1);
    const [id] = [...ids];
    if (id === undefined) throw new Error('there is no ticket');
    const { items } = await storage.forAccount(accountId).messages.list(id, 'forward', { limit: 50 });
    expect(items.map(({ seq, content }) => [seq, 'text' in content && content.text])).toStrictEqual([
      [1, 'Hello'],
      [2, 'Hello'],
      [3, 'Hello'],
      [4, 'Help'],
    ]);
    await expect
      .poll(async () => (await eventsOf(id)).map(({ type }) => type))
      .toStrictEqual([
        'conversation.opened',
        'message.received',
        'message.echoed',
        'message.received',
        'message.received',
        'conversation.control_changed',
      ]);
  });

  it('gets another ticket once the first is closed, and the first keeps what was told about it', async () => {
    const desk = processes[0] as Desk;
    const handoff = aHandoff({ reason: 'first time' });
    const first = await desk.handoffs.receive(handoff);
    await desk.conversations.change(first.conversation.id, { status: { to: 'closed' } });
    const receipts = await many({ ...handoff, reason: 'second time', initialMessage: 'Help again' });
    const ids = new Set(receipts.map(({ conversation }) => conversation.id));
    expect(ids.size).toBe(1);
    const [second] = receipts;
    expect(second?.conversation).toMatchObject({
      customerId: first.conversation.customerId,
      // Lines of the first ticket are not told twice.
      lastSeq: 1,
    });
    expect(second?.conversation.id).not.toBe(first.conversation.id);
    expect(await desk.handoffs.of(first.conversation.id)).toMatchObject([
      { handoff: { reason: 'first time' }, endedAt: expect.any(Date) },
    ]);
    expect(await desk.handoffs.of([...ids][0] as typeof first.conversation.id)).toMatchObject([
      { handoff: { reason: 'second time' } },
    ]);
  });

  it('gets the resolved ticket again within the time in which it is reopened', async () => {
    const desk = processes[0] as Desk;
    const handoff = aHandoff();
    const first = await desk.handoffs.receive(handoff);
    await desk.conversations.change(first.conversation.id, { status: { to: 'resolved' } });
    const again = await desk.handoffs.receive({ ...handoff, initialMessage: 'Not solved' });
    expect(again).toMatchObject({
      isNew: false,
      conversation: { id: first.conversation.id, status: 'open', controller: 'queue', unreadCount: 2 },
    });
  });

  it('stands in the queue behind those who waited before, until somebody takes it', async () => {
    const desk = processes[0] as Desk;
    const before = await desk.handoffs.receive(aHandoff());
    const after = await desk.handoffs.receive(aHandoff());
    expect(after.queuePosition).toBe((before.queuePosition ?? 0) + 1);
    await desk.conversations.takeOver(before.conversation.id);
    const next = await desk.handoffs.receive(aHandoff());
    expect(next.queuePosition).toBe(after.queuePosition);
  });
});
