import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AgentId, AgentRole } from '@parley/core';
import { createServer, type ParleyServer, type RealtimeOptions } from '@parley/server';
import {
  type AttachedRealtime,
  type AttachOptions,
  attachRealtime,
  toNodeHandler,
} from '@parley/server/node';
import { type ApiDesk, openApiDesk, type Tenant } from './api-desk.ts';
import { connectRealtime, type Frame, type RealtimeClient } from './realtime-client.ts';

/** How a desk with realtime is opened. */
export interface RealtimeDeskOptions {
  readonly realtime?: RealtimeOptions;
  readonly attach?: AttachOptions;
  readonly corsOrigins?: readonly string[];
}

/** What hello may say beside the ticket. */
export type HelloOptions = Readonly<Record<string, unknown>>;

/** An API desk on a real port, with sockets. */
export interface RealtimeDesk extends ApiDesk {
  readonly http: Server;
  readonly live: ParleyServer;
  readonly attached: AttachedRealtime;
  readonly port: number;
  readonly url: string;
  /** A new agent of the tenant. */
  agent(tenant: Tenant, name: string, role?: AgentRole): Promise<AgentId>;
  /** A ticket, for an agent if one is given. */
  ticket(tenant: Tenant, agentId?: AgentId): Promise<string>;
  /** A connection that has been welcomed. */
  connect(tenant: Tenant, agentId?: AgentId, hello?: HelloOptions, url?: string): Promise<RealtimeClient>;
  /** A customer writes; resolves to the id of the conversation. */
  hear(tenant: Tenant, from: string, text: string): Promise<string>;
}

/** Opens everything on a free port of loopback. */
export async function openRealtimeDesk(options: RealtimeDeskOptions = {}): Promise<RealtimeDesk> {
  const desk = await openApiDesk();
  const live = createServer({
    parley: desk.parley,
    cursorKey: new Uint8Array(32).fill(9),
    tokenKey: new Uint8Array(32).fill(5),
    ...(options.realtime === undefined ? {} : { realtime: options.realtime }),
    ...(options.corsOrigins === undefined ? {} : { corsOrigins: options.corsOrigins }),
  });
  const http = createHttpServer(toNodeHandler(live));
  const attached = attachRealtime(http, live, options.attach);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const url = `ws://127.0.0.1:${port}/v1/realtime`;
  await desk.parley.start();

  const ticket = async (tenant: Tenant, agentId?: AgentId): Promise<string> => {
    const body = agentId === undefined ? {} : { agentId };
    const answer = await desk.call(tenant, 'POST', '/v1/realtime/tickets', { body });
    if (answer.status !== 201) throw new Error(`no ticket: ${answer.text}`);
    return (answer.body as { readonly ticket: string }).ticket;
  };
  return {
    ...desk,
    http,
    live,
    attached,
    port,
    url,
    ticket,
    async agent(tenant, name, role = 'agent') {
      const answer = await desk.call(tenant, 'POST', '/v1/agents', { body: { name, role } });
      if (answer.status !== 201) throw new Error(`no agent: ${answer.text}`);
      return (answer.body as { readonly id: AgentId }).id;
    },
    async connect(tenant, agentId, hello = {}, to = url) {
      const client = await connectRealtime(to);
      client.send({ t: 'hello', ticket: await ticket(tenant, agentId), ...hello });
      await client.first('welcome');
      return client;
    },
    async hear(tenant, from, text) {
      await desk.write(tenant, from, text);
      const answer = await desk.call(tenant, 'GET', '/v1/conversations?limit=100');
      const { items } = answer.body as {
        readonly items: readonly { readonly id: string; readonly preview: string }[];
      };
      const found = items.find(({ preview }) => preview === text);
      if (found === undefined) throw new Error('the conversation cannot be found');
      return found.id;
    },
    async close() {
      await attached.drain(500);
      http.closeAllConnections();
      http.close();
      await desk.close();
    },
  };
}

/** Where a client stands, as it would say when it comes back. */
export function resumeOf(client: RealtimeClient): { readonly epoch: string; readonly position: string } {
  const welcome = client.frames.find(({ t }) => t === 'welcome') as Frame;
  return { epoch: welcome['epoch'] as string, position: client.position ?? (welcome['position'] as string) };
}
