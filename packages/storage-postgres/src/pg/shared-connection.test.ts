import type pg from 'pg';
import { expect, it, vi } from 'vitest';
import type { PgPool } from './pg-pool.ts';
import { createSharedConnection } from './shared-connection.ts';

/** A pool that notes what it hands out and what comes back. */
function aPool() {
  const released: { client: pg.PoolClient; error: unknown }[] = [];
  let made = 0;
  const pool: PgPool = {
    acquire: async () => {
      made += 1;
      return { number: made } as unknown as pg.PoolClient;
    },
    release: (client, error) => {
      released.push({ client, error });
    },
    end: async () => {},
  };
  return { pool, released };
}

it('messages follow each other on one connection, a few at a time', async () => {
  const { pool, released } = aPool();
  const shared = createSharedConnection(pool, 20);
  const first = await shared.join();
  const second = await shared.join();
  const third = await shared.join();
  const fourth = await shared.join();
  expect([second.client, third.client]).toStrictEqual([first.client, first.client]);
  expect(fourth.client).not.toBe(first.client);
  first.leave();
  second.leave();
  expect(released).toHaveLength(0);
  third.leave();
  expect(released).toStrictEqual([{ client: first.client, error: undefined }]);
  const fifth = await shared.join();
  expect(fifth.client).toBe(fourth.client);
});

it('nobody is put behind a message that takes long, nor behind one that failed', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const { pool } = aPool();
    const shared = createSharedConnection(pool, 20);
    const waits = await shared.join();
    vi.advanceTimersByTime(20);
    const other = await shared.join();
    expect(other.client).not.toBe(waits.client);
    const behind = await shared.join();
    expect(behind.client).toBe(other.client);
    other.leave(new Error('division by zero'));
    expect((await shared.join()).client).not.toBe(other.client);
  } finally {
    vi.useRealTimers();
  }
});

it('the time of a message does not count what it waited for those before it', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const { pool } = aPool();
    const shared = createSharedConnection(pool, 20);
    const first = await shared.join();
    const second = await shared.join();
    vi.advanceTimersByTime(15);
    expect(first.leave()).toBe(15);
    vi.advanceTimersByTime(4);
    expect(second.leave()).toBe(4);
  } finally {
    vi.useRealTimers();
  }
});

it('a connection that was lost does not come back as a good one, whatever failed before', async () => {
  const { pool, released } = aPool();
  const shared = createSharedConnection(pool, 20);
  const first = await shared.join();
  const second = await shared.join();
  const lost = new Error('Connection terminated unexpectedly');
  first.leave(Object.assign(new Error('division by zero'), { code: '22012' }));
  second.leave(lost);
  expect(released).toStrictEqual([{ client: first.client, error: lost }]);
});
