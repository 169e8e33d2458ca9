import { createHash, type Hash } from 'node:crypto';
import type { ChannelSendError } from '@parley/core';
import { damagedFile, fileTooLarge, interruptedFile } from './media-errors.ts';

/**
 * Passes a file on as it comes and fails the stream when it grows past the cap, breaks off, or is not what the provider
 * announced. Holds one chunk at a time, whatever the size of the file.
 */
export function guardStream(
  body: ReadableStream<Uint8Array>,
  expected: {
    readonly maxBytes: number;
    readonly sha256?: string | undefined;
    readonly sizeBytes?: number | undefined;
  },
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const hash = createHash('sha256');
  let sizeBytes = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let chunk: { done: boolean; value?: Uint8Array | undefined };
        try {
          chunk = await reader.read();
        } catch (error) {
          controller.error(interruptedFile(error));
          return;
        }
        if (chunk.done || chunk.value === undefined) {
          const problem = problemOf(hash, sizeBytes, expected);
          if (problem === undefined) controller.close();
          else controller.error(problem);
          return;
        }
        sizeBytes += chunk.value.byteLength;
        if (sizeBytes > expected.maxBytes) {
          await reader.cancel().catch(() => undefined);
          controller.error(fileTooLarge(expected.maxBytes));
          return;
        }
        hash.update(chunk.value);
        controller.enqueue(chunk.value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

function problemOf(
  hash: Hash,
  sizeBytes: number,
  expected: { readonly sha256?: string | undefined; readonly sizeBytes?: number | undefined },
): ChannelSendError | undefined {
  if (expected.sha256 !== undefined)
    return hash.digest('hex') === expected.sha256 ? undefined : damagedFile();
  return expected.sizeBytes === undefined || expected.sizeBytes === sizeBytes ? undefined : damagedFile();
}
