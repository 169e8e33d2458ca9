import { describe, expect, it } from 'vitest';
import { envelope, eventOf, eventsOf } from './__fixtures__/fixture.ts';

function changeOf(situation: string) {
  const event = eventOf(situation);
  if (event.kind !== 'identity_change') throw new Error(`${situation} is ${event.kind}`);
  const words = (refs: typeof event.current) => refs.map(({ kind, value }) => `${kind}:${value}`);
  return {
    reason: event.reason,
    previous: words(event.previous),
    current: words(event.current),
    at: event.at.toISOString(),
  };
}

const at = '2025-06-08T20:59:43.000Z';

describe('a change of who somebody is', () => {
  it('can be a new number, with new user ids', () => {
    expect(changeOf('number-changed')).toEqual({
      reason: 'number_changed',
      previous: [
        'user_id:US.13491208655302741918',
        'parent_user_id:US.ENT.11815799212886844830',
        'phone:16505551234',
      ],
      current: [
        'user_id:US.20000000000000000002',
        'parent_user_id:US.ENT.20000000000000000003',
        'phone:16505557654',
      ],
      at,
    });
  });

  it('goes by the old number where the old user id is not told', () => {
    expect(changeOf('number-changed-without-previous-id')).toMatchObject({
      previous: ['phone:16505551234'],
      current: ['user_id:US.20000000000000000002', 'phone:16505557654'],
    });
  });

  it('is read under its older name', () => {
    expect(changeOf('number-changed-old-name')).toMatchObject({
      reason: 'number_changed',
      previous: ['phone:16505551234'],
      current: ['phone:16505557654'],
    });
  });

  it('can be a new user id without any phone; what stays the same is not over', () => {
    expect(changeOf('user-id-changed')).toEqual({
      reason: 'rotated',
      previous: ['user_id:US.13491208655302741918'],
      current: ['user_id:US.20000000000000000002', 'parent_user_id:US.ENT.11815799212886844830'],
      at,
    });
  });

  it('is read from the field that may no longer exist, without guessing whose phone it names', () => {
    expect(changeOf('user-id-update')).toEqual({
      reason: 'rotated',
      previous: ['user_id:US.13491208655302741918'],
      current: ['user_id:US.20000000000000000002'],
      at,
    });
  });

  it('may name nobody who was there before', () => {
    const system = { type: 'user_changed_user_id', user_id: 'US.2' };
    const item = { id: 'wamid.1', timestamp: '1749416383', type: 'system', system };
    expect(eventsOf(envelope({ messages: [item] }))).toMatchObject([
      { kind: 'identity_change', previous: [] },
    ]);
  });

  it('is not what a new security code or an unknown system message is', () => {
    expect(eventOf('security-code-changed')).toMatchObject({
      kind: 'notice',
      type: 'system.customer_identity_changed',
      isKnown: true,
      payload: { identity: { hash: 'SXK2Gq6sMxI=' } },
    });
    expect(eventOf('system-of-a-new-kind')).toMatchObject({
      kind: 'notice',
      type: 'system.user_did_something_new',
      isKnown: false,
    });
  });

  it('is only noted when it comes in a history, for it may be over by now', () => {
    const item = {
      from: '16505551234',
      id: 'wamid.1',
      timestamp: '1',
      type: 'system',
      system: { type: 'user_changed_number', wa_id: '2' },
    };
    const history = [{ threads: [{ id: '16505551234', messages: [item] }] }];
    expect(eventsOf(envelope({ history }, 'history'))).toMatchObject([
      { kind: 'notice', type: 'system.user_changed_number' },
    ]);
  });
});
