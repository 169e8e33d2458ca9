import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';
import { type HeardMessages, sharedNow } from './heard-messages.ts';
import type { LoadSocket } from './load-socket.ts';

/** Where Parley is and as whom it is asked. */
export interface ParleyAddress {
  readonly url: string;
  readonly apiKey: string;
}

// As many as a balancer keeps open, so that the accept queue of the server is not what is measured.
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const firstRetryMs = 1000;
const maxRetryMs = 8000;
const received = Buffer.from('"type":"message.received"');
const position = /^\{"t":"(?:event|position)"(?:,"name":"[^"]*")?,"position":"([\d.]+)"/;

/** An agent's socket, as a client is meant to be written: ticket, hello, resume, full jitter when it fails. */
export function connectParley(address: ParleyAddress, agentId: string, heard: HeardMessages): LoadSocket {
  let known = new Set<number>();
  let ws: WebSocket | undefined;
  let cursor: { epoch: string; position: string } | undefined;
  let isConnected = false;
  let isClosed = false;
  let failures = 0;

  const comeBack = (withinMs = Math.min(maxRetryMs, firstRetryMs * 2 ** failures)): void => {
    isConnected = false;
    if (!isClosed) setTimeout(() => void connect(), Math.random() * withinMs);
  };
  const connect = async (): Promise<void> => {
    if (isClosed) return;
    try {
      open(await ticketOf(address, agentId));
    } catch {
      heard.failures.ticket += 1;
      failures += 1;
      comeBack();
    }
  };
  const open = (ticket: string): void => {
    const socket = new WebSocket(`${address.url.replace('http', 'ws')}/v1/realtime`, 'parley.v1', {
      perMessageDeflate: false,
    });
    ws = socket;
    socket.on('open', () => {
      socket.send(
        JSON.stringify({
          t: 'hello',
          ticket,
          topics: ['account'],
          ...(cursor === undefined ? {} : { resume: cursor }),
        }),
      );
    });
    socket.on('message', (data: Buffer) => take(data));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (!isConnected) {
        heard.failures.socket += 1;
        failures += 1;
      }
      comeBack();
    });
  };
  const take = (data: Buffer): void => {
    const at = position.exec(data.toString('latin1', 0, 120))?.[1];
    if (at !== undefined) {
      if (cursor !== undefined) cursor.position = at;
      if (data.includes(received)) heard.hear(data, known);
      return;
    }
    const frame = JSON.parse(data.toString()) as Record<string, string>;
    if (frame['t'] === 'welcome') {
      cursor = { epoch: frame['epoch'] ?? '', position: frame['position'] ?? '' };
      isConnected = true;
      failures = 0;
      heard.lastConnectedAt = sharedNow();
    } else if (frame['t'] === 'resync_required') heard.resyncs += 1;
  };

  void connect();
  return {
    get isConnected() {
      return isConnected;
    },
    cut() {
      (ws as unknown as { readonly _socket?: { destroy(): void } } | undefined)?._socket?.destroy();
    },
    close() {
      isClosed = true;
      ws?.terminate();
    },
    reset() {
      known = new Set();
    },
  };
}

function ticketOf({ url, apiKey }: ParleyAddress, agentId: string): Promise<string> {
  const body = JSON.stringify({ agentId });
  const headers = {
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/v1/realtime/tickets`, { method: 'POST', agent, headers, timeout: 20_000 });
    asked.on('timeout', () => asked.destroy(new Error('no answer')));
    asked.on('error', reject);
    asked.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode !== 201) reject(new Error(`ticket: ${response.statusCode}`));
        else resolve((JSON.parse(text) as { readonly ticket: string }).ticket);
      });
    });
    asked.end(body);
  });
}
