import { describe, expect, test } from 'vitest';
import { demoAccount } from '../demo-account.ts';
import { createSeededRandom } from './seeded-random.ts';
import { type Stage, type Story, tellStory } from './tell-story.ts';

const stage: Stage = {
  accountId: demoAccount.accountId,
  inboxId: demoAccount.inboxId,
  scope: demoAccount.whatsApp.wabaId,
  agents: demoAccount.agents.map((agent) => ({
    ...agent,
    version: 1,
    createdAt: new Date(0),
  })),
  now: new Date('2026-01-05T12:00:00Z'),
};

function tell(seed: number, count: number): Story[] {
  const random = createSeededRandom(seed);
  return Array.from({ length: count }, (_, index) => tellStory(index, stage, random));
}

describe('the stories of the demo', () => {
  test('are the same for the same seed and others for another one', () => {
    expect(tell(7, 50)).toEqual(tell(7, 50));
    expect(tell(7, 50)).not.toEqual(tell(8, 50));
  });

  test('hold together: dense seq, nothing unread after our answer, nobody waits once it is resolved', () => {
    for (const { conversation, messages } of tell(1, 400)) {
      expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, at) => at + 1));
      expect(conversation.lastSeq).toBe(messages.length);
      const unread = messages.slice(conversation.lastReadSeq);
      expect(unread).toHaveLength(conversation.unreadCount);
      expect(unread.every(({ direction }) => direction === 'inbound')).toBe(true);
      if (conversation.status === 'resolved') expect(conversation.waitingSince).toBeUndefined();
      expect(messages.every(({ sentAt }) => sentAt <= stage.now)).toBe(true);
    }
  });

  test('begin with one of each thing worth seeing', () => {
    const first = tell(1, 12);
    const statuses = new Set(first.map(({ conversation }) => conversation.status));
    expect([...statuses].sort()).toEqual(['open', 'pending', 'snoozed']);
    const deliveries = first.flatMap(({ messages }) =>
      messages.flatMap((message) => (message.direction === 'outbound' ? [message.delivery.status] : [])),
    );
    expect(deliveries).toContain('failed');
    expect(first.some(({ notes }) => notes.length > 0)).toBe(true);
    const dayMs = 24 * 60 * 60 * 1000;
    const ages = first.map(
      ({ conversation }) => stage.now.getTime() - (conversation.lastInboundAt?.getTime() ?? 0),
    );
    expect(ages.some((age) => age > 23 * 60 * 60 * 1000 && age < dayMs)).toBe(true);
    expect(ages.some((age) => age > dayMs)).toBe(true);
  });
});
