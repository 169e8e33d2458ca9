import { jsonResponse, textResponse } from '../http/reply.ts';
import type { JsonObject } from '../json-value.ts';
import { stringAt } from '../json-value.ts';
import type { SimulatorErrorCode } from '../simulator-error.ts';
import { SimulatorError } from '../simulator-error.ts';
import { servePage } from './page/serve-page.ts';
import { performAction } from './phone-actions.ts';
import { streamBurst } from './phone-burst.ts';
import type { PhoneContext } from './phone-context.ts';
import { streamChanges } from './phone-events.ts';
import { readInput } from './phone-input.ts';
import { postBatch, postCustomer, postFault, postMedia, postStatus } from './phone-posts.ts';
import { customerView, deliveryView, messageView, sentView } from './phone-views.ts';
import { serveMedia } from './serve-media.ts';

const statusByCode: Readonly<Partial<Record<SimulatorErrorCode, number>>> = {
  invalid_option: 400,
  invalid_request: 400,
  unknown_customer: 404,
  unknown_message: 404,
  unknown_delivery: 404,
  unknown_media: 404,
};

function state(context: PhoneContext): JsonObject {
  const { settings, clock, faults } = context.simulator;
  return {
    business: { name: settings.verifiedName, phone: `+${settings.displayPhoneNumber}` },
    webhookUrl: settings.webhookUrl,
    seed: settings.seed,
    clock: settings.clock,
    now: clock.now().toISOString(),
    faults: faults.armed.length,
    customers: context.customers.all.map((customer) => customerView(context, customer)),
  };
}

async function acted(
  sending: Promise<{ messageId: string | undefined; delivery: Parameters<typeof deliveryView>[0] }>,
) {
  const { messageId, delivery } = await sending;
  return jsonResponse(200, { messageId: messageId ?? null, delivery: deliveryView(delivery) });
}

function get(context: PhoneContext, parts: readonly string[]): Response | undefined {
  const [area, id] = parts;
  const { simulator } = context;
  if (area === 'state' && id === undefined) return jsonResponse(200, state(context));
  if (area === 'events' && id === undefined) return streamChanges(context);
  if (area === 'outbox' && id === undefined)
    return jsonResponse(200, { messages: simulator.outbox.map(sentView) });
  if (area === 'trace' && id === undefined) {
    return textResponse(200, simulator.traceText(), 'application/x-ndjson; charset=utf-8');
  }
  if (area === 'deliveries' && id === undefined) {
    return jsonResponse(200, { deliveries: simulator.webhooks.deliveries.slice(-200).map(deliveryView) });
  }
  if (area === 'media' && id !== undefined) return serveMedia(context.media, id);
  if (area === 'customers' && id !== undefined) {
    const customer = context.customers.get(id);
    const messages = context.chats.of(id).map((message) => messageView(context, message));
    return jsonResponse(200, { customer: customerView(context, customer), messages });
  }
  return undefined;
}

async function post(
  context: PhoneContext,
  parts: readonly string[],
  request: Request,
  url: URL,
): Promise<Response | undefined> {
  const [area, id, action] = parts;
  const { simulator } = context;
  if (area === 'customers' && id === undefined) return postCustomer(context, await readInput(request));
  if (area === 'customers' && id !== undefined) {
    const customer = context.phones.of(context.customers.get(id));
    if (action === 'actions') return acted(performAction(customer, await readInput(request)));
    if (action === 'media') return acted(postMedia(customer, request, url));
    if (action === 'open') await customer.openChat();
    else if (action === 'close') customer.closeChat();
    else return undefined;
    return jsonResponse(200, customerView(context, context.customers.get(id)));
  }
  if (area === 'deliveries' && id !== undefined && action === 'retry') {
    return jsonResponse(200, deliveryView(await simulator.webhooks.retry(id)));
  }
  if (area === 'statuses') return postStatus(context, await readInput(request));
  if (area === 'batch') return acted(postBatch(context, await readInput(request)));
  if (area === 'burst') return streamBurst(context, await readInput(request));
  if (area === 'faults') return postFault(context, await readInput(request));
  if (area === 'verify')
    return jsonResponse(200, { ...(await simulator.verifyWebhook()) } as unknown as JsonObject);
  if (area === 'webhook') {
    simulator.setWebhookUrl(stringAt(await readInput(request), 'url') ?? '');
    return jsonResponse(200, state(context));
  }
  return undefined;
}

function refuse(error: SimulatorError): Response {
  return jsonResponse(statusByCode[error.code] ?? 500, {
    error: { code: error.code, message: error.message },
  });
}

/** Answers everything that is not the Graph side: the phone page and its endpoints under `/phone`. */
export async function answerPhone(context: PhoneContext, request: Request, url: URL): Promise<Response> {
  const parts = url.pathname.split('/').filter((part) => part !== '');
  // Other sites open in the same browser have no business here.
  if (
    request.headers.get('sec-fetch-site') === 'cross-site' &&
    request.headers.get('sec-fetch-mode') !== 'navigate'
  ) {
    return jsonResponse(403, {
      error: { code: 'cross_site', message: 'Only the phone page itself may call this.' },
    });
  }
  try {
    const answer =
      parts[0] === 'phone' && request.method === 'POST'
        ? await post(context, parts.slice(1), request, url)
        : request.method === 'GET' || request.method === 'HEAD'
          ? (servePage(url.pathname) ?? (parts[0] === 'phone' ? get(context, parts.slice(1)) : undefined))
          : undefined;
    return (
      answer ?? jsonResponse(404, { error: { code: 'not_found', message: `Nothing is at ${url.pathname}.` } })
    );
  } catch (error) {
    if (error instanceof SimulatorError) return refuse(error);
    throw error;
  }
}
