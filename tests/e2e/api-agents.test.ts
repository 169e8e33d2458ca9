import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiDesk, openApiDesk } from './api-desk.ts';

let desk: ApiDesk;

beforeAll(async () => {
  desk = await openApiDesk();
  await desk.write(desk.acme, '16505550001', 'Where is my order?');
});
afterAll(() => desk.close());

type Conversation = { id: string; assigneeId: string | null; unreadCount: number };
const conversations = async (token: string, query = ''): Promise<readonly Conversation[]> =>
  ((await desk.as(token, 'GET', `/v1/conversations${query}`)).body as { items: Conversation[] }).items;
const events = async (): Promise<readonly { type: string; actor: unknown; data: unknown }[]> =>
  ((await desk.call(desk.acme, 'GET', '/v1/events?limit=100')).body as { items: [] }).items;

describe('an agent', () => {
  it('signs in with a token, works, and is named as who did it', async () => {
    const { agentId, token } = await desk.signIn(desk.acme);
    expect((await desk.as(token, 'GET', '/v1/me')).body).toMatchObject({
      accountId: desk.acme.accountId,
      role: 'agent',
      agent: { id: agentId, isDisabled: false },
    });
    const [conversation] = await conversations(token);
    const path = `/v1/conversations/${conversation?.id}`;
    const sent = await desk.as(token, 'POST', `${path}/messages`, { body: { text: 'It is on its way' } });
    expect(sent.body).toMatchObject({ sender: { type: 'agent', id: agentId, name: 'canary-of-acme agent' } });
    const note = await desk.as(token, 'POST', `${path}/notes`, { body: { text: 'VIP' } });
    expect(note.body).toMatchObject({ author: { type: 'agent', id: agentId } });
    await desk.as(token, 'PATCH', path, { body: { assigneeId: agentId, priority: 'high' } });
    const own = (await events()).filter(({ actor }) => JSON.stringify(actor).includes(agentId));
    expect(own.map(({ type }) => type).filter((type) => type !== 'conversation.control_changed')).toEqual([
      'message.queued',
      'note.added',
      'conversation.priority_changed',
      'conversation.assigned',
    ]);
    expect((await conversations(token, '?assigneeId=me')).map(({ id }) => id)).toEqual([conversation?.id]);
    await desk.as(token, 'PATCH', path, { body: { assigneeId: null } });
    expect(await conversations(token, '?assigneeId=me')).toEqual([]);
  });

  it('knows its own note again wherever it is told of it', async () => {
    const { token } = await desk.signIn(desk.acme);
    const [conversation] = await conversations(token);
    const path = `/v1/conversations/${conversation?.id}/notes`;
    const clientNoteId = '019a0000-0000-7000-8000-000000000001';
    const added = await desk.as(token, 'POST', path, { body: { text: 'Call them', clientNoteId } });
    expect([added.status, added.body]).toMatchObject([201, { clientNoteId }]);
    const { body } = await desk.as(token, 'GET', path);
    expect((body as { items: unknown[] }).items.at(-1)).toMatchObject({ text: 'Call them', clientNoteId });
  });

  it('speaks in nobody else’s name', async () => {
    const { token } = await desk.signIn(desk.acme);
    const { agentId: other } = await desk.signIn(desk.acme);
    const [conversation] = await conversations(token);
    for (const kind of ['messages', 'notes']) {
      const answer = await desk.as(token, 'POST', `/v1/conversations/${conversation?.id}/${kind}`, {
        body: { text: 'Not me', agentId: other },
      });
      expect([answer.status, answer.body]).toMatchObject([403, { error: { code: 'forbidden' } }]);
    }
  });

  it('does not see which credentials an inbox has, and an admin does', async () => {
    const { token } = await desk.signIn(desk.acme);
    const { token: admin } = await desk.signIn(desk.acme, 'admin');
    const path = `/v1/inboxes/${desk.acme.inboxId}`;
    expect((await desk.as(token, 'GET', path)).body).toMatchObject({ channel: 'whatsapp', credentials: {} });
    expect((await desk.as(token, 'GET', '/v1/inboxes')).text).not.toContain('accessToken');
    expect((await desk.as(admin, 'GET', path)).body).toMatchObject({ credentials: { accessToken: true } });
  });

  it('cannot be disabled or given a lesser role while they are the last admin', async () => {
    const { agentId, token } = await desk.signIn(desk.globex, 'admin');
    const path = `/v1/agents/${agentId}`;
    for (const body of [{ isDisabled: true }, { role: 'agent' }]) {
      const own = await desk.as(token, 'PATCH', path, { body });
      expect([own.status, own.body]).toMatchObject([409, { error: { code: 'last_admin' } }]);
      const byKey = await desk.call(desk.globex, 'PATCH', path, { body });
      expect(byKey.body).toMatchObject({ error: { code: 'last_admin', details: { agentId } } });
    }
    expect((await desk.as(token, 'GET', '/v1/me')).body).toMatchObject({ role: 'admin' });
    await desk.signIn(desk.globex, 'admin');
    expect((await desk.as(token, 'PATCH', path, { body: { role: 'agent' } })).body).toMatchObject({
      role: 'agent',
    });
  });

  it('is refused from the next call on when disabled, and let in again when enabled', async () => {
    const { agentId, token } = await desk.signIn(desk.acme);
    const { token: admin } = await desk.signIn(desk.acme, 'admin');
    expect((await desk.as(token, 'GET', '/v1/queue')).status).toBe(200);
    const path = `/v1/agents/${agentId}`;
    const disabled = await desk.as(admin, 'PATCH', path, { body: { isDisabled: true } });
    expect(disabled.body).toMatchObject({ id: agentId, isDisabled: true });
    const refused = await desk.as(token, 'GET', '/v1/queue');
    expect([refused.status, refused.body]).toMatchObject([401, { error: { code: 'unauthenticated' } }]);
    const again = await desk.call(desk.acme, 'POST', `${path}/tokens`);
    expect([again.status, again.body]).toMatchObject([409, { error: { code: 'agent_disabled' } }]);
    await desk.as(admin, 'PATCH', path, {
      body: { isDisabled: false, name: 'Ana', email: 'ana@example.com' },
    });
    expect((await desk.as(token, 'GET', '/v1/queue')).status).toBe(200);
    const own = (await events()).filter(({ data }) => JSON.stringify(data).includes(agentId));
    expect(own.map(({ type }) => type)).toEqual([
      'agent.created',
      'agent.disabled',
      'agent.updated',
      'agent.enabled',
    ]);
  });

  it('who is changed to what they are already tells nobody', async () => {
    const { agentId } = await desk.signIn(desk.acme);
    const before = (await events()).length;
    const same = { name: 'canary-of-acme agent', role: 'agent', isDisabled: false, email: null };
    const answer = await desk.call(desk.acme, 'PATCH', `/v1/agents/${agentId}`, { body: same });
    expect(answer.status).toBe(200);
    expect((await events()).length).toBe(before);
  });
});

describe('a conversation two agents take at once', () => {
  it('goes to one of them; the other is told who has it, and nothing is changed', async () => {
    await desk.write(desk.acme, '16505550002', 'Who takes me?');
    const people = [await desk.signIn(desk.acme), await desk.signIn(desk.acme)];
    const [conversation] = await conversations(people[0]?.token ?? '');
    const answers = await Promise.all(
      people.map(({ agentId, token }) =>
        desk.as(token, 'PATCH', `/v1/conversations/${conversation?.id}`, {
          body: { assigneeId: agentId, expectedAssigneeId: null, subject: `of ${agentId}` },
        }),
      ),
    );
    const won = answers.findIndex(({ status }) => status === 200);
    const lost = answers[1 - won];
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = people[won]?.agentId;
    expect(lost?.body).toMatchObject({
      error: {
        code: 'assigned_elsewhere',
        details: { assigneeId: winner, assigneeName: 'canary-of-acme agent' },
      },
    });
    const now = await desk.call(desk.acme, 'GET', `/v1/conversations/${conversation?.id}`);
    expect(now.body).toMatchObject({ assigneeId: winner, subject: `of ${winner}` });
    // The answer was lost on the way and the page asks again.
    const repeated = await desk.as(
      people[won]?.token ?? '',
      'PATCH',
      `/v1/conversations/${conversation?.id}`,
      {
        body: { assigneeId: winner, expectedAssigneeId: null },
      },
    );
    expect(repeated.status).toBe(200);
    const assigned = (await events()).filter(({ type, data }) =>
      type === 'conversation.assigned' ? JSON.stringify(data).includes(conversation?.id ?? '') : false,
    );
    expect(assigned).toMatchObject([{ actor: { type: 'agent', id: winner }, data: { to: winner } }]);
  });

  it('is not changed by an expectation alone', async () => {
    const { agentId, token } = await desk.signIn(desk.acme);
    const [conversation] = await conversations(token);
    const answer = await desk.as(token, 'PATCH', `/v1/conversations/${conversation?.id}`, {
      body: { expectedAssigneeId: agentId },
    });
    expect([answer.status, answer.body]).toMatchObject([400, { error: { code: 'invalid_request' } }]);
  });

  it('that nobody has any more is told as such', async () => {
    const { agentId, token } = await desk.signIn(desk.acme);
    await desk.write(desk.acme, '16505550003', 'And me?');
    const [conversation] = await conversations(token);
    const answer = await desk.as(token, 'PATCH', `/v1/conversations/${conversation?.id}`, {
      body: { priority: 'low', expectedAssigneeId: agentId },
    });
    expect(answer.status).toBe(409);
    expect((answer.body as { error: { details: object } }).error.details).toMatchObject({ assigneeId: null });
  });
});

describe('the queue', () => {
  it('counts what waits, and for an agent what is theirs', async () => {
    const { agentId, token } = await desk.signIn(desk.globex);
    expect((await desk.as(token, 'GET', '/v1/queue')).body).toEqual({
      open: 0,
      unassigned: 0,
      pending: 0,
      snoozed: 0,
      unread: 0,
      mine: 0,
      mineUnread: 0,
    });
    for (const n of [1, 2, 3, 4]) await desk.write(desk.globex, `1650555100${n}`, 'Hello?');
    const [first, second, third] = await conversations(token);
    await desk.as(token, 'PATCH', `/v1/conversations/${first?.id}`, { body: { assigneeId: agentId } });
    await desk.as(token, 'PATCH', `/v1/conversations/${second?.id}`, {
      body: { status: 'pending', lastReadSeq: 1 },
    });
    await desk.as(token, 'PATCH', `/v1/conversations/${third?.id}`, { body: { status: 'closed' } });
    const counts = { open: 2, unassigned: 1, pending: 1, snoozed: 0, unread: 2 };
    expect((await desk.as(token, 'GET', '/v1/queue')).body).toEqual({ ...counts, mine: 1, mineUnread: 1 });
    expect((await desk.call(desk.globex, 'GET', '/v1/queue')).body).toEqual({
      ...counts,
      mine: null,
      mineUnread: null,
    });
    const unread = await conversations(token, '?unread=true');
    expect(unread.every(({ unreadCount }) => unreadCount > 0)).toBe(true);
    expect(unread).toHaveLength(2);
    expect(await conversations(token, '?unread=true&assigneeId=me')).toMatchObject([{ id: first?.id }]);
  });

  it('is one statement', async () => {
    const { token } = await desk.signIn(desk.acme);
    const before = desk.statements.length;
    await desk.as(token, 'GET', '/v1/queue');
    const sent = desk.statements
      .slice(before)
      .filter((text) => /\b(?:from|into|update) parley\.\w+/.test(text));
    // The agent of the token, and the counts.
    expect(sent).toHaveLength(2);
  });
});
