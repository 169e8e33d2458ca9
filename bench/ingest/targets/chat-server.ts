// A process of its own: node:http in front of the Chat SDK's WhatsApp adapter, as its guides set it up.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPostgresState } from '@chat-adapter/state-pg';
import { createRedisState } from '@chat-adapter/state-redis';
import { createWhatsAppAdapter } from '@chat-adapter/whatsapp';
import { type Adapter, Chat, type Logger, type Message, type StateAdapter } from 'chat';
import pg from 'pg';
import type { ChatSettings, FromServer, ToServer } from './chat-settings.ts';

const settings = JSON.parse(process.argv[2] ?? '') as ChatSettings;

// Only what went wrong is printed: writing a line per message would be measured too.
const logger: Logger = {
  child: () => logger,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (message, details) => console.error(`chat: ${message}`, details ?? ''),
};

const messages =
  settings.messagesUrl === undefined ? undefined : new pg.Pool({ connectionString: settings.messagesUrl });
messages?.on('error', (error) => console.error(`chat: ${error.message}`));

/** What a bot has to do itself to keep a message: one insert, committed by itself. */
async function store(message: Message): Promise<void> {
  await messages?.query(
    `insert into messages (id, thread_id, author_id, author_name, body, sent_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [
      message.id,
      message.threadId,
      message.author.userId,
      message.author.fullName,
      message.text,
      message.metadata.dateSent,
    ],
  );
}

const whatsapp = createWhatsAppAdapter({
  accessToken: 'never used: the bot does not answer',
  appSecret: settings.appSecret,
  phoneNumberId: settings.phoneNumberId,
  verifyToken: 'verify',
  logger,
});
const state =
  settings.state.kind === 'pg'
    ? createPostgresState({ url: settings.state.url, logger })
    : createRedisState({ url: settings.state.url, logger });

const chat = new Chat({
  userName: 'desk',
  // Their types were not written for `exactOptionalPropertyTypes`; state-pg 4.41.0 is typed against chat 4.41.0.
  adapters: { whatsapp: whatsapp as Adapter },
  state: state as StateAdapter,
  concurrency: settings.concurrency,
  logger,
});

// The library's guide sends WhatsApp conversations here; it looks the subscription up either way.
chat.onDirectMessage(async (_thread, message, _channel, context) => {
  for (const each of [...(context?.skipped ?? []), message]) await store(each);
});
await chat.initialize();

let pending = 0;
let nothingPending = (): void => undefined;

async function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return new Uint8Array(Buffer.concat(chunks));
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const tasks: Promise<unknown>[] = [];
  const signature = request.headers['x-hub-signature-256'];
  const answer = await chat.webhooks.whatsapp(
    new Request(`http://127.0.0.1${request.url}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(typeof signature === 'string' ? { 'x-hub-signature-256': signature } : {}),
      },
      body: await readBody(request),
    }),
    { waitUntil: (task) => tasks.push(task), propagateHandlerErrors: true },
  );
  pending += 1;
  const work = Promise.allSettled(tasks).then((results) => {
    pending -= 1;
    if (pending === 0) nothingPending();
    return results.every((result) => result.status === 'fulfilled');
  });
  const stored = settings.ack === 'after_handler' ? await work : true;
  response.writeHead(stored ? answer.status : 500, { 'content-type': 'text/plain' });
  response.end(await answer.text());
}

const tell = (message: FromServer): void => {
  process.send?.(message);
};
const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    console.error('chat:', error);
    response.writeHead(500).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  tell({ type: 'listening', port: (server.address() as AddressInfo).port });
});

process.on('message', (message: ToServer) => {
  if (message.type === 'stop') process.exit(0);
  nothingPending = () => tell({ type: 'settled' });
  if (pending === 0) nothingPending();
});
process.on('disconnect', () => process.exit(0));
