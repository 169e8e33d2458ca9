import type { AccountId, DomainEvent, LogCursor, LoggedEvent, LogListener, LogPosition } from '@parley/core';
import { describe, expect, it, vi } from 'vitest';
import { createLogRelay } from './log-relay.ts';

const acme: AccountId = 'acc_00000000000070008000000000000001';
const globex: AccountId = 'acc_00000000000070008000000000000002';
const at = (position: LogPosition, accountId = acme): LoggedEvent => ({
  position,
  event: { type: 'note.added', accountId } as DomainEvent,
});

/** An engine whose log a test writes. */
function engine(end: () => Promise<LogCursor>) {
  let listener: LogListener = () => undefined;
  const told: string[] = [];
  const relay = createLogRelay(
    {
      realtime: {
        follow: async (given: LogListener) => {
          listener = given;
          return { joinedAt: { epoch: 'one', position: '1.0' }, stop: () => undefined };
        },
      },
      storage: { system: { events: { end } } },
    } as unknown as Parameters<typeof createLogRelay>[0],
    {
      onEvents: (accountId, events) =>
        told.push(
          `${accountId === acme ? 'acme' : 'globex'} ${events.map(({ position }) => position).join()}`,
        ),
      onRestart: ({ epoch, position }) => told.push(`restart ${epoch} ${position}`),
    },
  );
  const read = (epoch: string, ...events: LoggedEvent[]): void =>
    listener({ epoch, events, position: events.at(-1)?.position ?? '0.0' });
  return { relay, told, read };
}

const never = (): Promise<LogCursor> => Promise.reject(new Error('not asked'));

describe('the log of all accounts', () => {
  it('is handed to each account in its order', async () => {
    const { relay, told, read } = engine(never);
    expect(await relay.at()).toEqual({ epoch: 'one', position: '1.0' });
    read('one', at('2.1'), at('2.2', globex), at('3.1'));
    expect(told).toEqual(['acme 2.1,3.1', 'globex 2.2']);
    expect(relay.here).toEqual({ epoch: 'one', position: '3.1' });
  });

  it('that was replaced begins anew: old events are not told as new ones, and none that comes is lost', async () => {
    let answer = (_end: LogCursor): void => {};
    const { relay, told, read } = engine(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    await relay.at();
    read('two', at('0.1'), at('0.2'));
    read('two', at('0.3'), at('9.1'));
    expect(told).toEqual([]);
    answer({ epoch: 'two', position: '0.3' });
    await vi.waitFor(() => expect(told).toEqual(['restart two 0.3', 'acme 9.1']));
    read('two', at('9.2'));
    expect(told.at(-1)).toBe('acme 9.2');
  });
});
