import { describe, expect, it } from 'vitest';
import type { BusinessHours } from '../business-hours/business-hours.ts';
import type { InboundEvent } from '../channels/inbound-event.ts';
import type { IntakeState } from '../storage/intake-store.ts';
import { aConversation, aCustomer, anIdentity, aSchedule } from '../testing/builders.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { anInboundText, anItem } from '../testing/inbound-items.ts';
import { createSequentialIds } from '../testing/sequential-ids.ts';
import { BatchState } from './batch-state.ts';
import { decideEvent } from './decide-event.ts';
import { entryKeys, type IntakeEntry } from './intake-entry.ts';

const inboxId = 'inb_00000000000070008000000000000001';
const nothing: IntakeState = {
  identities: [],
  customers: [],
  conversations: [],
  messages: [],
  parked: [],
  notices: [],
};
const withSara = (given: Partial<IntakeState> = {}): IntakeState => ({
  ...nothing,
  identities: [anIdentity()],
  customers: [{ customer: aCustomer({ language: 'de' }), identities: [anIdentity()] }],
  ...given,
});
// The clock stands on a Monday, 9:00 UTC.
const closed = aSchedule({
  weekly: [{ day: 'tuesday', opens: '09:00', closes: '17:00' }],
  autoReply: { text: 'We are closed.', byLanguage: { de: 'Wir haben zu.' } },
});

function decide(
  loaded: IntakeState,
  hours: BusinessHours | undefined,
  events: readonly InboundEvent[],
  firstController: 'assistant' | 'queue' = 'queue',
) {
  const at = createFakeClock().now();
  const ids = createSequentialIds();
  const state = new BatchState(loaded, { accountId: 'acc_00000000000070008000000000000001', ids, at });
  for (const event of events) {
    const item = anItem(event);
    const entry: IntakeEntry = {
      inboxId,
      reopenWindowMs: 0,
      firstController,
      hours,
      item,
      receivedAt: at,
      isReplay: false,
      keys: entryKeys(inboxId, item),
    };
    decideEvent(state, entry, { ids, at });
  }
  const { newMessages, newConversations, changedConversations, events: told } = state.changes(1);
  const replies = newMessages.filter(({ sender }) => sender.type === 'system');
  return { replies, told, conversations: [...newConversations, ...changedConversations], at };
}

describe('an automatic answer to a message', () => {
  it('is queued right behind the first of them, and is nobody’s answer', () => {
    const { replies, told, conversations, at } = decide(nothing, closed, [
      anInboundText('wamid.1'),
      anInboundText('wamid.2'),
    ]);
    expect(replies).toMatchObject([
      {
        seq: 2,
        direction: 'outbound',
        content: { type: 'text', text: 'We are closed.' },
        delivery: { status: 'queued' },
      },
    ]);
    expect(told.map(({ type, actor }) => `${type} ${actor.type}`).slice(-3)).toEqual([
      'message.received customer',
      'message.queued system',
      'message.received customer',
    ]);
    expect(conversations).toMatchObject([
      {
        lastSeq: 3,
        unreadCount: 2,
        waitingSince: at,
        autoRepliedAt: at,
        controller: 'queue',
        version: 1,
        preview: 'hi',
      },
    ]);
    expect(conversations[0]).not.toHaveProperty('firstResponseAt');
  });

  it('comes in the language of the customer, and lets the version grow once', () => {
    const known = withSara({ conversations: [aConversation({ version: 4 })] });
    const { replies, conversations } = decide(known, closed, [anInboundText('wamid.1')]);
    expect(replies).toMatchObject([{ content: { text: 'Wir haben zu.' } }]);
    expect(conversations).toMatchObject([{ version: 5, lastSeq: 2 }]);
  });

  it('comes again only after people were there', () => {
    const repliedOn = (autoRepliedAt: string) =>
      decide(
        withSara({ conversations: [aConversation({ autoRepliedAt: new Date(autoRepliedAt) })] }),
        closed,
        [anInboundText('wamid.1')],
      ).replies.length;
    // They left last on Tuesday the 30th, 16:00 UTC.
    expect(repliedOn('2025-12-30T16:00:00Z')).toBe(0);
    expect(repliedOn('2025-12-30T07:00:00Z')).toBe(1);
  });

  it.each([
    ['while people are there', aSchedule({ autoReply: { text: 'Closed' } }), {}, 'queue'],
    ['without a text', aSchedule({ weekly: [] }), {}, 'queue'],
    ['without hours', undefined, {}, 'queue'],
    ['while an assistant answers', closed, {}, 'assistant'],
    ['to an echo', closed, { kind: 'echo', opensWindow: false }, 'queue'],
    ['to history', closed, { context: { isHistory: true } }, 'queue'],
    ["to another party's copy", closed, { context: { isStandby: true } }, 'queue'],
    ['to what does not count as the customer writing', closed, { opensWindow: false }, 'queue'],
  ] as const)('does not come %s', (_when, hours, given, firstController) => {
    const event = { ...anInboundText('wamid.1'), ...given } as InboundEvent;
    expect(decide(nothing, hours, [event], firstController).replies).toEqual([]);
  });
});
