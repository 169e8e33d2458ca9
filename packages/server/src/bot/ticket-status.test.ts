import { expect, test } from 'vitest';
import { ticketStatus } from './ticket-status.ts';

const assigneeId = 'agt_00000000000070008000000000000001' as const;
const at = new Date(0);

test.each([
  ['open', 'queue', {}, 'new'],
  ['open', 'assistant', {}, 'new'],
  ['open', 'agent', {}, 'open'],
  ['open', 'queue', { assigneeId }, 'open'],
  ['open', 'queue', { firstResponseAt: at }, 'open'],
  ['snoozed', 'queue', {}, 'open'],
  ['pending', 'queue', {}, 'pending'],
  ['resolved', 'assistant', {}, 'resolved'],
  ['closed', 'queue', {}, 'closed'],
] as const)(
  'a conversation that is %s, in the hands of %s, %o, is a ticket that is %s',
  (status, controller, given, word) => {
    expect(ticketStatus({ status, controller, ...given })).toBe(word);
  },
);
