// A process of its own: the least that can be called storing a webhook. One insert, committed by itself, then the answer.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { FromServer, ToServer } from './chat-settings.ts';

/** What it is started with. */
interface SingleInsertSettings {
  /** `undefined` answers without storing anything: what node:http and the load generator cost by themselves. */
  readonly databaseUrl?: string;
}

const { databaseUrl } = JSON.parse(process.argv[2] ?? '') as SingleInsertSettings;
const pool = databaseUrl === undefined ? undefined : new pg.Pool({ connectionString: databaseUrl });

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  await pool?.query('insert into bodies (body) values ($1)', [Buffer.concat(chunks).toString()]);
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.end('ok');
}

const tell = (message: FromServer): void => {
  process.send?.(message);
};
const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    console.error('single insert:', error);
    response.writeHead(500).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  tell({ type: 'listening', port: (server.address() as AddressInfo).port });
});
process.on('message', (message: ToServer) => {
  if (message.type === 'stop') process.exit(0);
  // It answers when it is done, so nothing is ever left.
  tell({ type: 'settled' });
});
process.on('disconnect', () => process.exit(0));
