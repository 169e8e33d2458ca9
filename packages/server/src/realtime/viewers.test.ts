import type { AgentId, ConversationId } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { Said } from './live-bus.ts';
import { createViewers } from './viewers.ts';

const mina: AgentId = 'agt_00000000000070008000000000000001';
const omar: AgentId = 'agt_00000000000070008000000000000002';
const here: ConversationId = 'cnv_00000000000070008000000000000001';
const there: ConversationId = 'cnv_00000000000070008000000000000002';
const tab = { connectionId: 'tab', agentId: mina, name: 'Mina' };

function open() {
  const said: Said[] = [];
  const changed: ConversationId[] = [];
  const line = { say: (message: Said) => said.push(message), stop: () => undefined };
  return { viewers: createViewers(line, (id) => changed.push(id)), said, changed };
}

describe('viewers of a conversation', () => {
  it('are in one conversation at a time', () => {
    const { viewers, changed } = open();
    viewers.show(tab, here, false);
    viewers.show(tab, there, true);
    expect(viewers.of(here)).toEqual([]);
    expect(viewers.of(there)).toEqual([{ agentId: mina, name: 'Mina', state: 'away' }]);
    viewers.show(tab, null, false);
    expect(viewers.of(there)).toEqual([]);
    expect(changed).toEqual([here, here, there, there]);
  });

  it('write for five seconds unless they go on, and then only look', () => {
    const { viewers } = open();
    viewers.show(tab, here, false);
    viewers.write(tab, here, 'note', 0);
    expect(viewers.of(here)).toMatchObject([{ state: 'noting' }]);
    viewers.write(tab, here, 'reply', 3000);
    viewers.expire(7999);
    expect(viewers.of(here)).toMatchObject([{ state: 'replying' }]);
    viewers.expire(8000);
    expect(viewers.of(here)).toMatchObject([{ state: 'viewing' }]);
  });

  it('are told once, however many tabs they have, and known from other processes', () => {
    const { viewers, said } = open();
    viewers.show(tab, here, false);
    viewers.show({ ...tab, connectionId: 'other tab' }, here, false);
    expect(said).toHaveLength(1);
    viewers.hear('elsewhere', here, { agentId: omar, name: 'Omar' }, 'replying', 0);
    expect(viewers.of(here)).toEqual([
      { agentId: mina, name: 'Mina', state: 'viewing' },
      { agentId: omar, name: 'Omar', state: 'replying' },
    ]);
    viewers.leave(tab);
    viewers.expire(45_000);
    expect(viewers.of(here)).toEqual([{ agentId: mina, name: 'Mina', state: 'viewing' }]);
    viewers.leave({ ...tab, connectionId: 'other tab' });
    expect(viewers.of(here)).toEqual([]);
  });
});
