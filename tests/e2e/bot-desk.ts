import { chatAppAdapter } from '@parley/channel-chatapp';
import {
  type AccountId,
  type AgentId,
  createAesGcmCipher,
  createParley,
  type Desk,
  hashApiKeySecret,
  type InboxId,
  type Parley,
  type Storage,
} from '@parley/core';
import { createFakeClock, type FakeClock } from '@parley/core/testing';
import { createServer } from '@parley/server';

/** What came back. */
export interface BotAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A desk with one web chat, a bot's backend that has an API key, and one agent. */
export interface BotDesk {
  readonly parley: Parley;
  readonly clock: FakeClock;
  readonly accountId: AccountId;
  readonly inboxId: InboxId;
  readonly agentId: AgentId;
  /** Staff without an agent's name. */
  readonly desk: Desk;
  /** As the agent. */
  readonly ana: Desk;
  /** Calls with the bot's API key, or as somebody else (null = nobody). */
  call(method: string, path: string, body?: unknown, given?: CallOptions): Promise<BotAnswer>;
  /** Hands over; the fields of the source documents are there already. */
  handOff(fields?: Readonly<Record<string, unknown>>): Promise<BotAnswer>;
  close(): Promise<void>;
}

/** How a call differs from the bot's. */
export interface CallOptions {
  readonly bearer?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

let desks = 0;

/** Wires everything, as a host would. Nothing is sent until `parley.start()`. */
export async function openBotDesk(storage: Storage): Promise<BotDesk> {
  desks += 1;
  const tail = `${String(Date.now()).padStart(20, '0')}${String(desks).padStart(12, '0')}`;
  const accountId: AccountId = `acc_${tail}`;
  const apiKey = `pk_bot_${tail}_${'0'.repeat(16)}`;
  const clock = createFakeClock();
  const parley = createParley({
    storage,
    clock,
    channels: [chatAppAdapter()],
    cipher: createAesGcmCipher([{ id: 'test', bytes: new Uint8Array(32).fill(7) }]),
  });
  const server = createServer({ parley });
  await storage.system.addAccounts([{ id: accountId, name: 'Acme', createdAt: new Date() }]);
  await storage.forAccount(accountId).apiKeys.add([
    {
      id: `key_${tail}`,
      accountId,
      name: 'bot',
      prefix: apiKey.slice(0, 8),
      hash: await hashApiKeySecret(apiKey),
      createdAt: new Date(),
    },
  ]);
  const desk = parley.desk({ accountId, actor: { type: 'system' } });
  const { id: inboxId } = await desk.inboxes.create({
    name: 'Web chat',
    channel: 'chatapp',
    settings: { allowsAnonymous: true, showsAgentNames: true, expectedReplyMinutes: 5 },
    credentials: {},
  });
  const { id: agentId } = await desk.agents.create({ name: 'Ana Lima' });
  const call: BotDesk['call'] = async (method, path, body, given = {}) => {
    const bearer = given.bearer === undefined ? apiKey : given.bearer;
    const response = await server.fetch(
      new Request(`http://desk.test${path}`, {
        method,
        headers: {
          ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...given.headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
  };
  return {
    parley,
    clock,
    accountId,
    inboxId,
    agentId,
    desk,
    ana: parley.desk({ accountId, actor: { type: 'agent', id: agentId } }),
    call,
    handOff: (fields = {}) =>
      call('POST', '/api/webhooks/chatbot', {
        source: 'web_chat',
        customer_email: 'user@example.com',
        subject: 'Cannot login',
        initial_message: 'I cannot log in since this morning.',
        session_id: 'xyz',
        ...fields,
      }),
    close: () => parley.stop(),
  };
}
