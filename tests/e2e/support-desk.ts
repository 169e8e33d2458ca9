import { whatsAppAdapter } from '@parley/channel-whatsapp';
import { createAesGcmCipher, createParley, hashApiKeySecret, type Parley } from '@parley/core';
import { createServer } from '@parley/server';
import {
  createWhatsAppSimulator,
  type WhatsAppSimulator,
  type WhatsAppSimulatorOptions,
} from '@parley/simulator';
import { createPgliteStorage } from '@parley/storage-postgres';

const accountId = 'acc_00000000000070008000000000000001';
const inboxId = 'inb_00000000000070008000000000000001';
const apiKey = 'pk_e2e_00000000000000000000000000000000000000000000000';

/** The whole product in one process and without a port: server, engine, WhatsApp adapter, embedded database, simulator. */
export interface SupportDesk {
  readonly parley: Parley;
  readonly whatsapp: WhatsAppSimulator;
  /** Calls the API as the desk's key. */
  api<Answer>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: Answer }>;
  /** Asks until the answer fits; a wrong one at the end fails the test that compares it. */
  until<Answer>(path: string, fits: (answer: Answer) => boolean): Promise<Answer>;
  /** Another provider's side with options of its own (e.g. a clock that is behind), posting to the same inbox. */
  secondProvider(simulated: WhatsAppSimulatorOptions): WhatsAppSimulator;
  close(): Promise<void>;
}

/** Wires everything, as a host would. */
export async function openSupportDesk(): Promise<SupportDesk> {
  const storage = await createPgliteStorage({});
  let server: { fetch(request: Request): Promise<Response> } | undefined;
  const common: WhatsAppSimulatorOptions = {
    webhookUrl: `http://desk.test/webhooks/whatsapp/${inboxId}`,
    appSecret: 'e2e-app-secret',
    verifyToken: 'e2e-verify-token',
    accessToken: 'e2e-access-token',
    clock: 'real',
    fetch: (request) => server?.fetch(request) ?? Promise.reject(new Error('the desk is not open yet')),
  };
  const whatsapp = createWhatsAppSimulator(common);
  const { phoneNumberId, wabaId } = whatsapp.settings;
  const parley = createParley({
    storage,
    channels: [
      whatsAppAdapter({
        graphBaseUrl: 'http://graph.test',
        fetch: ((input: Request | URL | string, init?: RequestInit) =>
          whatsapp.fetch(input, init)) as typeof fetch,
      }),
    ],
    cipher: createAesGcmCipher([{ id: 'e2e', bytes: new Uint8Array(32).fill(7) }]),
  });
  await storage.system.addAccounts([{ id: accountId, name: 'Acme', createdAt: new Date() }]);
  await parley.desk({ accountId, actor: { type: 'system' } }).inboxes.create({
    id: inboxId,
    name: 'WhatsApp',
    channel: 'whatsapp',
    settings: { phoneNumberId, wabaId },
    credentials: {
      appSecrets: ['e2e-app-secret'],
      verifyToken: 'e2e-verify-token',
      accessToken: 'e2e-access-token',
    },
  });
  await storage.forAccount(accountId).transaction(async (tx) =>
    tx.apiKeys.add([
      {
        id: 'key_00000000000070008000000000000001',
        accountId,
        name: 'e2e',
        prefix: apiKey.slice(0, 8),
        hash: await hashApiKeySecret(apiKey),
        createdAt: new Date(),
      },
    ]),
  );
  server = createServer({ parley });
  await parley.start();

  const api: SupportDesk['api'] = async <Answer>(method: string, path: string, body?: unknown) => {
    const request = new Request(`http://desk.test${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await (server as NonNullable<typeof server>).fetch(request);
    return { status: response.status, body: (await response.json()) as Answer };
  };
  return {
    parley,
    whatsapp,
    api,
    async until<Answer>(path: string, fits: (answer: Answer) => boolean): Promise<Answer> {
      for (let tries = 0; ; tries += 1) {
        const { body } = await api<Answer>('GET', path);
        if (fits(body) || tries >= 200) return body;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    secondProvider: (simulated) => createWhatsAppSimulator({ ...common, ...simulated }),
    async close() {
      await parley.stop();
      await whatsapp.close();
      await storage.close();
    },
  };
}
