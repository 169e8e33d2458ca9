import type { JsonObject, JsonValue } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { envelope, eventsOf } from './__fixtures__/fixture.ts';
import { readTimestamp } from './read-timestamp.ts';

const good: JsonObject = {
  from: '16505551234',
  id: 'wamid.1',
  timestamp: '1749416383',
  type: 'text',
  text: { body: 'Hi' },
};

function reasonOf(item: JsonValue, list = 'messages', field = 'messages') {
  const events = eventsOf(envelope({ [list]: [item] }, field));
  expect(events).toHaveLength(1);
  const [event] = events;
  return event?.kind === 'unreadable' ? event.reason : event?.kind;
}

describe('an item that lacks what it needs', () => {
  it.each([
    ['is not an object', 'text', 'bad_item'],
    ['is null', null, 'bad_item'],
    ['has no id', { ...good, id: '' }, 'missing_id'],
    ['has an id of another kind', { ...good, id: { a: 1 } }, 'missing_id'],
    ['has an id nobody could store', { ...good, id: 'x'.repeat(513) }, 'missing_id'],
    ['has no type', { ...good, type: 7 }, 'missing_type'],
    ['has no time', { ...good, timestamp: null }, 'bad_timestamp'],
    ['is from nobody', { ...good, from: 'somebody' }, 'missing_sender'],
    ['reacts to nothing', { ...good, type: 'reaction', reaction: { emoji: '👍' } }, 'missing_target'],
    ['edits nothing', { ...good, type: 'edit', edit: {} }, 'missing_target'],
    ['edits into nothing', { ...good, type: 'edit', edit: { original_message_id: 'a' } }, 'bad_content'],
    ['deletes nothing', { ...good, type: 'revoke', revoke: {} }, 'missing_target'],
    ['is a system message without content', { ...good, type: 'system' }, 'bad_content'],
    [
      'changes to no id',
      { ...good, type: 'system', system: { type: 'user_changed_number' } },
      'bad_identity_change',
    ],
    ['welcomes nobody', { ...good, from: null, type: 'request_welcome' }, 'missing_sender'],
  ])('is set aside when it %s', (_case, item, reason) => {
    expect(reasonOf(item)).toBe(reason);
  });

  it.each([
    ['status without an id', 'statuses', { status: 'sent', timestamp: '1' }, 'missing_id'],
    ['status without a state', 'statuses', { id: 'a', timestamp: '1' }, 'missing_type'],
    ['status without a time', 'statuses', { id: 'a', status: 'sent' }, 'bad_timestamp'],
    ['call without an id', 'calls', { event: 'connect', timestamp: '1' }, 'missing_id'],
    ['call without a time', 'calls', { id: 'a', event: 'connect' }, 'bad_timestamp'],
    ['call without an event', 'calls', { id: 'a', timestamp: '1' }, 'missing_type'],
    ['call of nobody', 'calls', { id: 'a', event: 'connect', timestamp: '1' }, 'missing_sender'],
    [
      'echo to nobody',
      'message_echoes',
      { id: 'a', type: 'text', timestamp: '1', text: { body: 'x' } },
      'missing_sender',
    ],
    [
      'echo without words',
      'message_echoes',
      { id: 'a', type: 'text', timestamp: '1', to: '1' },
      'bad_content',
    ],
    ['id change without a time', 'user_id_update', { user_id: { current: 'US.1' } }, 'bad_timestamp'],
    ['id change to nothing', 'user_id_update', { timestamp: '1' }, 'bad_identity_change'],
  ])('is set aside (%s)', (_case, list, item, reason) => {
    expect(reasonOf(item, list)).toBe(reason);
  });

  it('is read when its id came as a number', () => {
    expect(eventsOf(envelope({ messages: [{ ...good, id: 42, from: 16505551234 }] }))).toMatchObject([
      { kind: 'message', providerMessageId: '42' },
    ]);
  });
});

describe('time of an item', () => {
  const at = '2025-06-08T20:59:43.000Z';

  it.each([
    ['seconds as a string', '1749416383', at],
    ['seconds as a number', 1749416383, at],
    ['milliseconds', 1749416383000, at],
    ['milliseconds as a string', '1749416383000', at],
    ['seconds with a fraction', '1749416383.25', '2025-06-08T20:59:43.250Z'],
    ['the first second', '1', '1970-01-01T00:00:01.000Z'],
    ['a date after 2038', '4000000000', '2096-10-02T07:06:40.000Z'],
    ['the last moment', '4102444800', '2100-01-01T00:00:00.000Z'],
  ])('is read from %s', (_case, value, expected) => {
    expect(readTimestamp(value)?.toISOString()).toBe(expected);
  });

  it.each([
    ['zero', 0],
    ['a negative number', '-1'],
    ['a date after 2100', '4102444801'],
    ['microseconds', 1749416383000000],
    ['words', 'yesterday'],
    ['an ISO date', at],
    ['an empty string', ''],
    ['a space', ' '],
    ['true', true],
    ['null', null],
    ['an object', {}],
    ['a list of a number', [1749416383]],
    ['a number too large for anything', '1e400'],
    ['nothing', undefined],
  ])('is refused when it is %s', (_case, value) => {
    expect(readTimestamp(value)).toBeUndefined();
  });
});
