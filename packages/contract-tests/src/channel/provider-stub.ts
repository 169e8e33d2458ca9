import type { ProviderAnswer } from './channel-setup.ts';

/** One call the channel made. */
export interface SeenCall {
  readonly url: string;
  readonly init: RequestInit | undefined;
}

/** A provider that answers as told and remembers what it was asked. */
export interface ProviderStub {
  readonly fetch: typeof globalThis.fetch;
  readonly calls: readonly SeenCall[];
}

/** Answers every call the same way. */
export function answering(answer: ProviderAnswer): ProviderStub {
  return stub(
    async () => new Response(answer.body, { status: answer.status, headers: answer.headers ?? {} }),
  );
}

/** Takes the request and breaks the connection before answering, as fetch reports it. */
export function losingTheAnswer(): ProviderStub {
  return stub(async () => {
    throw new TypeError('fetch failed', {
      cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }),
    });
  });
}

/** Cannot be reached: nothing was written. */
export function unreachable(): ProviderStub {
  return stub(async () => {
    throw new TypeError('fetch failed', {
      cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' }),
    });
  });
}

/** Never answers; gives up only when it is told to. Resolves `reached` once it was called. */
export function silent(): ProviderStub & { readonly reached: Promise<void> } {
  let reach: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const provider = stub((init) => {
    reach();
    return new Promise<Response>((_resolve, reject) => {
      const signal = init?.signal;
      const giveUp = (): void => reject(signal?.reason ?? new DOMException('aborted', 'AbortError'));
      if (signal?.aborted === true) giveUp();
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  });
  return { ...provider, reached };
}

function stub(answer: (init: RequestInit | undefined) => Promise<Response>): ProviderStub {
  const calls: SeenCall[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    calls.push({ url: input instanceof Request ? input.url : String(input), init });
    return answer(init);
  };
  return { fetch, calls };
}
