import { createWhatsAppSimulator } from './create-whatsapp-simulator.ts';
import type { JsonObject, JsonValue } from './json-value.ts';
import type { WhatsAppSimulatorOptions } from './simulator-options.ts';
import { demoSettings } from './simulator-options.ts';
import type { WhatsAppSimulator } from './whatsapp-simulator.ts';

/** One webhook as the fake business got it. */
export interface ReceivedWebhook {
  readonly raw: string;
  readonly signature: string | null;
  readonly payload: JsonObject;
}

/** The business's side in this package's own tests: takes webhooks, and calls the Graph side. */
export interface FakeBusiness {
  readonly simulator: WhatsAppSimulator;
  /** Oldest first. */
  readonly received: ReceivedWebhook[];
  /** Every `value` of every change received, in order. */
  values(): JsonObject[];
  /** Every message, status, echo or call received, in order. */
  items(key: 'messages' | 'statuses' | 'message_echoes' | 'calls'): JsonObject[];
  /** Calls the Graph side with the token. */
  graph(method: string, path: string, body?: JsonValue | FormData): Promise<Response>;
  /** Sends a message and gives the status and the answer. */
  send(message: JsonObject): Promise<{ status: number; body: JsonObject; id: string }>;
}

/** What the business answers webhooks with; changed by tests as they go. */
export interface FakeBusinessOptions extends WhatsAppSimulatorOptions {
  readonly answer?: (webhook: ReceivedWebhook, count: number) => Response | Promise<Response>;
}

/** Later than any real deadline in the tests, and always the same. */
export const fixedStart = new Date('2026-01-05T09:00:00Z');

/** A business with a simulator. */
export function createFakeBusiness({ answer, ...options }: FakeBusinessOptions = {}): FakeBusiness {
  const received: ReceivedWebhook[] = [];
  const simulator = createWhatsAppSimulator({
    now: () => fixedStart,
    webhookUrl: 'http://business.test/webhooks',
    async fetch(request) {
      const url = new URL(request.url);
      if (request.method === 'GET') return new Response(url.searchParams.get('hub.challenge'));
      const raw = await request.text();
      let payload: JsonObject = {};
      try {
        payload = JSON.parse(raw) as JsonObject;
      } catch {
        // Tests post bodies that are not JSON, too.
      }
      const webhook = { raw, signature: request.headers.get('x-hub-signature-256'), payload };
      received.push(webhook);
      return answer?.(webhook, received.length) ?? new Response('');
    },
    ...options,
  });
  const values = () =>
    received.flatMap(({ payload }) =>
      ((payload['entry'] ?? []) as JsonObject[]).flatMap((entry) =>
        (entry['changes'] as JsonObject[]).map((change) => change['value'] as JsonObject),
      ),
    );
  const graph = (method: string, path: string, body?: JsonValue | FormData) => {
    const authorization = `Bearer ${demoSettings.accessToken}`;
    const init: RequestInit =
      body === undefined
        ? { method, headers: { authorization } }
        : body instanceof FormData
          ? { method, headers: { authorization }, body }
          : {
              method,
              headers: { authorization, 'content-type': 'application/json' },
              body: JSON.stringify(body),
            };
    return simulator.fetch(`https://graph.facebook.com/v25.0/${path}`, init);
  };
  return {
    simulator,
    received,
    values,
    items: (key) => values().flatMap((value) => (value[key] ?? []) as JsonObject[]),
    graph,
    async send(message) {
      const response = await graph('POST', `${demoSettings.phoneNumberId}/messages`, {
        messaging_product: 'whatsapp',
        ...message,
      });
      const body = (await response.json()) as JsonObject;
      const messages = body['messages'] as { id: string }[] | undefined;
      return { status: response.status, body, id: messages?.[0]?.id ?? '' };
    },
  };
}

/** A text message to be sent to a phone. */
export function textTo(to: string, body: string, more: JsonObject = {}): JsonObject {
  return { to, type: 'text', text: { body }, ...more };
}
