import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMockClient, type MockClient } from './create-mock-client.ts';
import { fakeConversation, fakeId, textOf } from './fake-desk-seed.ts';

const ada = fakeId('cnv', 1);
const seed = { conversations: [fakeConversation(1), fakeConversation(2)] };

let client: MockClient | undefined;
afterEach(() => client?.stop());

const started = (...options: Parameters<typeof createMockClient>): MockClient => {
  client = createMockClient(...options);
  client.start();
  return client;
};

describe('the client on a server in memory', () => {
  it('lists conversations and moves the one a customer writes in to the top', async () => {
    const desk = started(seed);
    const list = desk.conversations({ status: ['open'] });
    list.subscribe(() => undefined);
    const numbers = () => {
      const state = list.get();
      return state.status === 'ready' ? state.items.map(({ number }) => number) : state.status;
    };
    expect(numbers()).toBe('loading');
    await vi.waitFor(() => expect(numbers()).toEqual([1, 2]));
    await vi.waitFor(() => expect(desk.connection.get().status).toBe('online'));
    desk.server.desk.receive(fakeId('cnv', 2), textOf('Hello'));
    await vi.waitFor(() => expect(numbers()).toEqual([2, 1]));
  });

  it('shows a message at once and replaces it by the stored one under the same key', async () => {
    const desk = started(seed);
    const thread = desk.thread(ada);
    thread.subscribe(() => undefined);
    await vi.waitFor(() => expect(thread.get().status).toBe('ready'));
    const id = desk.send(ada, { kind: 'message', content: textOf('On it') });
    const items = () => {
      const state = thread.get();
      return state.status === 'ready' ? state.items.map(({ kind, key }) => [kind, key]) : [];
    };
    expect(items()).toEqual([['unsent', id]]);
    await vi.waitFor(() => expect(items()).toEqual([['message', id]]));
    expect(desk.outbox.get()).toEqual([]);
    expect(desk.server.desk.messagesOf(ada)).toHaveLength(1);
  });

  it('keeps a message unsent while the server is away and sends it when it is back', async () => {
    const desk = started(seed, { random: () => 0.01 });
    await vi.waitFor(() => expect(desk.connection.get().status).toBe('online'));
    desk.server.setDown(true);
    await vi.waitFor(() => expect(desk.connection.get().status).not.toBe('online'));
    desk.send(ada, { kind: 'message', content: textOf('One') });
    desk.send(ada, { kind: 'message', content: textOf('Two') });
    await vi.waitFor(() => expect(desk.outbox.get()[0]?.error?.code).toBe('network_error'));
    desk.server.setDown(false);
    await vi.waitFor(() => expect(desk.outbox.get()).toEqual([]));
    const sent = desk.server.desk.messagesOf(ada).map(({ content }) => content);
    expect(sent).toEqual([textOf('One'), textOf('Two')]);
  });

  it('takes an assignment back that somebody else was quicker with', async () => {
    const desk = started(seed);
    const one = desk.conversation(ada);
    one.subscribe(() => undefined);
    await vi.waitFor(() => expect(one.get().status).toBe('ready'));
    const [me, other] = desk.server.desk.agents;
    desk.server.desk.conversations.set(ada, fakeConversation(1, { assigneeId: other?.id ?? null }));
    const change = desk.change(ada, { assigneeId: me?.id ?? null, expectedAssigneeId: null });
    const assignee = () => {
      const state = one.get();
      return state.status === 'ready' ? state.conversation.assigneeId : undefined;
    };
    expect(assignee()).toBe(me?.id);
    await expect(change).rejects.toMatchObject({
      code: 'assigned_elsewhere',
      details: { assigneeName: 'Ben' },
    });
    await vi.waitFor(() => expect(assignee()).toBe(other?.id));
  });
});
