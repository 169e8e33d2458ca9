import type { BlobStore } from '@parley/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStream, bytesOf, hexDigest, readAll } from './byte-streams.ts';

/** What the suite needs of a blob store. */
export interface BlobStoreContractSetup {
  readonly store: BlobStore;
  /** Opens what is kept anew, as a process does that starts after a crash; absent = nothing outlives the process. */
  reopen?(): Promise<BlobStore>;
  close(): Promise<void>;
}

let keys = 0;
const newKey = (): string => {
  keys += 1;
  return `contract-${crypto.randomUUID()}-${keys}`;
};

/**
 * What every blob store must do. What a store cannot do is a member it does not have.
 *
 * @param name shown in the report
 * @param create opens an empty store; the suite closes it
 */
export function blobStoreContract(name: string, create: () => Promise<BlobStoreContractSetup>): void {
  describe(`${name} blob store`, () => {
    let setup: BlobStoreContractSetup;
    beforeAll(async () => {
      setup = await create();
    });
    afterAll(() => setup.close());

    it.each([0, 1, 65_536, 3_000_001])(
      'gives back %i bytes as they came, with size and digest',
      async (size) => {
        const { store } = setup;
        const bytes = bytesOf(size);
        const key = newKey();
        const stored = await store.put(key, aStream(bytes, 10_007), { maxBytes: size });
        expect(stored).toStrictEqual({ sizeBytes: size, sha256: await hexDigest(bytes) });
        const opened = await store.get(key);
        expect(opened?.sizeBytes).toBe(size);
        expect(await readAll(opened?.body)).toStrictEqual(bytes);
      },
    );

    it('keeps what a process has stored for the next one', async ({ skip }) => {
      if (setup.reopen === undefined) return skip();
      const key = newKey();
      await setup.store.put(key, aStream(bytesOf(1000)), { maxBytes: 1000 });
      const opened = await (await setup.reopen()).get(key);
      expect(await readAll(opened?.body)).toStrictEqual(bytesOf(1000));
    });

    it('keeps what is under different keys apart, also when it comes at the same time', async () => {
      const { store } = setup;
      const all = Array.from({ length: 8 }, (_, index) => ({ key: newKey(), bytes: bytesOf(5000 + index) }));
      await Promise.all(all.map(({ key, bytes }) => store.put(key, aStream(bytes, 999), { maxBytes: 6000 })));
      for (const { key, bytes } of all)
        expect(await readAll((await store.get(key))?.body)).toStrictEqual(bytes);
    });

    it('has nothing under a key that was never used', async () => {
      expect(await setup.store.get(newKey())).toBeUndefined();
    });

    it('stops at the largest size, lets go of the sender and keeps nothing', async () => {
      const { store } = setup;
      const key = newKey();
      const endless = endlessStream();
      await expect(store.put(key, endless.body, { maxBytes: 100_000 })).rejects.toMatchObject({
        code: 'media_refused',
        details: { reason: 'media_too_large' },
      });
      expect(await store.get(key)).toBeUndefined();
      expect(endless.isCancelled()).toBe(true);
      // Not read on: one chunk more than fits, and at most one that was on its way.
      expect(endless.given()).toBeLessThanOrEqual(100_000 + 2 * 4096);
    });

    it('keeps nothing of a stream that breaks off, and says why as the stream did', async () => {
      const { store } = setup;
      const key = newKey();
      const failure = new Error('the sender is gone');
      const chunks = [bytesOf(5000), bytesOf(5000)];
      const broken = new ReadableStream<Uint8Array>({
        pull(controller) {
          const chunk = chunks.shift();
          if (chunk === undefined) controller.error(failure);
          else controller.enqueue(chunk);
        },
      });
      await expect(store.put(key, broken, { maxBytes: 100_000 })).rejects.toBe(failure);
      expect(await store.get(key)).toBeUndefined();
    });

    it('gives up when it is told to, also while nothing comes', async () => {
      const { store } = setup;
      const key = newKey();
      const stop = new AbortController();
      let asked = (): void => {};
      const isReading = new Promise<void>((resolve) => {
        asked = resolve;
      });
      let first: Uint8Array | undefined = bytesOf(100);
      let isCancelled = false;
      const silent = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (first === undefined) {
            asked();
            return new Promise(() => {});
          }
          controller.enqueue(first);
          first = undefined;
          return undefined;
        },
        cancel() {
          isCancelled = true;
        },
      });
      const put = store.put(key, silent, { maxBytes: 1000, signal: stop.signal });
      await isReading;
      const reason = new Error('enough');
      stop.abort(reason);
      await expect(put).rejects.toBe(reason);
      expect(isCancelled).toBe(true);
      expect(await store.get(key)).toBeUndefined();
    });

    it('removes many at once, what is not there and what was removed before', async () => {
      const { store } = setup;
      const [one, two, kept] = [newKey(), newKey(), newKey()];
      for (const key of [one, two, kept]) await store.put(key, aStream(bytesOf(10)), { maxBytes: 10 });
      await store.remove([one, newKey(), two]);
      await store.remove([one]);
      await store.remove([]);
      expect([await store.get(one), await store.get(two)]).toStrictEqual([undefined, undefined]);
      expect(await readAll((await store.get(kept))?.body)).toStrictEqual(bytesOf(10));
    });

    it('lets a reader go who has seen enough', async () => {
      const { store } = setup;
      const key = newKey();
      await store.put(key, aStream(bytesOf(2_000_000)), { maxBytes: 2_000_000 });
      const reader = (await store.get(key))?.body.getReader();
      expect((await reader?.read())?.done).toBe(false);
      await reader?.cancel();
      expect(await readAll((await store.get(key))?.body)).toStrictEqual(bytesOf(2_000_000));
    });

    it.each(['../outside-of-it', '/etc/passwd-or-so', 'a/../../b/../../c', 'key-with-nul\0', ''])(
      'takes no key that could lead elsewhere: %j',
      async (key) => {
        const { store } = setup;
        await expect(store.put(key, aStream(bytesOf(1)), { maxBytes: 1 })).rejects.toThrow();
        await expect(store.get(key)).rejects.toThrow();
        await expect(store.remove([key])).rejects.toThrow();
      },
    );
  });
}

function endlessStream() {
  let given = 0;
  let isCancelled = false;
  return {
    given: () => given,
    isCancelled: () => isCancelled,
    body: new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          given += 4096;
          controller.enqueue(new Uint8Array(4096));
        },
        cancel() {
          isCancelled = true;
        },
      },
      { highWaterMark: 0 },
    ),
  };
}
