import { burstName, burstPhone, runBurst } from '../burst/run-burst.ts';
import type { JsonValue } from '../json-value.ts';
import { present } from '../json-value.ts';
import { detailsOfError, titleOfError } from '../status/error-titles.ts';
import type { MessageStatus } from '../webhook/status-payload.ts';
import { statusUpdate } from '../webhook/status-payload.ts';
import type { WebhookDelivery } from '../webhook/webhook-delivery.ts';
import type { WhatsAppSimulator } from '../whatsapp-simulator.ts';
import type { CliIo } from './cli-io.ts';
import { burstCount } from './drive-commands.ts';
import type { Command } from './parse-command.ts';
import { textOf, UsageError, wholeOf } from './parse-command.ts';
import { reportBurst, reportDelivery, showProgress } from './report.ts';
import { simulatorOf } from './simulator-of.ts';

const statuses: readonly MessageStatus[] = ['sent', 'delivered', 'read', 'failed', 'played'];

function told(io: CliIo, delivery: WebhookDelivery, messageId?: string): number {
  const last = delivery.attempts.at(-1);
  const view = present({
    state: delivery.state,
    status: last?.status,
    error: last?.error,
    tookMs: last?.tookMs,
  });
  return reportDelivery(io, view, messageId);
}

async function reportStatus(command: Command, simulator: WhatsAppSimulator, io: CliIo): Promise<number> {
  const status = statuses.find((word) => word === command.values['status']);
  if (status === undefined) throw new UsageError(`--status must be one of ${statuses.join(', ')}.`);
  const customer = simulator.customer(textOf(command, 'from'));
  const code = typeof command.values['code'] === 'number' ? command.values['code'] : 131026;
  const update = statusUpdate({
    id: textOf(command, 'message'),
    status,
    at: simulator.clock.now(),
    recipient: { waId: customer.waId ?? '', userId: customer.userId },
    addressedByUserId: false,
    ...(status === 'failed'
      ? { errors: [{ code, title: titleOfError(code), details: detailsOfError(code) }] }
      : {}),
  });
  const { delivery } = await simulator.batch([update], { layout: 'joined' });
  return told(io, delivery, textOf(command, 'message'));
}

async function burst(command: Command, simulator: WhatsAppSimulator, io: CliIo): Promise<number> {
  const count = burstCount(command);
  const customers = wholeOf(command.values['customers'], '--customers', 1, 10_000);
  const step = Math.max(1, Math.floor(count / 50));
  const report = await runBurst({
    count,
    concurrency: wholeOf(command.values['concurrency'], '--concurrency', 1, 500),
    send: async (index) => {
      const which = index % customers;
      const customer = simulator.customer({ phone: burstPhone(which), name: burstName(which) });
      const { delivery } = await customer.text(`Burst message ${index + 1} of ${count}`);
      return delivery.attempts[0] ?? { status: undefined, error: 'held', tookMs: 0 };
    },
    onProgress: (progress) => {
      if (progress.done % step === 0) showProgress(io, { ...progress });
    },
  });
  return reportBurst(io, { ...report } as unknown as Readonly<Record<string, JsonValue>>);
}

async function run(command: Command, simulator: WhatsAppSimulator, io: CliIo): Promise<number> {
  const sender = () => {
    const name = command.values['name'];
    const phone = textOf(command, 'from');
    return simulator.customer(typeof name === 'string' ? { phone, name } : { phone });
  };
  switch (command.name) {
    case 'text': {
      const sent = await sender().text(textOf(command, 'text'));
      return told(io, sent.delivery, sent.messageId);
    }
    case 'location': {
      const place = command.values['place'];
      const sent = await sender().location({
        latitude: Number(command.values['latitude']),
        longitude: Number(command.values['longitude']),
        ...(typeof place === 'string' ? { name: place } : {}),
      });
      return told(io, sent.delivery, sent.messageId);
    }
    case 'reaction': {
      const messageId = textOf(command, 'message');
      const emoji = textOf(command, 'emoji');
      const sent = await (emoji === '' ? sender().unreact(messageId) : sender().react(messageId, emoji));
      return told(io, sent.delivery, sent.messageId);
    }
    case 'rotate-user-id': {
      const sent = await sender().rotateUserId();
      return told(io, sent.delivery, sent.messageId);
    }
    case 'batch': {
      const size = wholeOf(command.values['size'], '--size', 1, 1000);
      const customers = wholeOf(command.values['customers'], '--customers', 1, 1000);
      const updates = Array.from({ length: size }, (_, index) => {
        const which = index % customers;
        const customer = simulator.customer({ phone: burstPhone(which), name: burstName(which) });
        return customer.draft.text(`Batch message ${index + 1} of ${size}`);
      });
      return told(io, (await simulator.batch(updates)).delivery);
    }
    case 'status':
      return reportStatus(command, simulator, io);
    case 'burst':
      return burst(command, simulator, io);
    case 'verify': {
      const result = await simulator.verifyWebhook();
      if (result.ok) io.say('The webhook answered the challenge.');
      else io.complain(`The webhook is not verified. ${result.problem ?? ''}`);
      return result.ok ? 0 : 1;
    }
    default:
      throw new UsageError(
        `"${command.name}" needs a running simulator: the business fetches the bytes from it. Start one with "serve".`,
      );
  }
}

/** Posts straight to the webhook, with a simulator that lives as long as the command. @returns the exit code. */
export async function runDirect(command: Command, io: CliIo): Promise<number> {
  const simulator = simulatorOf(command, {
    webhookRetryDelaysMs: [],
    fetch: (request) => io.fetch(request.url, requestInit(request)),
  });
  try {
    return await run(command, simulator, io);
  } finally {
    await simulator.close();
  }
}

function requestInit(request: Request): RequestInit {
  const init: RequestInit = {
    method: request.method,
    headers: request.headers,
    redirect: request.redirect,
    signal: request.signal,
  };
  return request.body === null ? init : { ...init, body: request.body, duplex: 'half' };
}
