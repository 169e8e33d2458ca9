import type { ConversationId, Storage } from '@parley/core';
import { createPgliteStorage } from '@parley/storage-postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BotDesk, openBotDesk } from './bot-desk.ts';

const pollMs = 2000;
const dayMs = 24 * 60 * 60 * 1000;

describe('a chatbot asks how its ticket stands', () => {
  let storage: Storage;
  let desk: BotDesk;
  let id: ConversationId;
  let bearer: string;

  beforeAll(async () => {
    storage = await createPgliteStorage({});
  });
  beforeEach(async () => {
    desk = await openBotDesk(storage);
    const { body } = await desk.handOff();
    id = body['ticket_id'] as ConversationId;
    bearer = body['resume_token'] as string;
  });
  afterEach(() => desk.close());
  afterAll(() => storage.close());

  const ask = (headers: Readonly<Record<string, string>> = {}, ticket: string = id) => {
    desk.clock.advance(pollMs);
    return desk.call('GET', `/api/tickets/${ticket}/status`, undefined, { bearer, headers });
  };

  it('and follows it from new to resolved in the words of the source documents', async () => {
    const { updatedAt } = await desk.desk.conversations.get(id);
    const first = await ask();
    expect(first.body).toStrictEqual({
      status: 'new',
      assigned: false,
      last_public_message_seq: 1,
      updated_at: updatedAt.toISOString(),
    });
    expect(first.headers.get('retry-after')).toBe('2');
    await desk.ana.conversations.takeOver(id);
    expect((await ask()).body).toMatchObject({ status: 'open', assigned: true, agent_display_name: 'Ana' });
    await desk.ana.messages.send(id, { content: { type: 'text', text: 'Try again.' } });
    await desk.ana.notes.add(id, { text: 'Not for the customer' });
    expect((await ask()).body).toMatchObject({ status: 'open', last_public_message_seq: 2 });
    await desk.ana.conversations.change(id, { status: { to: 'pending' } });
    expect((await ask()).body).toMatchObject({ status: 'pending' });
    const until = new Date(desk.clock.now().getTime() + dayMs);
    await desk.ana.conversations.change(id, { status: { to: 'snoozed', until } });
    expect((await ask()).body).toMatchObject({ status: 'open' });
    await desk.ana.conversations.change(id, { status: { to: 'resolved' } });
    expect((await ask()).body).toMatchObject({ status: 'resolved' });
    expect(await desk.desk.conversations.get(id)).toMatchObject({ controller: 'assistant' });
    await desk.ana.conversations.change(id, { status: { to: 'closed' } });
    expect((await ask()).body).toMatchObject({ status: 'closed' });
  });

  it('and gets 304 without a body until something changes', async () => {
    const etag = (await ask()).headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const same = await ask({ 'if-none-match': known });
      expect(same).toMatchObject({ status: 304, body: {} });
      expect(same.headers.get('etag')).toBe(etag);
    }
    await desk.ana.conversations.takeOver(id);
    const changed = await ask({ 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  it('at most every two seconds', async () => {
    expect((await ask()).status).toBe(200);
    const path = `/api/tickets/${id}/status`;
    desk.clock.advance(500);
    const tooSoon = await desk.call('GET', path, undefined, { bearer });
    expect(tooSoon).toMatchObject({ status: 429, body: { error: { code: 'polled_too_soon' } } });
    expect(tooSoon.headers.get('retry-after')).toBe('2');
    // Another caller has a turn of its own.
    expect((await desk.call('GET', path)).status).toBe(200);
    desk.clock.advance(1500);
    expect((await desk.call('GET', path, undefined, { bearer })).status).toBe(200);
  });

  it('with its token for this ticket alone: another one is as if it were not there', async () => {
    const other = await desk.handOff({ session_id: 'other' });
    const strange = await ask({}, other.body['ticket_id'] as string);
    const missing = await ask({}, `cnv_${'0'.repeat(32)}`);
    for (const answer of [strange, missing])
      expect(answer).toMatchObject({ status: 404, body: { error: { code: 'conversation_not_found' } } });
  });

  it.each(['/v1/conversations', '/v1/me', '/v1/events'])(
    'with its token for nothing else: %s',
    async (path) => {
      expect(await desk.call('GET', path, undefined, { bearer })).toMatchObject({ status: 401 });
    },
  );

  it('not with a token that was altered, made up, or 30 days old', async () => {
    const path = `/api/tickets/${id}/status`;
    const altered = `${bearer.slice(0, -1)}${bearer.endsWith('0') ? '1' : '0'}`;
    for (const wrong of [null, 'rt_', `rt_${'61'.repeat(100)}`, altered, 'pk_wrong', bearer.slice(0, -2)]) {
      const answer = await desk.call('GET', path, undefined, { bearer: wrong });
      expect(answer, String(wrong)).toMatchObject({
        status: 401,
        body: { error: { code: 'unauthenticated' } },
      });
    }
    desk.clock.advance(30 * dayMs - pollMs - 1);
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(401);
  });

  it('not with the key of another account', async () => {
    const stranger = await openBotDesk(storage);
    expect(await stranger.call('GET', `/api/tickets/${id}/status`)).toMatchObject({
      status: 404,
      body: { error: { code: 'conversation_not_found' } },
    });
    await stranger.close();
  });

  it('and agents take over and give back through the API, each once', async () => {
    const path = `/v1/conversations/${id}`;
    const taken = await desk.call('POST', `${path}/take-over`, { agentId: desk.agentId });
    expect(taken).toMatchObject({
      status: 200,
      body: { controller: 'agent', controllerVersion: 3, assigneeId: desk.agentId },
    });
    const again = await desk.call('POST', `${path}/take-over`, { agentId: desk.agentId });
    expect(again.body).toStrictEqual(taken.body);
    const released = await desk.call('POST', `${path}/release`, {});
    expect(released.body).toMatchObject({
      controller: 'assistant',
      controllerVersion: 4,
      assigneeId: null,
      isBotHandoff: true,
    });
    expect((await desk.call('POST', `${path}/release`, {})).body).toStrictEqual(released.body);
    await desk.ana.conversations.change(id, { status: { to: 'closed' } });
    expect(await desk.call('POST', `${path}/take-over`, {})).toMatchObject({
      status: 409,
      body: { error: { code: 'conversation_closed' } },
    });
  });
});
