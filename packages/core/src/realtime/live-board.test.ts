import { describe, expect, it } from 'vitest';
import { createLiveBoard } from './live-board.ts';
import { availabilities } from './live-message.ts';

const forever = Number.POSITIVE_INFINITY;

describe('what is true for the moment', () => {
  it('is the best of what all tabs say', () => {
    const board = createLiveBoard<string, (typeof availabilities)[number]>(availabilities);
    expect(board.say('mina', 'tab 1', 'away', forever)).toBe(true);
    expect(board.say('mina', 'tab 2', 'online', forever)).toBe(true);
    expect(board.of('mina')).toBe('online');
    expect(board.say('mina', 'tab 1', 'busy', forever)).toBe(false);
    expect(board.say('mina', 'tab 2', undefined, forever)).toBe(true);
    expect(board.of('mina')).toBe('busy');
    expect(board.say('mina', 'tab 1', undefined, forever)).toBe(true);
    expect(board.of('mina')).toBeUndefined();
    expect([...board.subjects()]).toEqual([]);
  });

  it('ends when it is not said again, and tells whose state changed by that', () => {
    const board = createLiveBoard<string, string>(['replying', 'viewing']);
    board.say('mina', 'tab', 'viewing', forever);
    board.say('mina', 'tab writes', 'replying', 5000);
    board.say('omar', 'tab writes', 'replying', 9000);
    expect(board.expire(4999)).toEqual([]);
    expect(board.expire(5000)).toEqual(['mina']);
    expect(board.of('mina')).toBe('viewing');
    expect(board.expire(9000)).toEqual(['omar']);
    expect(board.of('omar')).toBeUndefined();
  });

  it('is known for each source that says something', () => {
    const board = createLiveBoard<string, string>(['online', 'away']);
    board.say('mina', 'tab 1', 'online', forever);
    board.say('mina', 'tab 2', 'away', forever);
    expect(board.saidBy('mina', 'tab 2')).toBe('away');
    expect(board.saidBy('mina', 'tab 3')).toBeUndefined();
    board.say('mina', 'tab 2', undefined, 0);
    expect(board.saidBy('mina', 'tab 2')).toBeUndefined();
    expect(board.of('mina')).toBe('online');
  });

  it('holds longer when it is said again', () => {
    const board = createLiveBoard<string, string>(['on']);
    board.say('mina', 'tab', 'on', 1000);
    expect(board.say('mina', 'tab', 'on', 2000)).toBe(false);
    expect(board.expire(1500)).toEqual([]);
    expect(board.expire(2000)).toEqual(['mina']);
  });
});
