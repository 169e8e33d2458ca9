import type { AgentId } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { Said } from './live-bus.ts';
import { createPresence } from './presence.ts';

const mina: AgentId = 'agt_00000000000070008000000000000001';

function open() {
  const said: Said[] = [];
  const changes: string[] = [];
  const presence = createPresence({ say: (message) => said.push(message), stop: () => undefined }, () =>
    changes.push(
      presence
        .list()
        .map(({ availability }) => availability)
        .join() || 'nobody',
    ),
  );
  return { presence, said, changes };
}

describe('presence', () => {
  it('outlives the last tab for a moment, so that a reload is not seen', () => {
    const { presence, said, changes } = open();
    presence.say(mina, 'tab', 'busy');
    presence.leave(mina, 'tab', 5000);
    presence.expire(4999);
    presence.say(mina, 'tab again', 'busy');
    presence.expire(6000);
    expect(changes).toEqual(['busy']);
    presence.leave(mina, 'tab again', 7000);
    presence.expire(7000);
    expect(changes).toEqual(['busy', 'nobody']);
    expect(said.at(-1)).toEqual({ kind: 'presence', agentId: mina, availability: 'offline' });
  });

  it('is the best of all processes, and ends with a process that says no more', () => {
    const { presence, changes } = open();
    presence.hear('elsewhere', mina, 'online', 0);
    presence.say(mina, 'tab', 'away');
    expect(presence.list()).toEqual([{ agentId: mina, availability: 'online' }]);
    presence.expire(44_999);
    expect(presence.list()).toEqual([{ agentId: mina, availability: 'online' }]);
    presence.expire(45_000);
    expect(presence.list()).toEqual([{ agentId: mina, availability: 'away' }]);
    expect(changes).toEqual(['online', 'away']);
  });

  it('is said again for who begins to listen', () => {
    const { presence, said } = open();
    presence.say(mina, 'tab', 'online');
    presence.repeat();
    expect(said).toHaveLength(2);
    expect(said[1]).toEqual({ kind: 'presence', agentId: mina, availability: 'online' });
  });
});
