import { type BotSession, ConflictError, type HandoffFacts } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './contract-options.ts';
import { type Desk, later, monday, openDesk, unique } from './desk.ts';

const facts: HandoffFacts = { source: 'web_chat', assistantId: 'helpful', subject: 'Cannot login' };

async function aSession(desk: Desk, given: Partial<BotSession> = {}): Promise<BotSession> {
  const { conversation } = await desk.openConversation({ isBotHandoff: true });
  return {
    inboxId: desk.inbox.id,
    sessionId: unique('session'),
    conversationId: conversation.id,
    handoff: facts,
    handedOffAt: monday,
    ...given,
  };
}

/** Chats with bots that were handed over. */
export function handoffsContract({ storage }: ContractSubject): void {
  describe('chats with bots', () => {
    it('keeps what the bot told, also what is odd', async () => {
      const desk = await openDesk(storage());
      const session = await aSession(desk, {
        handoff: {
          ...facts,
          reason: 'customer_asked',
          intent: 'login',
          confidence: 0.25,
          summary: 'Tried twice 🙁',
          locale: 'pt-BR',
          pageUrl: 'https://example.com/?q=1',
          metadata: { plan: { tier: 'gold', seats: [1, 2, null] } },
        },
      });
      await desk.account.handoffs.put(session);
      expect(await desk.account.handoffs.findCurrent(session.inboxId, session.sessionId)).toStrictEqual(
        session,
      );
      expect(await desk.account.handoffs.ofConversations([session.conversationId])).toStrictEqual([session]);
      const again = { ...session, handoff: facts, handedOffAt: later(5) };
      await desk.account.handoffs.put(again);
      expect(await desk.account.handoffs.ofConversations([session.conversationId])).toStrictEqual([again]);
    });

    it('gives a session one present conversation, and keeps the earlier ones', async () => {
      const desk = await openDesk(storage());
      const first = await aSession(desk);
      const second = await aSession(desk, { sessionId: first.sessionId, handedOffAt: later(10) });
      await desk.account.handoffs.put(first);
      await expect(desk.account.handoffs.put(second)).rejects.toBeInstanceOf(ConflictError);
      await desk.account.handoffs.put({ ...first, endedAt: later(10) });
      await desk.account.handoffs.put(second);
      expect(await desk.account.handoffs.findCurrent(desk.inbox.id, first.sessionId)).toStrictEqual(second);
      const both = [first.conversationId, second.conversationId];
      expect(await desk.account.handoffs.ofConversations(both)).toStrictEqual([
        second,
        { ...first, endedAt: later(10) },
      ]);
    });

    it('knows a session only in its own inbox and account', async () => {
      const desk = await openDesk(storage());
      const session = await aSession(desk);
      await desk.account.handoffs.put(session);
      const other = await openDesk(storage());
      expect(await other.account.handoffs.findCurrent(session.inboxId, session.sessionId)).toBeUndefined();
      expect(await other.account.handoffs.ofConversations([session.conversationId])).toStrictEqual([]);
      expect(await desk.account.handoffs.findCurrent(other.inbox.id, session.sessionId)).toBeUndefined();
      await expect(other.account.handoffs.put(session)).rejects.toThrow();
    });
  });
}
