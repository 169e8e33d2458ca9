import { describe, expect, it } from 'vitest';
import { lockKeys, openingSql } from './opening.ts';

const account = '0199c5f2a3b47c1d8e2f000000000001';

describe('the opening of a transaction', () => {
  it('puts it behind the wall of its account', () => {
    expect(openingSql({ role: 'account', accountUuid: account })).toBe(
      `set local role parley_app;set local parley.account_id='${account}';`,
    );
    expect(openingSql({ role: 'system' })).toBe('set local role parley_system;');
    expect(openingSql({ role: 'owner' })).toBe('');
  });

  it.each([`${account}'; drop table x; --`, '', 'acc_1', account.toUpperCase()])(
    'lets no text but an id into the SQL: %s',
    (id) => {
      expect(() => openingSql({ role: 'account', accountUuid: id })).toThrow(TypeError);
    },
  );

  it('lets no lock name into the SQL, only numbers', () => {
    const sql = openingSql({ role: 'account', accountUuid: account }, [`'; drop table x; --`]);
    expect(sql).toMatch(/unnest\('\{-?\d+\}'::bigint\[\]\) k$/);
  });
});

describe('keys of locks', () => {
  it('are the same for the same names in any order, each once, in ascending order', () => {
    const keys = lockKeys('scope', ['b', 'a', 'c', 'a']);
    expect(keys).toHaveLength(3);
    expect(lockKeys('scope', ['c', 'b', 'a'])).toStrictEqual(keys);
    expect([...keys].sort((left, right) => (left < right ? -1 : 1))).toStrictEqual(keys);
  });

  it('differ between accounts', () => {
    expect(lockKeys('one', ['a'])).not.toStrictEqual(lockKeys('two', ['a']));
  });

  it('fit a bigint', () => {
    for (const key of lockKeys(
      'scope',
      Array.from({ length: 200 }, (_, index) => `${index}`),
    )) {
      expect(BigInt.asIntN(64, key)).toBe(key);
    }
  });
});
