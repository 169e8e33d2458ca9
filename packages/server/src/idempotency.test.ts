import { agentSchema } from '@parley/api-contract';
import { type Agent, ConversationNotFoundError, QuarantinedItemNotFoundError } from '@parley/core';
import { describe, expect, test } from 'vitest';
import { createServer } from './create-server.ts';
import { callApi } from './testing/call-api.ts';
import { fakeParley } from './testing/fake-parley.ts';

function countingServer() {
  let made = 0;
  const create = (input: { readonly name: string }): Promise<Agent> => {
    made += 1;
    const id = `agt_${made.toString(16).padStart(32, '0')}` as const;
    return Promise.resolve({ id, name: input.name, role: 'agent', version: 1, createdAt: new Date(0) });
  };
  return { server: createServer({ parley: fakeParley({ desk: { agents: { create } } }) }), made: () => made };
}

describe('a call with an Idempotency-Key', () => {
  test('is done once, and its repeat gets the first answer and says so', async () => {
    const { server, made } = countingServer();
    const headers = { 'idempotency-key': 'order-1' };
    const first = await callApi(server, 'POST', '/v1/agents', {
      headers,
      body: { name: 'Ana', role: 'agent' },
    });
    const again = await callApi(server, 'POST', '/v1/agents', {
      headers,
      body: '{ "role":"agent",\n "name":"Ana" }',
    });
    expect([first.status, again.status, made()]).toEqual([201, 201, 1]);
    expect(again.json).toEqual(first.json);
    expect(agentSchema.parse(again.json).name).toBe('Ana');
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  test('is refused when the key was used for another body or path', async () => {
    const { server, made } = countingServer();
    const headers = { 'idempotency-key': 'order-1' };
    await callApi(server, 'POST', '/v1/agents', { headers, body: { name: 'Ana' } });
    const otherBody = await callApi(server, 'POST', '/v1/agents', { headers, body: { name: 'Bea' } });
    const otherPath = await callApi(server, 'POST', '/v1/inboxes', {
      headers,
      body: { name: 'Ana', channel: 'whatsapp', settings: {}, credentials: {} },
    });
    for (const answer of [otherBody, otherPath]) {
      expect(answer.status).toBe(422);
      expect(answer.json).toMatchObject({ error: { code: 'idempotency_key_reused' } });
    }
    expect(made()).toBe(1);
  });

  test('is refused when the key was used for the same body of another path', async () => {
    const add = (id: `cnv_${string}`) =>
      Promise.resolve({
        id: 'not_00000000000070008000000000000001' as const,
        conversationId: id,
        author: { type: 'system' } as const,
        text: 'x',
        afterSeq: 0,
        createdAt: new Date(0),
      });
    const server = createServer({ parley: fakeParley({ desk: { notes: { add } } }) });
    const call = { headers: { 'idempotency-key': 'note-1' }, body: { text: 'x' } };
    const pathOf = (n: number): string => `/v1/conversations/cnv_0000000000007000800000000000000${n}/notes`;
    expect((await callApi(server, 'POST', pathOf(1), call)).status).toBe(201);
    const other = await callApi(server, 'POST', pathOf(2), call);
    expect(other.status).toBe(422);
    expect(other.json).toMatchObject({ error: { code: 'idempotency_key_reused' } });
  });

  test('that was refused leaves the key free', async () => {
    const { server } = countingServer();
    const headers = { 'idempotency-key': 'order-1' };
    expect((await callApi(server, 'POST', '/v1/agents', { headers, body: { name: '' } })).status).toBe(400);
    expect((await callApi(server, 'POST', '/v1/agents', { headers, body: { name: 'Ana' } })).status).toBe(
      201,
    );
  });

  test.each([
    ['empty', ''],
    ['with a space', 'two words'],
    ['of 256 characters', 'k'.repeat(256)],
    ['with other letters', 'schlüssel'],
  ])('is refused when the key is %s', async (_name, key) => {
    const { server, made } = countingServer();
    const answer = await callApi(server, 'POST', '/v1/agents', {
      headers: { 'idempotency-key': key },
      body: { name: 'Ana' },
    });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({
      error: { details: { problems: [{ in: 'header', path: 'Idempotency-Key' }] } },
    });
    expect(made()).toBe(0);
  });

  test('of 255 characters is taken', async () => {
    const { server } = countingServer();
    const headers = { 'idempotency-key': '~'.repeat(255) };
    expect((await callApi(server, 'POST', '/v1/agents', { headers, body: { name: 'Ana' } })).status).toBe(
      201,
    );
  });

  test('gets no stored answer when the work fails', async () => {
    let isThere = false;
    const desk = {
      notes: {
        add: (id: `cnv_${string}`) =>
          isThere
            ? Promise.resolve({
                id: 'not_00000000000070008000000000000001' as const,
                conversationId: id,
                author: { type: 'system' } as const,
                text: 'x',
                afterSeq: 0,
                createdAt: new Date(0),
              })
            : Promise.reject(new ConversationNotFoundError(id)),
      },
    };
    const server = createServer({ parley: fakeParley({ desk }) });
    const call = { headers: { 'idempotency-key': 'k' }, body: { text: 'x' } };
    const path = '/v1/conversations/cnv_00000000000070008000000000000001/notes';
    expect((await callApi(server, 'POST', path, call)).status).toBe(404);
    isThere = true;
    expect((await callApi(server, 'POST', path, call)).status).toBe(201);
  });

  test('replays a quarantined item once per key, although the replay commits by itself', async () => {
    let runs = 0;
    const id = 'qua_00000000000070008000000000000001' as const;
    const replay = () => {
      runs += 1;
      return Promise.resolve({
        id,
        inboxId: 'inb_00000000000070008000000000000001' as const,
        state: 'replayed' as const,
        reason: 'not_json',
        message: 'x',
        source: Uint8Array.of(1, 2, 3),
        receivedAt: new Date(0),
        attempts: 0,
      });
    };
    const server = createServer({ parley: fakeParley({ desk: { quarantine: { replay } } }) });
    const call = { headers: { 'idempotency-key': 'k' } };
    const first = await callApi(server, 'POST', `/v1/quarantine/${id}/replay`, call);
    const again = await callApi(server, 'POST', `/v1/quarantine/${id}/replay`, call);
    expect([first.status, again.headers.get('idempotent-replayed'), runs]).toEqual([200, 'true', 1]);
    expect(again.json).toEqual(first.json);
    expect(again.json).toMatchObject({ sizeBytes: 3 });
    expect(again.text).not.toContain('source');
    const failing = createServer({
      parley: fakeParley({
        desk: { quarantine: { replay: () => Promise.reject(new QuarantinedItemNotFoundError(id)) } },
      }),
    });
    expect((await callApi(failing, 'POST', `/v1/quarantine/${id}/replay`, call)).status).toBe(404);
  });
});
