import { InboxNotFoundError, isId, StorageUnavailableError } from '@parley/core';
import { createDeadlines, type StartDeadline } from './deadline.ts';
import type { Answer, Exchange } from './exchange.ts';
import { refuseEncoding } from './read-json.ts';
import type { Match } from './router.ts';
import type { ServerSettings } from './server-options.ts';
import { within } from './within.ts';

const nothing = new Uint8Array(0);

/** Answers the requests of providers. */
export type AnswerWebhook = (exchange: Exchange, match: Match) => Promise<Answer>;

/**
 * Hands a provider's request to the engine as it came. The answer waits for the commit; where that takes too long it
 * is 503, and the provider's repeat finds what was stored.
 */
export function createWebhookServer(settings: ServerSettings): AnswerWebhook {
  const startDeadline = createDeadlines(settings.deadlineMs);
  return (exchange, match) => answer(exchange, match, settings, startDeadline);
}

async function answer(
  exchange: Exchange,
  match: Match,
  settings: ServerSettings,
  startDeadline: StartDeadline,
): Promise<Answer> {
  const { channel = '', inboxId = '' } = match.params;
  if (!isId('inb', inboxId)) throw new InboxNotFoundError(inboxId);
  let body = nothing;
  if (exchange.method === 'POST') {
    refuseEncoding(exchange);
    const { webhookBodyLimitBytes, bodyTimeoutMs } = settings;
    body = (await exchange.readBody(webhookBodyLimitBytes, bodyTimeoutMs)) as Uint8Array<ArrayBuffer>;
  }
  const request = {
    method: exchange.method,
    url: exchange.url,
    header: (name: string) => exchange.header(name),
    body,
  };
  const work = settings.parley.receiveWebhook(channel, inboxId, request);
  return await within(work, startDeadline, () => new StorageUnavailableError());
}
