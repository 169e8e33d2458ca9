import http, { type IncomingMessage, type RequestListener } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { RawRequest } from '@parley/core';
import { afterEach, describe, expect, test } from 'vitest';
import { createServer } from './create-server.ts';
import type { ServerOptions } from './server-options.ts';
import { fakeApiKey, fakeParley } from './testing/fake-parley.ts';
import { toNodeHandler } from './to-node-handler.ts';

const path = '/webhooks/whatsapp/inb_00000000000070008000000000000001';
const open: http.Server[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(listener: RequestListener): Promise<number> {
  const server = http.createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function receiving(options: Partial<ServerOptions> = {}) {
  const received: RawRequest[] = [];
  const receiveWebhook = (_channel: string, _inboxId: string, request: RawRequest) => {
    received.push(request);
    return Promise.resolve({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'OK' });
  };
  const server = createServer({ parley: fakeParley({ receiveWebhook }), ...options });
  return { received, server, handler: toNodeHandler(server) };
}

/** Writes bytes as they are and resolves with everything the server said until it closed the connection. */
function talk(port: number, write: (socket: net.Socket) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = net.connect(port, '127.0.0.1', () => write(socket));
    socket.on('data', (chunk) => {
      said += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(said));
    socket.on('error', (error: NodeJS.ErrnoException) => (said === '' ? reject(error) : resolve(said)));
  });
}

const statusOf = (said: string): number => Number(/^HTTP\/1\.1 (\d+)/m.exec(said)?.[1]);

describe('webhooks through node:http', () => {
  test('arrive byte for byte, with their headers and query', async () => {
    const { received, handler } = receiving();
    const port = await listen(handler);
    const body = Buffer.from('{"text":"\\u00e9 é 🎉"}  ');
    const response = await fetch(`http://127.0.0.1:${port}${path}?a=1`, {
      method: 'POST',
      body,
      headers: { 'X-Hub-Signature-256': 'sha256=abc' },
    });
    expect([response.status, await response.text()]).toEqual([200, 'OK']);
    expect(Buffer.from(received[0]?.body ?? []).equals(body)).toBe(true);
    expect(received[0]?.header('x-hub-signature-256')).toBe('sha256=abc');
    expect(received[0]?.url).toBe(`${path}?a=1`);
  });

  test('of 3 MB pass, whole or in pieces', async () => {
    const { received, handler } = receiving();
    const port = await listen(handler);
    const body = Buffer.alloc(3_000_000, 'x');
    expect((await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body })).status).toBe(200);
    const stream = new ReadableStream({
      start(controller) {
        for (let index = 0; index < 30; index += 1) controller.enqueue(body.subarray(0, 100_000));
        controller.close();
      },
    });
    const init = { method: 'POST', body: stream, duplex: 'half' } as RequestInit;
    expect((await fetch(`http://127.0.0.1:${port}${path}`, init)).status).toBe(200);
    expect(received.map((request) => request.body.length)).toEqual([3_000_000, 3_000_000]);
  });

  test('that say they are over 4 MiB are refused before they are read', async () => {
    const { received, handler } = receiving();
    const port = await listen(handler);
    const said = await talk(port, (socket) =>
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${4 * 1024 * 1024 + 1}\r\n\r\n`),
    );
    expect(statusOf(said)).toBe(413);
    expect(said).toContain('"body_too_large"');
    expect(said.toLowerCase()).toContain('connection: close');
    expect(received).toEqual([]);
  });

  test('that do not say how long they are are refused once they are over the limit', async () => {
    const { received, handler } = receiving();
    const port = await listen(handler);
    const chunk = Buffer.alloc(65_536, 'x');
    const said = await talk(port, (socket) => {
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`);
      const pump = (): void => {
        while (
          !socket.destroyed &&
          socket.write(Buffer.concat([Buffer.from('10000\r\n'), chunk, Buffer.from('\r\n')]))
        );
      };
      socket.on('drain', pump);
      pump();
    });
    expect(statusOf(said)).toBe(413);
    expect(received).toEqual([]);
  });

  test('that promise more bytes than they send are given up after the time for bodies', async () => {
    const { received, handler } = receiving({ bodyTimeoutMs: 50 });
    const port = await listen(handler);
    const said = await talk(port, (socket) =>
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"half":`),
    );
    expect(statusOf(said)).toBe(408);
    expect(said).toContain('"body_timeout"');
    expect(received).toEqual([]);
  });

  test('that send more bytes than they promise are never read past the promise', async () => {
    const { received, handler } = receiving();
    const port = await listen(handler);
    const said = await talk(port, (socket) =>
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}{"more":true}`),
    );
    // Node itself answers the bytes that follow, and may do so first.
    expect([200, 400]).toContain(statusOf(said));
    expect(received.map((request) => Buffer.from(request.body).toString())).toEqual(['{}']);
  });

  test('that are compressed are refused, so that nothing can be inflated', async () => {
    const { received, handler } = receiving();
    const port = await listen(handler);
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      body: gzipSync(Buffer.alloc(1_000_000)),
      headers: { 'content-encoding': 'gzip' },
    });
    expect(response.status).toBe(415);
    expect(received).toEqual([]);
  });

  test('whose sender hangs up in the middle reach nobody and break nothing', async () => {
    const { received, handler } = receiving();
    const port = await listen(handler);
    await talk(port, (socket) => {
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"half":`, () =>
        socket.destroy(),
      );
    });
    expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200);
    expect(received).toEqual([]);
  });
});

describe('in front of the server', () => {
  test('a parser that consumed the body is named as the mistake it is', async () => {
    const { received, handler } = receiving();
    const port = await listen((request, response) => {
      request.resume();
      request.on('end', () => {
        (request as IncomingMessage & { body?: unknown }).body = { parsed: true };
        handler(request, response);
      });
    });
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      body: '{"parsed":true}',
    });
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      error: { code: 'body_already_read', fix: expect.stringContaining('before body parsers') },
    });
    expect(received).toEqual([]);
  });

  test('a parser that keeps the exact bytes does no harm', async () => {
    const { received, handler } = receiving();
    const port = await listen((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        (request as IncomingMessage & { body?: unknown }).body = Buffer.concat(chunks);
        handler(request, response);
      });
    });
    expect((await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: '{ }' })).status).toBe(
      200,
    );
    expect(Buffer.from(received[0]?.body ?? []).toString()).toBe('{ }');
  });

  test('a prefix is taken off by the host and shown in the document', async () => {
    const { received, handler } = receiving();
    const port = await listen((request, response) => {
      const mounted = request as IncomingMessage & { baseUrl?: string };
      mounted.baseUrl = '/support';
      mounted.url = mounted.url?.slice('/support'.length) ?? '/';
      handler(mounted, response);
    });
    expect(
      (await fetch(`http://127.0.0.1:${port}/support${path}`, { method: 'POST', body: '{}' })).status,
    ).toBe(200);
    expect(received[0]?.url).toBe(path);
    const document = await fetch(`http://127.0.0.1:${port}/support/openapi.json`);
    expect(await document.json()).toMatchObject({ servers: [{ url: '/support' }] });
  });
});

describe('connections', () => {
  test('are kept between answers, and closed after the next one when the server drains', async () => {
    const { server, handler } = receiving();
    const port = await listen(handler);
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const get = (): Promise<IncomingMessage> =>
      new Promise((resolve, reject) => {
        http
          .get({ port, host: '127.0.0.1', path: '/livez', agent }, (response) => resolve(response.resume()))
          .on('error', reject);
      });
    expect((await get()).headers.connection).toBe('keep-alive');
    server.startDraining();
    expect((await get()).headers.connection).toBe('close');
    agent.destroy();
  });

  test('carry the length of what they answer, also in letters that take more bytes', async () => {
    const parley = fakeParley({
      desk: {
        agents: {
          list: () =>
            Promise.resolve([
              { id: 'agt_1', name: 'Zoë 🎉', role: 'agent', version: 1, createdAt: new Date(0) },
            ]),
        },
      },
    });
    const port = await listen(toNodeHandler(createServer({ parley })));
    const response = await fetch(`http://127.0.0.1:${port}/v1/agents`, {
      headers: { authorization: `Bearer ${fakeApiKey}` },
    });
    const text = await response.text();
    expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
    expect(text).toContain('Zoë 🎉');
  });
});
