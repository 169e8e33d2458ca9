import {
  type AccountId,
  accountChannel,
  createInProcessBus,
  type Desk,
  type JsonObject,
  type Parley,
} from '@parley/core';
import { describe, expect, it } from 'vitest';
import { openAccountLine, type StaffTyping } from './account-line.ts';

const accountId: AccountId = `acc_${'1'.repeat(32)}`;
const ana = `agt_${'1'.repeat(32)}`;
const conversationId = `cnv_${'1'.repeat(32)}` as const;

async function open() {
  const bus = createInProcessBus();
  const desk = { agents: { find: async () => [{ name: 'Ana Souza' }] } } as unknown as Desk;
  const parley = { realtime: { bus, processId: 'here' }, desk: () => desk } as unknown as Parley;
  const heard: JsonObject[] = [];
  await bus.subscribe(accountChannel(accountId), (message) => heard.push(message));
  const typing: StaffTyping[] = [];
  const staffed: boolean[] = [];
  let tell: () => void = () => undefined;
  const line = openAccountLine(parley, accountId, {
    onTyping(said) {
      typing.push(said);
      tell();
    },
    onStaffed: (isStaffed) => staffed.push(isStaffed),
    onQuiet: () => true,
  });
  await line.ready;
  const say = (message: JsonObject) =>
    bus.publish(accountChannel(accountId), { accountId, from: 'there', ...message });
  const told = () =>
    new Promise<void>((resolve) => {
      tell = resolve;
    });
  return { line, say, heard, typing, staffed, told };
}

describe('what customers are told that is true for the moment', () => {
  it('is that an agent answers them, and nothing of what staff note or other customers write', async () => {
    const { say, typing, told } = await open();
    const by = { type: 'agent', id: ana };
    const isTold = told();
    const base = { kind: 'typing', conversationId, isTyping: true };
    await say({ ...base, by, mode: 'note' });
    await say({ ...base, by: { type: 'customer', id: 'cus_1' }, mode: 'reply' });
    await say({ kind: 'viewing', conversationId, agentId: ana, name: 'Ana', state: 'replying' });
    await say({ ...base, by, mode: 'reply' });
    await isTold;
    expect(typing).toEqual([{ conversationId, by: 'agent', name: 'Ana', isTyping: true, expiresInMs: 5000 }]);
  });

  it('is whether somebody is at work: online or busy, in any process', async () => {
    const { line, say, staffed, told, typing } = await open();
    const present = (availability: string, from = 'there') =>
      say({ kind: 'presence', agentId: ana, availability, from });
    await present('away');
    await present('busy');
    await present('online', 'elsewhere');
    await present('offline');
    const isTold = told();
    await say({
      kind: 'typing',
      conversationId,
      isTyping: true,
      mode: 'reply',
      by: { type: 'assistant', id: 'a' },
    });
    await isTold;
    expect(line.isStaffed).toBe(true);
    expect(typing[0]).toMatchObject({ by: 'assistant', name: null });
    const isToldAgain = told();
    await present('offline', 'elsewhere');
    await say({
      kind: 'typing',
      conversationId,
      isTyping: false,
      mode: 'reply',
      by: { type: 'assistant', id: 'a' },
    });
    await isToldAgain;
    expect(staffed).toEqual([true, false]);
  });

  it('asks who is there, and tells agents when a customer types', async () => {
    const { line, heard, say, told } = await open();
    line.sayTyping(conversationId, { type: 'customer', id: `cus_${'1'.repeat(32)}` }, true);
    const isTold = told();
    await say({
      kind: 'typing',
      conversationId,
      isTyping: true,
      mode: 'reply',
      by: { type: 'assistant', id: 'a' },
    });
    await isTold;
    expect(heard.map(({ kind, from }) => [kind, from])).toEqual([
      ['ask', 'here chat'],
      ['typing', 'here chat'],
      ['typing', 'there'],
    ]);
  });
});
