import { describe, expect, it } from 'vitest';
import { peekStream } from './peek-stream.ts';

function pieces(...sizes: number[]): {
  body: ReadableStream<Uint8Array>;
  left(): number;
  isCancelled(): boolean;
} {
  let isCancelled = false;
  let next = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const size = sizes.shift();
        if (size === undefined) return controller.close();
        controller.enqueue(Uint8Array.from({ length: size }, () => next++ % 256));
      },
      cancel() {
        isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, left: () => sizes.length, isCancelled: () => isCancelled };
}
const readAll = async (stream: ReadableStream<Uint8Array>): Promise<number[]> => {
  const all: number[] = [];
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) all.push(...chunk);
  return all;
};

describe('looking at the beginning of a stream', () => {
  it('reads no further than it must, and loses nothing', async () => {
    const source = pieces(3, 3, 3, 3);
    const { head, whole } = await peekStream(source.body, 4);
    expect([...head]).toEqual([0, 1, 2, 3]);
    expect(source.left()).toBe(2);
    expect(await readAll(whole)).toEqual(Array.from({ length: 12 }, (_, at) => at));
  });

  it('is content with less where there is no more', async () => {
    const { head, whole } = await peekStream(pieces(2, 1).body, 100);
    expect([...head]).toEqual([0, 1, 2]);
    expect(await readAll(whole)).toEqual([0, 1, 2]);
    expect([...(await peekStream(pieces().body, 100)).head]).toEqual([]);
  });

  it('lets the sender go when the rest is not wanted', async () => {
    const source = pieces(5, 5, 5);
    const { whole } = await peekStream(source.body, 4);
    await whole.cancel();
    expect(source.isCancelled()).toBe(true);
  });

  it('fails as the stream fails', async () => {
    const failure = new Error('gone');
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(failure) });
    await expect(peekStream(broken, 4)).rejects.toBe(failure);
  });
});
