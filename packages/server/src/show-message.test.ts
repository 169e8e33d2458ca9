import { messageSchema } from '@parley/api-contract';
import type { Desk } from '@parley/core';
import { aCustomer, anInboundMessage, anOutboundMessage } from '@parley/core/testing';
import { expect, test } from 'vitest';
import { createInboxFacts } from './inbox-facts.ts';
import { messageFrame, showMessage } from './show-message.ts';

const agentId = 'agt_00000000000070008000000000000001';
const at = new Date('2026-01-05T09:00:00.000Z');

function deskOf(asked: string[]): Desk {
  return {
    inboxes: {
      get(id: string) {
        asked.push(id);
        return Promise.resolve({ id, channel: 'whatsapp' });
      },
    },
    customers: { find: () => Promise.resolve([aCustomer()]) },
    agents: {
      find: () => Promise.resolve([{ id: agentId, name: 'Ana', role: 'agent', version: 1, createdAt: at }]),
    },
  } as unknown as Desk;
}

test('a message shows who wrote it by name, and on which channel', async () => {
  const messages = [anInboundMessage(), anOutboundMessage({ sender: { type: 'agent', id: agentId } })];
  const frame = await messageFrame(deskOf([]), createInboxFacts(), messages);
  const [inbound, outbound] = messages.map((message) => showMessage(message, frame));
  expect(inbound).toMatchObject({
    direction: 'inbound',
    channel: 'whatsapp',
    sender: { type: 'customer', name: 'Sara' },
  });
  expect(outbound).toMatchObject({
    direction: 'outbound',
    sender: { type: 'agent', id: agentId, name: 'Ana' },
  });
  for (const shown of [inbound, outbound])
    expect(messageSchema.parse(shown)).toEqual(JSON.parse(JSON.stringify(shown)));
});

test('a reaction that was taken back is not shown', async () => {
  const by = { type: 'customer', id: anInboundMessage().customerId } as const;
  const message = anOutboundMessage({
    reactions: [
      { by, emoji: '👍', at },
      { by: { type: 'app' }, at },
    ],
  });
  const shown = showMessage(message, await messageFrame(deskOf([]), createInboxFacts(), [message]));
  expect(shown.reactions).toEqual([{ by: { ...by, name: 'Sara' }, emoji: '👍', at: at.toISOString() }]);
});

test('the channel of an inbox is asked for once', async () => {
  const asked: string[] = [];
  const facts = createInboxFacts();
  await messageFrame(deskOf(asked), facts, [anInboundMessage()]);
  await messageFrame(deskOf(asked), facts, [anInboundMessage(), anOutboundMessage()]);
  expect(asked).toHaveLength(1);
});
