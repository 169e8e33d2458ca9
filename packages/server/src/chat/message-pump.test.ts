import { type ConversationId, ConversationNotFoundError, type CustomerMessage } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { createMessagePump } from './message-pump.ts';

const id: ConversationId = `cnv_${'1'.repeat(32)}`;

/** A thread that grows, and a pump that reads it. */
function thread(lastSeq: number) {
  const state = { lastSeq, isGone: false, reads: 0 };
  const sent: number[] = [];
  const gaps: ConversationId[] = [];
  const pump = createMessagePump({
    desk: {
      async messages(_id, range) {
        state.reads += 1;
        if (state.isGone) throw new ConversationNotFoundError(id);
        const { limit } = range;
        const all = Array.from({ length: state.lastSeq }, (_, index) => index + 1);
        const found =
          'afterSeq' in range ? all.filter((seq) => seq > range.afterSeq).slice(0, limit) : all.slice(-limit);
        const items = found.map((seq) => ({ seq }) as CustomerMessage);
        return { items, hasMore: 'afterSeq' in range && (found.at(-1) ?? state.lastSeq) < state.lastSeq };
      },
    },
    send: ({ seq }) => sent.push(seq),
    onGap: (gap) => gaps.push(gap),
    isOver: () => false,
  });
  return { state, sent, gaps, pump };
}

const upTo = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('what a connection is sent of a conversation', () => {
  it('waits until the client has said from where it goes on', async () => {
    const { pump, sent, state } = thread(5);
    pump.add(id, 3);
    pump.wake(id);
    expect(state.reads).toBe(0);
    expect(await pump.resume({})).toEqual({ [id]: 5 });
    expect(sent).toEqual([4, 5]);
  });

  it('begins where the client is, and comes in order however many hints come at once', async () => {
    const { pump, sent, state } = thread(3);
    pump.add(id, 3);
    expect(await pump.resume({ [id]: 1 })).toEqual({ [id]: 3 });
    for (let n = 4; n <= 150; n += 1) {
      state.lastSeq = n;
      pump.wake(id);
    }
    expect(await pump.resume({})).toEqual({ [id]: 150 });
    expect(sent).toEqual(upTo(2, 150));
  });

  it('is nothing twice for a client that says it again, unless it stands further back', async () => {
    const { pump, sent } = thread(4);
    pump.add(id, 4);
    await pump.resume({ [id]: 4 });
    await pump.resume({ [id]: 9 });
    expect(sent).toEqual([]);
    await pump.resume({ [id]: 2 });
    expect(sent).toEqual([3, 4]);
  });

  it('stops where too much is missing, says so, and goes on at the end', async () => {
    const { pump, sent, gaps, state } = thread(2000);
    pump.add(id, 2000);
    expect(await pump.resume({ [id]: 10 })).toEqual({ [id]: 2000 });
    expect(gaps).toEqual([id]);
    expect(sent).toEqual(upTo(11, 510));
    state.lastSeq = 2001;
    pump.wake(id);
    await pump.resume({});
    expect(sent.at(-1)).toBe(2001);
  });

  it('is nothing of a conversation that is not theirs any more', async () => {
    const { pump, sent, state } = thread(3);
    pump.add(id, 0);
    state.isGone = true;
    expect(await pump.resume({ [id]: 0 })).toEqual({});
    expect(pump.has(id)).toBe(false);
    expect(sent).toEqual([]);
  });

  it('does not follow what the client makes up', async () => {
    const { pump, state } = thread(3);
    expect(await pump.resume({ [`cnv_${'2'.repeat(32)}`]: 0 })).toEqual({});
    expect(state.reads).toBe(0);
  });
});
