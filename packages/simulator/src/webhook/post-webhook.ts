/** What came of one POST. */
export interface PostOutcome {
  readonly status: number | undefined;
  readonly error: string | undefined;
  readonly tookMs: number;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'timeout';
  const cause = error.cause;
  if (typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string')
    return cause.code;
  return error.name;
}

/** Rejects when the signal aborts: a `fetch` of the caller's own may not listen to it. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const give = () => reject(signal.reason as Error);
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}

/** Posts a signed body once, as the provider would. Never throws: a failure is an outcome. */
export async function postWebhook(input: {
  url: string;
  fetch: (request: Request) => Promise<Response>;
  body: Uint8Array;
  signature: string | undefined;
  /** Real milliseconds. */
  timeoutMs: number;
  signal: AbortSignal;
}): Promise<PostOutcome> {
  const started = performance.now();
  const took = () => Math.round((performance.now() - started) * 100) / 100;
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': 'facebookexternalua',
    accept: '*/*',
  };
  if (input.signature !== undefined) headers['x-hub-signature-256'] = input.signature;
  const signal = AbortSignal.any([AbortSignal.timeout(input.timeoutMs), input.signal]);
  const aborted = whenAborted(signal);
  // Losing the race is no failure of its own.
  aborted.catch(() => undefined);
  try {
    const request = new Request(input.url, {
      method: 'POST',
      headers,
      body: input.body.slice(),
      redirect: 'manual',
      signal,
    });
    const response = await Promise.race([input.fetch(request), aborted]);
    const tookMs = took();
    // The body is of no interest, but must be read for the connection to be used again.
    await Promise.race([response.arrayBuffer(), aborted]);
    return { status: response.status, error: undefined, tookMs };
  } catch (error) {
    return { status: undefined, error: reasonOf(error), tookMs: took() };
  }
}
