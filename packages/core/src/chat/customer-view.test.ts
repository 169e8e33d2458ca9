import { describe, expect, it } from 'vitest';
import { aConversation, anInboundMessage, anOutboundMessage } from '../testing/builders.ts';
import { chatMessageKey, clientMessageIdOf } from './client-message-id.ts';
import { viewForCustomer, viewMessage } from './customer-view.ts';

const ana = `agt_${'0'.repeat(19)}7000800000000001`.slice(0, 36) as `agt_${string}`;
const agent = { id: ana, name: ' Ana Souza ', role: 'agent', version: 1, createdAt: new Date() } as const;
const facts = { agents: new Map([[ana, agent]]), showsAgentNames: true };
const sender = { type: 'agent', id: ana } as const;

describe('a message as its customer sees it', () => {
  it('is from people, whoever of staff or of the host’s systems wrote it', () => {
    const from = (given: Parameters<typeof anOutboundMessage>[0]) =>
      viewMessage(anOutboundMessage(given), facts).from;
    expect(from({ sender })).toBe('agent');
    expect(from({ sender: { type: 'api_key', id: 'key_1' } })).toBe('agent');
    expect(from({ sender: { type: 'app' } })).toBe('agent');
    expect(from({ sender: { type: 'assistant', id: 'a' } })).toBe('assistant');
    expect(from({ sender: { type: 'system' } })).toBe('system');
    expect(viewMessage(anInboundMessage(), facts).from).toBe('customer');
  });

  it('shows the first name of who wrote it, if the inbox shows names', () => {
    const message = anOutboundMessage({ sender });
    expect(viewMessage(message, facts).name).toBe('Ana');
    expect(viewMessage(message, { ...facts, showsAgentNames: false })).not.toHaveProperty('name');
  });

  it('shows nothing that is the provider’s or staff’s, nor what it said before', () => {
    const at = new Date('2026-01-05T10:00:00Z');
    const shown = viewMessage(
      anOutboundMessage({
        sender,
        content: { type: 'text', text: 'taken back' },
        deletedAt: at,
        revisions: [{ content: { type: 'text', text: 'first words' }, until: at }],
        providerMessageId: 'provider-1',
      }),
      facts,
    );
    expect(shown.content).toEqual({ type: 'unsupported', kind: 'deleted' });
    const text = JSON.stringify(shown);
    for (const secret of ['taken back', 'first words', 'provider-1', 'agt_', 'cus_', 'delivery'])
      expect(text).not.toContain(secret);
  });

  it('carries the id the customer’s own client gave it', async () => {
    const ref = { channel: 'chatapp', scope: 'default', kind: 'customer_id', value: 'c-1' };
    const key = await chatMessageKey(ref, 'a.b:c');
    expect(clientMessageIdOf(key)).toBe('a.b:c');
    expect(viewMessage(anInboundMessage({ providerMessageId: key }), facts).clientMessageId).toBe('a.b:c');
    expect(clientMessageIdOf('wamid.1')).toBeUndefined();
    expect(await chatMessageKey({ ...ref, value: 'c-2' }, 'a.b:c')).not.toBe(key);
  });
});

describe('a conversation as its customer sees it', () => {
  const shown = (given: Parameters<typeof aConversation>[0]) =>
    viewForCustomer(aConversation(given), { ...facts, unreadCount: 2, queuePosition: undefined });

  it('is with a person from the moment somebody took it', () => {
    expect(shown({ controller: 'queue' }).talkingTo).toBe('queue');
    expect(shown({ controller: 'queue', assigneeId: ana })).toMatchObject({
      talkingTo: 'agent',
      agentName: 'Ana',
    });
    expect(shown({ controller: 'assistant', assigneeId: ana }).talkingTo).toBe('assistant');
  });

  it('shows how far both sides have read', () => {
    expect(shown({ lastSeq: 9, lastReadSeq: 7, customerReadSeq: 4 })).toMatchObject({
      lastSeq: 9,
      agentReadSeq: 7,
      customerReadSeq: 4,
      unreadCount: 2,
    });
  });
});
