import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SupportError } from '@parley/core';
import { attachRealtime } from '@parley/server/node';
import { type AppOptions, createListener } from './app.ts';
import { type Composed, compose } from './compose.ts';
import { type Config, readConfig, unknownVariables } from './config.ts';
import { PortTakenError } from './configuration-error.ts';
import { demoAccount } from './demo-account.ts';
import { derivedKey } from './derived-key.ts';
import { openLog } from './open-log.ts';
import { hasBrowserFiles } from './pages/browser-files.ts';
import { shutDown } from './shut-down.ts';

/** Slow senders are cut off long before they can use up the sockets. */
const limits = {
  headersTimeout: 10_000,
  // Longer than the server itself waits for a file (`mediaTimeoutMs`), so that its answer comes first.
  requestTimeout: 65_000,
  // Longer than the idle time of common load balancers, so that they close first.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
};

/** When everybody comes back at once after a restart, those who find the queue full wait for seconds to try again. */
const backlog = 4096;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const { log, flush } = openLog(config.logLevel);
  for (const name of unknownVariables(process.env))
    log.warn({ name }, 'this variable is not known; is it misspelt?');

  if (!hasBrowserFiles()) log.warn({}, 'the pages are not built and stay empty; run: npm run build');
  const composed = await compose(config, log);
  const { parley, server } = composed;
  const http = createHttpServer(limits, createListener(server, appOptions(config, composed)));
  const realtime = attachRealtime(http, server);
  try {
    await listen(http, config);
    await parley.start();
  } catch (error) {
    await composed.storage.close();
    throw error;
  }

  const stop = async (): Promise<void> => {
    await shutDown({
      ...composed,
      http,
      realtime,
      log,
      drainDelayMs: config.drainDelayMs,
      graceMs: config.shutdownGraceMs,
    });
    flush();
    process.exit(0);
  };
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      stop().catch(fail);
    });
  }
  process.stdout.write(banner(urlOf(http, config.host), config));
}

function appOptions(config: Config, { parley }: Composed): AppOptions {
  const simulatorUrl = config.demo ? config.graphUrl : undefined;
  const landing = { demo: config.demo, simulatorUrl };
  if (!config.demo) return { landing };
  return {
    landing,
    workbench: {
      desk: parley.desk({ accountId: demoAccount.accountId, actor: { type: 'system' } }),
      sessionKey: derivedKey(config.encryptionKeys[0], 'parley workbench session'),
      simulatorUrl,
    },
  };
}

function listen(http: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortTakenError(port) : error);
    });
    http.listen({ port, host, backlog }, () => resolve());
  });
}

function urlOf(http: Server, host: string): string {
  const { port } = http.address() as AddressInfo;
  const name = host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name}:${port}`;
}

function banner(url: string, { demo, database }: Config): string {
  const lines = [
    '',
    `Parley listens on ${url}`,
    `  API documentation  ${url}/docs`,
    `  Data               ${database.kind === 'embedded' ? `${database.dataDir} (embedded PGlite)` : 'PostgreSQL'}`,
  ];
  if (demo) {
    lines.push(
      `  Workbench          ${url}/workbench`,
      `  Demo shop          ${url}/demo`,
      `  Demo webhook       ${url}/webhooks/whatsapp/${demoAccount.inboxId}`,
      '',
      'Try it:',
      `  curl -s ${url}/v1/conversations -H 'Authorization: Bearer ${demoAccount.apiKey}'`,
    );
  }
  return `${lines.join('\n')}\n\n`;
}

function fail(error: unknown): never {
  const text = SupportError.is(error)
    ? `${error.message}\n\n${error.fix}`
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
  process.stderr.write(`\nParley stopped: ${text}\n`);
  process.exit(1);
}

main().catch(fail);
