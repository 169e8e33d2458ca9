import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWhatsAppSimulator, type WhatsAppSimulator } from '@parley/simulator';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { inject } from 'vitest';
import './provided-context.ts';
import { type ServerProcess, startServerProcess } from '../faults/server-process.ts';

/** The demo's agents, as its sign-in page names them. */
export type DemoAgent = 'Ana Souza' | 'Ben Carter';

/** A page that was watched from its first moment. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, uncaught errors and CSP reports so far; a clean page has none. */
  readonly complaints: string[];
}

/** How a window differs from a plain desktop one. */
export interface WindowOptions extends BrowserContextOptions {
  /** Runs before the first page is there, e.g. for `addInitScript`. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
}

/** The reference server with the phone simulator and a browser: what a user starts, on free ports. */
export interface DeskPages {
  readonly url: string;
  readonly whatsapp: WhatsAppSimulator;
  readonly browser: Browser;
  readonly server: ServerProcess;
  /** A new window (own cookies, own storage) on `path` of the server, or on another address. */
  open(path: string, options?: WindowOptions): Promise<WatchedPage>;
  /** Ends the server as `kill -9` does; resolves when it is gone. */
  killServer(): Promise<void>;
  /** Starts a killed server again: the same address, the same data. */
  startServerAgain(): Promise<void>;
  /** A new window, signed in at the workbench. */
  signIn(agent: DemoAgent, options?: WindowOptions): Promise<WatchedPage>;
  /** Calls the API with the demo's key. */
  api<Answer>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: Answer }>;
  close(): Promise<void>;
}

const apiKey = `pk_parley_demo_${'0'.repeat(40)}`;
const inboxId = 'inb_00000000000070008000000000000001';

/** What differs from a server without conversations. */
export interface DeskPagesOptions {
  /** How many demo conversations it starts with. @defaultValue 0 */
  readonly conversations?: number;
}

/** Starts everything. @throws if no browser was found: use `describe.runIf(hasBrowser())` */
export async function openDeskPages({ conversations = 0 }: DeskPagesOptions = {}): Promise<DeskPages> {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-browser-'));
  const whatsapp = createWhatsAppSimulator({ clock: 'real', strangers: 'trust' });
  const environment = {
    PARLEY_DATA_DIR: join(dataDir, 'data'),
    PARLEY_GRAPH_URL: (await whatsapp.listen()).url,
    PARLEY_DEMO_CONVERSATIONS: String(conversations),
    LOG_LEVEL: 'warn',
  };
  let server = await startServerProcess(environment);
  whatsapp.setWebhookUrl(`${server.url}/webhooks/whatsapp/${inboxId}`);
  const executablePath = inject('chromium');
  if (executablePath === undefined) throw new Error('There is no browser.');
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--force-color-profile=srgb',
      '--font-render-hinting=none',
    ],
  });
  const contexts = new Set<BrowserContext>();

  const open = async (path: string, { prepare, ...options }: WindowOptions = {}): Promise<WatchedPage> => {
    const context = await browser.newContext({
      viewport: { width: 1480, height: 900 },
      locale: 'en-GB',
      ...options,
    });
    contexts.add(context);
    await prepare?.(context);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(new URL(path, server.url).href);
    return { page, context, complaints };
  };

  return {
    url: server.url,
    whatsapp,
    browser,
    get server() {
      return server;
    },
    open,
    killServer: () => server.kill(),
    async startServerAgain() {
      server = await startServerProcess({ ...environment, PORT: new URL(server.url).port });
    },
    async signIn(agent, options) {
      const watched = await open('/workbench', options);
      await watched.page.getByRole('button', { name: agent }).click();
      await watched.page.waitForURL('**/workbench*');
      await watched.page.locator('[data-parley="inbox"]').waitFor();
      return watched;
    },
    async api(method, path, body) {
      const response = await fetch(`${server.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as never };
    },
    async close() {
      for (const context of contexts) await context.close();
      await browser.close();
      await server.terminate();
      await whatsapp.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Whether browser tests can run here; if not, `npm test` says why at its end. */
export const hasBrowser = (): boolean => inject('chromium') !== undefined;
