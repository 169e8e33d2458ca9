import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chatAppAdapter } from '@parley/channel-chatapp';
import {
  type AccountId,
  type BlobStore,
  createAesGcmCipher,
  createParley,
  type Desk,
  hashApiKeySecret,
  type InboxId,
  type Parley,
  type ParleyOptions,
} from '@parley/core';
import { createLocalDiskBlobStore } from '@parley/core/local-disk';
import { createServer, type ParleyServer, type ServerOptions } from '@parley/server';
import { attachRealtime, toNodeHandler } from '@parley/server/node';
import { createPgliteStorage } from '@parley/storage-postgres';
import { SignJWT } from 'jose';

/** A tenant with a chat of its own. */
export interface ChatTenant {
  readonly accountId: AccountId;
  readonly inboxId: InboxId;
  readonly apiKey: string;
  /** Of the inbox: its backend shows it. */
  readonly appKey: string;
  readonly secret: string;
  readonly issuer: string;
  readonly audience: string;
}

/** What came back. */
export interface ChatAnswer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Two tenants on a real port and an embedded database. */
export interface ChatDeskHarness {
  readonly parley: Parley;
  readonly server: ParleyServer;
  readonly url: string;
  /** The folder that holds the files. */
  readonly filesDir: string;
  readonly acme: ChatTenant;
  readonly globex: ChatTenant;
  /** What staff of the tenant do. */
  staff(tenant: ChatTenant): Desk;
  /** A token as the tenant's backend signs it. */
  token(tenant: ChatTenant, customerId: string, claims?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Calls a route below `/v1/chat/:inboxId`. */
  call<Body>(
    tenant: ChatTenant,
    method: string,
    path: string,
    options?: {
      readonly token?: string;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ): Promise<ChatAnswer<Body>>;
  /** A new visitor's token. */
  visitor(tenant: ChatTenant): Promise<string>;
  close(): Promise<void>;
}

function tenant(name: string, n: number): ChatTenant {
  const tail = `0000000000007000800000000000000${n}`;
  return {
    accountId: `acc_${tail}`,
    inboxId: `inb_${tail}`,
    apiKey: `pk_${name}_${'0'.repeat(40)}`,
    appKey: `${name}-app-key-${'0'.repeat(32)}`,
    secret: `${name}-token-secret-${'0'.repeat(32)}`,
    issuer: `https://${name}.example`,
    audience: `parley:${name}`,
  };
}

/** Wires everything, as a host would, with jobs and sockets; `blobs: null` = without a blob store. */
export async function openChatDesk(
  options: Pick<ServerOptions, 'mediaTimeoutMs' | 'trustedProxies' | 'maxNewVisitorsPerHour'> &
    Pick<ParleyOptions, 'clock'> & { readonly blobs?: BlobStore | null } = {},
): Promise<ChatDeskHarness> {
  const { clock, blobs, ...limits } = options;
  const filesDir = await mkdtemp(join(tmpdir(), 'parley-chat-'));
  const storage = await createPgliteStorage({});
  const parley = createParley({
    storage,
    channels: [chatAppAdapter()],
    ...(blobs === null ? {} : { blobs: blobs ?? createLocalDiskBlobStore({ directory: filesDir }) }),
    ...(clock === undefined ? {} : { clock }),
    cipher: createAesGcmCipher([{ id: 'test', bytes: new Uint8Array(32).fill(7) }]),
  });
  const server = createServer({
    parley,
    cursorKey: new Uint8Array(32).fill(9),
    tokenKey: new Uint8Array(32).fill(5),
    ...limits,
  });
  const acme = tenant('acme', 1);
  const globex = tenant('globex', 2);
  for (const given of [acme, globex]) await addTenant(parley, given);
  await parley.start();
  const http = createHttpServer(toNodeHandler(server));
  const realtime = attachRealtime(http, server);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const harness: ChatDeskHarness = {
    parley,
    server,
    url,
    filesDir,
    acme,
    globex,
    staff: ({ accountId }) => parley.desk({ accountId, actor: { type: 'system' } }),
    token(by, customerId, claims = {}) {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ jti: crypto.randomUUID(), ...claims })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(by.issuer)
        .setAudience(by.audience)
        .setSubject(customerId)
        .setIssuedAt(now)
        .setExpirationTime(now + 600)
        .sign(new TextEncoder().encode(by.secret));
    },
    async call<Body>(
      by: ChatTenant,
      method: string,
      path: string,
      options: Parameters<ChatDeskHarness['call']>[3] = {},
    ) {
      const { token, body, headers = {} } = options;
      const response = await fetch(`${url}/v1/chat/${by.inboxId}${path}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: (text === '' ? undefined : JSON.parse(text)) as Body,
      };
    },
    async visitor(by) {
      const { body } = await harness.call<{ readonly token: string }>(by, 'POST', '/visitors');
      return body.token;
    },
    async close() {
      await realtime.drain(1000);
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await parley.stop();
      await storage.close();
      await rm(filesDir, { recursive: true, force: true });
    },
  };
  return harness;
}

async function addTenant(parley: Parley, given: ChatTenant): Promise<void> {
  const { accountId, inboxId, apiKey, appKey, secret, issuer, audience } = given;
  const { storage } = parley;
  await storage.system.addAccounts([{ id: accountId, name: issuer, createdAt: new Date() }]);
  const desk = parley.desk({ accountId, actor: { type: 'system' } });
  await desk.inboxes.create({
    id: inboxId,
    name: 'Web chat',
    channel: 'chatapp',
    settings: {
      allowedOrigins: [issuer],
      allowsAnonymous: true,
      greeting: 'How can we help?',
      expectedReplyMinutes: 5,
      token: { issuer, audience, algorithm: 'HS256' },
    },
    credentials: { apiKeys: [appKey], tokenSecrets: [secret] },
  });
  await desk.agents.create({ id: `agt_${inboxId.slice(4)}`, name: 'Ana Souza', role: 'agent' });
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
