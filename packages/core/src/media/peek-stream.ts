/** The beginning of a stream, and the whole of it to be read on. */
export interface Peeked {
  /** At least `leastBytes`, or everything there is. */
  readonly head: Uint8Array;
  /** Whoever takes it reads or cancels it. */
  readonly whole: ReadableStream<Uint8Array>;
}

/** Reads as much of a stream as is needed to see its first `leastBytes`. @throws whatever the stream fails with */
export async function peekStream(body: ReadableStream<Uint8Array>, leastBytes: number): Promise<Peeked> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  let isOver = false;
  while (sizeBytes < leastBytes && !isOver) {
    const { done, value } = await reader.read();
    isOver = done;
    if (value === undefined) continue;
    chunks.push(value);
    sizeBytes += value.length;
  }
  const head = new Uint8Array(Math.min(sizeBytes, leastBytes));
  let at = 0;
  for (const chunk of chunks) {
    head.set(chunk.subarray(0, head.length - at), at);
    at += Math.min(chunk.length, head.length - at);
  }
  const whole = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = chunks.shift() ?? (isOver ? undefined : (await reader.read()).value);
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return { head, whole };
}
