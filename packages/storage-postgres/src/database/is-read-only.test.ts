import { describe, expect, it } from 'vitest';
import { isReadOnly } from './is-read-only.ts';

describe('a statement', () => {
  it.each([
    'select 1',
    '\n  SELECT updated_at, deleted_at from parley.notes',
    'with seen as materialized (select * from parley.events) select * from seen',
  ])('only reads: %s', (text) => {
    expect(isReadOnly(text)).toBe(true);
  });

  it.each([
    'insert into parley.notes select 1',
    'update parley.notes set body = $1',
    'with gone as (delete from parley.notes returning 1) select count(*) from gone',
    'select 1 from parley.conversations for update',
    'select 1 from parley.conversations for no key update',
    'select 1 from parley.conversations for share',
    'values (1)',
    'set role parley_app',
    'selection',
  ])('is not known to only read: %s', (text) => {
    expect(isReadOnly(text)).toBe(false);
  });
});
