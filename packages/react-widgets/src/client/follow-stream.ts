import type { Api } from './api.ts';
import type { Follow } from './followed-transport.ts';
import type { Http } from './http.ts';

/** Server-sent events read with fetch, until the stream ends. Each `data:` line carries one whole frame. */
export function followStream(http: Http, api: Pick<Api, 'ticket'>): Follow {
  return async (greeting, tell, signal) => {
    const { ticket } = await api.ticket();
    const answer = await http.open({
      method: 'POST',
      path: '/v1/realtime/sse',
      body: { ticket, ...greeting() },
      signal,
    });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
      const lines = (rest + part.value).split(/\r?\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('data:')) tell(line.slice(5));
      }
    }
  };
}
