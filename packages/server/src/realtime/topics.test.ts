import { describe, expect, it } from 'vitest';
import { listSet, lostTopics, mayListen, sortTopics, topicRoles } from './topics.ts';

const id = 'cnv_00000000000070008000000000000001' as const;
const strict = { ...topicRoles, queue: 'supervisor', conversation: 'admin' } as const;

describe('topics', () => {
  it('are lists or conversations, each once', () => {
    expect(sortTopics(['account', 'queue', 'account', `conversation:${id}`, `conversation:${id}`])).toEqual({
      lists: ['account', 'queue'],
      conversations: [id],
    });
  });

  it('are the same set for all connections that hear the same lists', () => {
    expect(listSet(['queue', 'account', 'queue'])).toBe(listSet(['account', 'queue']));
    expect([...listSet(['queue', 'account'])].sort()).toEqual(['account', 'queue']);
    expect(listSet([])).toBe(listSet([]));
    expect([...listSet([])]).toEqual([]);
    expect(listSet(['queue'])).not.toBe(listSet(['presence']));
  });

  it('take a role, and a server with a key may hear all of them', () => {
    expect(mayListen('queue', 'agent', strict)).toBe(false);
    expect(mayListen('queue', 'supervisor', strict)).toBe(true);
    expect(mayListen('queue', 'admin', strict)).toBe(true);
    expect(mayListen('conversation', undefined, strict)).toBe(true);
  });

  it('are lost with the role', () => {
    const connection = {
      lists: new Set(['account', 'queue'] as const),
      conversations: new Set([id]),
      agent: { id: 'agt_00000000000070008000000000000001', name: 'Mina', role: 'agent', version: 1 } as const,
    };
    expect(lostTopics(connection, strict)).toEqual(['queue', `conversation:${id}`]);
    expect(lostTopics(connection)).toEqual([]);
    expect(lostTopics({ ...connection, agent: { ...connection.agent, role: 'admin' } }, strict)).toEqual([]);
  });
});
