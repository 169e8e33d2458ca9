import type { Api } from './api.ts';
import { failureOf } from './client-failure.ts';
import type { Http } from './http.ts';
import { networkFailure } from './http-errors.ts';
import { type OpenTransport, readFrame, type TransportEvents, untilEnded } from './transport.ts';
import type { ClientFrame } from './wire-types.ts';

/** Server-sent events read with fetch, for networks without WebSockets; frames upwards are calls of their own. */
export function streamTransport(http: Http, api: Pick<Api, 'ticket'>): OpenTransport {
  return (greeting, events) => {
    const abort = new AbortController();
    let connectionId: string | undefined;
    const out = untilEnded({
      onFrame(frame) {
        if (frame.t === 'welcome') connectionId = frame.connectionId;
        events.onFrame(frame);
      },
      onEnd: events.onEnd,
    });

    const run = async (): Promise<void> => {
      const { ticket } = await api.ticket();
      const answer = await http.open({
        method: 'POST',
        path: '/v1/realtime/sse',
        body: { ticket, ...greeting() },
        signal: abort.signal,
      });
      await readStream(answer, out);
      throw networkFailure();
    };
    run().catch((error: unknown) => {
      const failure = failureOf(error);
      out.onEnd({
        failure,
        isUnsupported: failure.code !== 'network_error' && failure.code !== 'unauthorized',
      });
    });

    const call = (frame: ClientFrame): void => {
      http
        .open({ method: 'POST', path: '/v1/realtime/frames', body: { connectionId, frame } })
        .catch(() => undefined);
    };
    return {
      send(frame) {
        if (connectionId !== undefined) call(frame);
      },
      close() {
        out.mute();
        abort.abort();
      },
    };
  };
}

/** Reads `data:` lines until the stream ends. Each carries one whole frame. */
async function readStream(answer: Response, out: TransportEvents): Promise<void> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    const lines = (rest + part.value).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const frame = line.startsWith('data:') ? readFrame(line.slice(5)) : undefined;
      if (frame !== undefined) out.onFrame(frame);
    }
  }
}
