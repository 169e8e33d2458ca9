import type { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import * as ws from 'ws';
import { textFrames } from './text-frames.ts';

// Exported, but not part of its types.
const { Receiver } = ws as unknown as { readonly Receiver: new (options: object) => Writable };

/** What a client's receiver of ws makes of the bytes. */
function received(bytes: Buffer): Promise<string[]> {
  const texts: string[] = [];
  const receiver = new Receiver({ isServer: false });
  receiver.on('message', (data: Buffer) => texts.push(data.toString()));
  return new Promise((resolve, reject) => {
    receiver.on('error', reject);
    receiver.write(bytes, () => resolve(texts));
  });
}

describe('frames for the wire', () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])('hold a text of %i characters', async (length) => {
    const text = 'x'.repeat(length);
    expect(await received(textFrames([text]))).toEqual([text]);
  });

  it('hold several texts one behind the other, in UTF-8', async () => {
    const texts = ['{"a":"é👋"}', 'ü'.repeat(63), '', 'last'];
    expect(await received(textFrames(texts))).toEqual(texts);
    expect(textFrames([])).toHaveLength(0);
  });
});
