import type { ConversationId, Desk, MessageId, OutboundMessage } from '@parley/core';
import { anInboundText, aParty } from '@parley/core/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accountId, createDeskHarness, type DeskHarness, inboxId } from './desk-harness.ts';
import { createScriptChannel, type ScriptChannel } from './script-channel.ts';
import { type StorageSource, storageSources } from './storages.ts';

describe.each(storageSources())('an assistant and people in one conversation, on $name', ({ make }) => {
  let source: StorageSource;
  let channel: ScriptChannel;
  let desk: DeskHarness;
  let ana: Desk;
  let persons = 0;

  beforeAll(async () => {
    source = await make();
  });
  beforeEach(async () => {
    channel = createScriptChannel();
    desk = await createDeskHarness(await source.open(), { channel });
    await desk.desk.inboxes.update(inboxId, { assistantId: 'helpful' });
    const agent = await desk.desk.agents.create({ name: 'Ana' });
    ana = desk.parley.desk({ accountId, actor: { type: 'agent', id: agent.id } });
  });
  afterEach(() => desk.parley.stop());
  afterAll(() => source.dispose());

  const conversation = async (): Promise<ConversationId> => {
    persons += 1;
    const phone = `1888${String(persons).padStart(7, '0')}${source.name.length}`;
    await desk.receive(anInboundText(`in.${phone}`, { party: aParty(phone), at: new Date() }));
    const { items } = await desk.desk.conversations.list({}, { limit: 1 });
    return items[0]?.id as ConversationId;
  };
  const botSays = (id: ConversationId, text: string, expectedControllerVersion?: number) =>
    desk.desk.messages.send(id, {
      content: { type: 'text', text },
      assistantId: 'helpful',
      ...(expectedControllerVersion === undefined ? {} : { expectedControllerVersion }),
    });
  const sent = async (id: MessageId): Promise<OutboundMessage> => {
    const [message] = await desk.db.messages.find([id]);
    return message as OutboundMessage;
  };

  it('the assistant of the inbox answers first, and falls silent once an agent writes', async () => {
    const id = await conversation();
    expect(await ana.conversations.get(id)).toMatchObject({ controller: 'assistant', controllerVersion: 1 });
    const { message } = await botSays(id, 'Let me look.');
    expect(message.sender).toStrictEqual({ type: 'assistant', id: 'helpful' });
    await ana.messages.send(id, { content: { type: 'text', text: 'I am here.' } });
    await expect(botSays(id, 'Where were we?')).rejects.toMatchObject({
      code: 'controller_conflict',
      details: { conversationId: id, controller: 'agent', controllerVersion: 2 },
    });
    expect(await ana.conversations.get(id)).toMatchObject({ lastSeq: 3, controller: 'agent' });
  });

  it('says nothing that was decided before people had the word, even when it has it back', async () => {
    const id = await conversation();
    const { controllerVersion } = await ana.conversations.get(id);
    await ana.conversations.takeOver(id);
    await ana.conversations.release(id);
    await expect(botSays(id, 'Stale', controllerVersion)).rejects.toMatchObject({
      code: 'controller_conflict',
      details: { controller: 'assistant', controllerVersion: controllerVersion + 2 },
    });
    await botSays(id, 'Fresh', controllerVersion + 2);
  });

  it('taking over and letting go can be repeated without effect', async () => {
    const id = await conversation();
    const taken = await ana.conversations.takeOver(id);
    expect(taken).toMatchObject({
      controller: 'agent',
      assigneeId: ana.actor.type === 'agent' && ana.actor.id,
    });
    expect(await ana.conversations.takeOver(id)).toStrictEqual(taken);
    const released = await ana.conversations.release(id);
    expect(released).toMatchObject({ controller: 'assistant', controllerVersion: 3 });
    expect(released).not.toHaveProperty('assigneeId');
    expect(await ana.conversations.release(id)).toStrictEqual(released);
  });

  it('a colleague who takes over does not take the conversation away', async () => {
    const id = await conversation();
    const taken = await ana.conversations.takeOver(id);
    const { id: ben } = await desk.desk.agents.create({ name: 'Ben' });
    const byBen = desk.parley.desk({ accountId, actor: { type: 'agent', id: ben } });
    expect(await byBen.conversations.takeOver(id)).toStrictEqual(taken);
  });

  it('is given back when the matter is resolved, and taken by an assignment', async () => {
    const id = await conversation();
    const { id: agentId } = await desk.desk.agents.create({ name: 'Cleo' });
    expect(await ana.conversations.change(id, { assigneeId: agentId })).toMatchObject({
      controller: 'agent',
    });
    await expect(botSays(id, 'Hello?')).rejects.toMatchObject({ code: 'controller_conflict' });
    expect(await ana.conversations.change(id, { status: { to: 'resolved' } })).toMatchObject({
      controller: 'assistant',
      controllerVersion: 3,
    });
    await botSays(id, 'Was this helpful?');
  });

  it('no agent writes as an assistant', async () => {
    const id = await conversation();
    const asBot = ana.messages.send(id, { content: { type: 'text', text: 'beep' }, assistantId: 'helpful' });
    await expect(asBot).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('a message of the assistant that still waits is not sent once an agent has taken over', async () => {
    const id = await conversation();
    const long = await botSays(id, `${'first '.repeat(18)}${'second '.repeat(10)}`);
    expect(long.parts).toHaveLength(2);
    await ana.conversations.takeOver(id);
    const { message: human } = await ana.messages.send(id, { content: { type: 'text', text: 'Mine.' } });
    await desk.parley.start();
    await desk.seen((event) => event.type === 'message.sent' && event.data.messageId === human.id);
    for (const part of long.parts) {
      const { delivery } = await sent(part.id);
      expect(delivery).toMatchObject({ status: 'blocked', error: { code: 'controller_changed' } });
    }
    const handedOver = new Set(channel.sent.map(({ messageId }) => messageId));
    expect(long.parts.filter(({ id: part }) => handedOver.has(part))).toStrictEqual([]);
  });

  it('never lets a bot speak after a take-over, however close they come', async () => {
    let refused = 0;
    let spoken = 0;
    for (let round = 0; round < 40; round += 1) {
      const id = await conversation();
      const bots = Array.from({ length: 4 }, (_, index) =>
        botSays(id, `answer ${index}`).then(
          ({ message }) => message.seq,
          (error: unknown) => {
            expect(error).toMatchObject({ code: 'controller_conflict' });
            return undefined;
          },
        ),
      );
      // At once, or as soon as so many bots have spoken: at another place in each round.
      const taking = Promise.all(bots.slice(0, round % 4)).then(() => ana.conversations.takeOver(id));
      const late = Array.from({ length: 4 }, (_, index) =>
        botSays(id, `late ${index}`).then(
          ({ message }) => message.seq,
          () => undefined,
        ),
      );
      const atTakeOver = (await taking).lastSeq;
      const seqs = (await Promise.all([...bots, ...late])).filter((seq) => seq !== undefined);
      refused += 8 - seqs.length;
      spoken += seqs.length;
      expect(Math.max(0, ...seqs)).toBeLessThanOrEqual(atTakeOver);
      expect((await ana.conversations.get(id)).lastSeq).toBe(atTakeOver);
    }
    // Both happened, or the rounds proved nothing.
    expect(refused).toBeGreaterThan(0);
    expect(spoken).toBeGreaterThan(0);
  });

  it('tells who has the word from when on, in the log', async () => {
    await desk.parley.start();
    const id = await conversation();
    await ana.conversations.takeOver(id);
    await ana.conversations.release(id);
    const back = await desk.seen(
      (event) =>
        event.type === 'conversation.control_changed' &&
        event.data.conversationId === id &&
        event.data.version === 3,
    );
    expect(back.data).toStrictEqual({
      conversationId: id,
      from: 'agent',
      to: 'assistant',
      reason: 'released',
      version: 3,
    });
    expect(back.actor).toStrictEqual(ana.actor);
  });
});
