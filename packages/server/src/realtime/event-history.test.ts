import type { DomainEvent, LoggedEvent, LogPosition } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { createEventHistory } from './event-history.ts';

const at = (position: LogPosition): LoggedEvent => ({
  position,
  event: { type: 'note.added' } as DomainEvent,
});
const positions = (events: readonly LoggedEvent[]) => events.map(({ position }) => position);

describe('the newest events of an account', () => {
  it('are found behind any position they reach back to', () => {
    const history = createEventHistory('5.0', 10);
    expect(history.covers('4.9')).toBe(false);
    history.append([at('6.1'), at('6.2'), at('9.1')], '9.1');
    expect(history.covers('5.0')).toBe(true);
    expect(history.indexAfter('5.0')).toBe(0);
    expect(history.indexAfter('6.1')).toBe(1);
    expect(history.indexAfter('7.0')).toBe(2);
    expect(history.indexAfter('10.0')).toBe(3);
    expect(history.to).toBe('9.1');
  });

  it('are kept up to a number, and what is forgotten is not claimed', () => {
    const history = createEventHistory('0.0', 4);
    for (let n = 1; n <= 6; n += 1) history.append([at(`${n}.0` as LogPosition)], `${n}.0` as LogPosition);
    expect(positions(history.events)).toEqual(['3.0', '4.0', '5.0', '6.0']);
    expect(history.covers('2.0')).toBe(true);
    expect(history.covers('1.0')).toBe(false);
  });

  it('grow backwards by what was read, without overlap', () => {
    const history = createEventHistory('5.0', 10);
    history.append([at('6.0')], '6.0');
    history.prepend([at('3.0'), at('4.0'), at('5.0'), at('6.0')], '2.0');
    expect(positions(history.events)).toEqual(['3.0', '4.0', '5.0', '6.0']);
    expect(history.covers('2.0')).toBe(true);
  });

  it('begin anew in another epoch', () => {
    const history = createEventHistory('5.0', 10);
    history.append([at('6.0')], '6.0');
    history.restart('1.0');
    expect([history.events.length, history.from, history.to]).toEqual([0, '1.0', '1.0']);
  });
});
