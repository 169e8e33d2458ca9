import { createHmac } from 'node:crypto';
import { whatsAppAdapter } from '@parley/channel-whatsapp';
import {
  type AccountId,
  createAesGcmCipher,
  createParley,
  hashApiKeySecret,
  type InboxId,
  type Parley,
} from '@parley/core';
import { createServer, type ParleyServer } from '@parley/server';
import { createPgliteStorage } from '@parley/storage-postgres';
import { createGraphFiles, type GraphFiles, graphOrigin } from './graph-files.ts';

/** One tenant: what it knows and nobody else may. */
export interface Tenant {
  readonly accountId: AccountId;
  readonly inboxId: InboxId;
  readonly apiKey: string;
  readonly appSecret: string;
  /** Stands in everything this tenant stores; it must never show up in an answer to another one. */
  readonly canary: string;
}

/** What came back. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

/** What a call may carry beside its path. */
export interface ApiCallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Two tenants on one server and one embedded database, without a port. */
export interface ApiDesk {
  readonly parley: Parley;
  readonly server: ParleyServer;
  readonly acme: Tenant;
  readonly globex: Tenant;
  /** Every statement the database was sent so far. */
  readonly statements: readonly string[];
  /** The provider's files. */
  readonly graph: GraphFiles;
  call(tenant: Tenant, method: string, path: string, options?: ApiCallOptions): Promise<ApiAnswer>;
  /** Posts bytes to a tenant's webhook, signed with `secret`. */
  post(tenant: Tenant, body: string, secret?: string): Promise<ApiAnswer>;
  /** Calls as an agent, with a token. */
  as(token: string, method: string, path: string, options?: ApiCallOptions): Promise<ApiAnswer>;
  /** A new agent of the tenant and a token of theirs. */
  signIn(
    tenant: Tenant,
    role?: 'agent' | 'supervisor' | 'admin',
  ): Promise<{ agentId: string; token: string }>;
  /** A customer of the tenant sends a file the provider holds. */
  sendFile(
    tenant: Tenant,
    from: string,
    file: { readonly mediaId: string; readonly name?: string },
  ): Promise<void>;
  /** A customer of the tenant writes. */
  write(tenant: Tenant, from: string, text: string): Promise<void>;
  close(): Promise<void>;
}

const ids = { phoneNumberId: '106540352242922', wabaId: '102290129340398' };

function tenant(name: string, n: number): Tenant {
  const tail = `0000000000007000800000000000000${n}`;
  return {
    accountId: `acc_${tail}`,
    inboxId: `inb_${tail}`,
    apiKey: `pk_${name}_${'0'.repeat(40)}`,
    appSecret: `${name}-app-secret`,
    canary: `canary-of-${name}`,
  };
}

/** Wires everything, as a host would. Nothing is sent: jobs are not started. */
export async function openApiDesk(): Promise<ApiDesk> {
  const statements: string[] = [];
  const storage = await createPgliteStorage({ onQuery: ({ text }) => statements.push(text) });
  const graph = createGraphFiles();
  const parley = createParley({
    storage,
    channels: [
      whatsAppAdapter({
        graphBaseUrl: graphOrigin,
        fetch: graph.fetch,
        mediaHosts: [graphOrigin],
        maxDownloadBytes: 64 * 1024 * 1024,
      }),
    ],
    cipher: createAesGcmCipher([{ id: 'test', bytes: new Uint8Array(32).fill(7) }]),
  });
  const server = createServer({ parley, cursorKey: new Uint8Array(32).fill(9) });
  const acme = tenant('acme', 1);
  const globex = tenant('globex', 2);
  for (const given of [acme, globex]) await addTenant(parley, given);

  const answerTo = async (request: Request): Promise<ApiAnswer> => {
    const response = await server.fetch(request);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? (JSON.parse(text) as unknown) : text,
    };
  };
  const post: ApiDesk['post'] = (to, body, secret = to.appSecret) =>
    answerTo(
      new Request(`http://desk.test/webhooks/whatsapp/${to.inboxId}`, {
        method: 'POST',
        body,
        headers: {
          'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        },
      }),
    );
  const call: ApiDesk['call'] = (by, method, path, { body, headers = {} } = {}) =>
    answerTo(
      new Request(`http://desk.test${path}`, {
        method,
        headers: {
          authorization: `Bearer ${by.apiKey}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  let written = 0;
  return {
    parley,
    server,
    acme,
    globex,
    statements,
    graph,
    post,
    call,
    as: (token, method, path, options = {}) =>
      call(acme, method, path, {
        ...options,
        headers: { ...options.headers, authorization: `Bearer ${token}` },
      }),
    async signIn(of, role = 'agent') {
      const created = await call(of, 'POST', '/v1/agents', { body: { name: `${of.canary} ${role}`, role } });
      const { id: agentId } = created.body as { id: string };
      const made = await call(of, 'POST', `/v1/agents/${agentId}/tokens`);
      if (made.status !== 201) throw new Error(`no token: ${made.text}`);
      return { agentId, token: (made.body as { token: string }).token };
    },
    async write(to, from, text) {
      written += 1;
      const answer = await post(
        to,
        webhook(`wamid.${written}`, from, { type: 'text', text: { body: text } }, `${to.canary} ${from}`),
      );
      if (answer.status !== 200) throw new Error(`the webhook was answered ${answer.status}: ${answer.text}`);
    },
    async sendFile(to, from, { mediaId, name }) {
      written += 1;
      const document = {
        id: mediaId,
        mime_type: 'image/png',
        sha256: 'x',
        ...(name === undefined ? {} : { filename: name }),
      };
      const message = { type: 'document', document };
      const answer = await post(to, webhook(`wamid.${written}`, from, message, `${to.canary} ${from}`));
      if (answer.status !== 200) throw new Error(`the webhook was answered ${answer.status}: ${answer.text}`);
    },
    async close() {
      await parley.stop();
      await storage.close();
    },
  };
}

async function addTenant(
  parley: Parley,
  { accountId, inboxId, apiKey, appSecret, canary }: Tenant,
): Promise<void> {
  const { storage } = parley;
  await storage.system.addAccounts([{ id: accountId, name: canary, createdAt: new Date() }]);
  const desk = parley.desk({ accountId, actor: { type: 'system' } });
  await desk.inboxes.create({
    id: inboxId,
    name: canary,
    channel: 'whatsapp',
    settings: ids,
    credentials: { appSecrets: [appSecret], verifyToken: `${canary}-token`, accessToken: `${canary}-access` },
  });
  await storage.forAccount(accountId).apiKeys.add([
    {
      id: `key_${inboxId.slice(4)}`,
      accountId,
      name: 'test',
      prefix: apiKey.slice(0, 8),
      hash: await hashApiKeySecret(apiKey),
      createdAt: new Date(),
    },
  ]);
}

/** One WhatsApp message as Meta would post it. */
function webhook(id: string, from: string, content: object, name: string): string {
  const message = {
    from,
    id,
    timestamp: String(Math.floor(Date.now() / 1000)),
    ...content,
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: ids.phoneNumberId },
    contacts: [{ profile: { name }, wa_id: from }],
    messages: [message],
  };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: ids.wabaId, changes: [{ field: 'messages', value }] }],
  });
}
