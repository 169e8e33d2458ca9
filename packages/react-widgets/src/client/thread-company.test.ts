import { describe, expect, it } from 'vitest';
import { ada, long, reading } from './simulation/read-thread.ts';
import { fakeId, textOf } from './testing/fake-desk-seed.ts';
import type { ServerFrame } from './wire-types.ts';

describe('who else is there', () => {
  it('shows who types until they stop, send, or their time is over, and never the agent themselves', async () => {
    const { desk } = await reading(long(1));
    const typing = desk.client.typing(ada);
    typing.subscribe(() => undefined);
    const frame = (id: string, type: 'agent' | 'customer', isTyping = true): ServerFrame =>
      ({
        t: 'typing',
        conversationId: ada,
        by: { type, id, name: 'Somebody' },
        isTyping,
        mode: 'reply',
        expiresInMs: 5_000,
      }) as unknown as ServerFrame;
    const names = () => typing.get().by.map(({ id }) => id);
    const customer = fakeId('cus', 1);
    const ben = fakeId('agt', 2);
    for (const told of [frame(customer, 'customer'), frame(ben, 'agent'), frame(fakeId('agt', 1), 'agent')])
      desk.server.push(`conversation:${ada}`, told);
    await desk.pass(100);
    expect(names()).toEqual([customer, ben]);
    desk.server.desk.receive(ada, textOf('done'));
    await desk.pass(100);
    expect(names()).toEqual([ben]);
    await desk.pass(5_000);
    expect(names()).toEqual([]);
    desk.server.push(`conversation:${ada}`, frame(ben, 'agent'));
    await desk.pass(50);
    desk.server.push(`conversation:${ada}`, frame(ben, 'agent', false));
    await desk.pass(50);
    expect(names()).toEqual([]);
  });

  it('shows the other viewers and who is at work', async () => {
    const { desk } = await reading(long(1));
    const viewers = desk.client.viewers(ada);
    viewers.subscribe(() => undefined);
    const [me, ben] = [fakeId('agt', 1), fakeId('agt', 2)] as const;
    const all = [
      { agentId: me, name: 'Ana', state: 'viewing' },
      { agentId: ben, name: 'Ben', state: 'replying' },
    ];
    desk.server.push(`conversation:${ada}`, {
      t: 'viewers',
      conversationId: ada,
      viewers: all,
    } as unknown as ServerFrame);
    desk.server.push('presence', {
      t: 'presence',
      agents: [{ agentId: ben, availability: 'busy' }],
    } as unknown as ServerFrame);
    await desk.pass(50);
    expect(viewers.get()).toEqual([{ agentId: ben, name: 'Ben', state: 'replying' }]);
    expect([...desk.client.presence.get()]).toEqual([[ben, 'busy']]);
    desk.server.cut();
    await desk.pass(2_000);
    expect([viewers.get(), desk.client.presence.get().size]).toEqual([[], 0]);
  });
});
