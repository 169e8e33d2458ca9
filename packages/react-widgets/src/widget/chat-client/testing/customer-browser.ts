import type { ChatClient } from '../chat-client.ts';
import { type KeyValueStorage, memoryStorage } from '../chat-storage.ts';
import { createChatClient } from '../create-chat-client.ts';
import { ManualClock } from './manual-clock.ts';
import { ModelChatServer, type ModelSocket } from './model-chat-server.ts';

const opened: ChatClient[] = [];

/** Stops every client of a test. */
export function closeBrowsers(): void {
  for (const client of opened.splice(0)) client.stop();
}

/** Everything that is due has happened. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** A customer token as a host would sign it, with a signature nobody checks. */
export const jwt = (sub: string, name = sub, lifeSeconds = 900): string => {
  const claims = { sub, exp: Date.UTC(2026, 0, 5, 9) / 1_000 + lifeSeconds, name };
  return `head.${btoa(JSON.stringify(claims)).replaceAll('=', '')}.sign`;
};
/** A visitor of an earlier page. */
export const visitor = { token: 'visitor-token', visitorId: 'v0', expiresAt: '2027-01-01T00:00:00.000Z' };

/** A browser with a customer in front of it, and the server it talks to; `answer` decides what the requests get. */
export class CustomerBrowser {
  readonly server = new ModelChatServer();
  readonly clock = new ManualClock();
  readonly requests: { readonly path: string; readonly token: string | null; readonly body: unknown }[] = [];
  answer: (path: string) => Response | undefined = () => undefined;
  readonly storage: KeyValueStorage;
  readonly client: ChatClient;

  constructor(storage: KeyValueStorage = memoryStorage()) {
    this.storage = storage;
    this.client = createChatClient({
      baseUrl: 'http://desk.example/support/',
      inboxId: 'inb_1',
      storage,
      clock: this.clock,
      openSocket: this.server.open,
      fetch: async (input, init) => {
        const path = String(input).replace('http://desk.example/support/v1/chat/inb_1', '');
        const headers = new Headers(init?.headers);
        const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
        this.requests.push({ path, token: headers.get('authorization'), body });
        const identified = { isIdentified: true, name: 'Sara', hasJoinedThread: true };
        const usual = path === '/identify' ? identified : this.server.rest(String(input));
        return this.answer(path) ?? Response.json(usual);
      },
    });
    opened.push(this.client);
  }

  get socket(): ModelSocket {
    const socket = this.server.live().at(-1);
    if (socket === undefined) throw new Error('Nothing is connected');
    return socket;
  }

  async start(): Promise<void> {
    this.client.start();
    await settled();
  }

  /** Carries frames both ways until nobody has anything to say. */
  async talk(): Promise<void> {
    await settled();
    for (let round = 0; round < 20; round += 1) {
      for (const socket of this.server.live()) {
        this.server.takeUp(socket);
        this.server.takeDown(socket);
      }
      await settled();
    }
  }

  write(text: string): string {
    return this.client.send({ content: { type: 'text', text }, text });
  }
}
