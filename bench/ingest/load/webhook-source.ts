import { createHmac } from 'node:crypto';

/** Where the load goes and as whom it signs. */
export interface WebhookSourceOptions {
  /** `http://127.0.0.1:PORT/path` of the webhook. */
  readonly url: string;
  /** App secret: HMAC-SHA256 over the raw body, header `X-Hub-Signature-256`. */
  readonly appSecret: string;
  /** `metadata.phone_number_id` of the envelope. */
  readonly phoneNumberId: string;
  /** Eight characters that tell the message ids of one run from another's. */
  readonly runId: string;
  /** How many people write, in turn. */
  readonly customers: number;
}

const indexDigits = 10;
const firstPhone = 15_550_100_000;
const firstUserId = 134_912_086_500_000;
const texts = [
  'Hi, where is my order? It should have been here on Tuesday.',
  'Thanks!',
  'The jacket arrived in the wrong size. I ordered M and got XL. Can I swap it, and who pays for sending it back?',
  'Sí, el número de pedido es 4471-88. ¿Me lo pueden confirmar, por favor?',
  'ok 👍',
  'I was charged twice for the same order, please look into it. The second charge is from this morning.',
];

/** The message id of the n-th message: as long as WhatsApp's own, and the number can be read back. */
export const wamid = (runId: string, index: number): string =>
  `wamid.HBgLMTU1NTAxMDAwMDAVAgASGBQz${runId}${String(index).padStart(indexDigits, '0')}`;

/** Reads the number of a message of this run. @returns `undefined` for any other id */
export function indexOfWamid(runId: string, id: string): number | undefined {
  if (!id.startsWith('wamid.') || id.slice(-indexDigits - runId.length, -indexDigits) !== runId)
    return undefined;
  const index = Number(id.slice(-indexDigits));
  return Number.isInteger(index) ? index : undefined;
}

/**
 * Writes whole HTTP requests, signed, before they are needed: what is measured is the server and not this process.
 * The envelope is the documented one of 2026: the sender has a phone number and a business-scoped user id.
 */
export class WebhookSource {
  readonly #options: WebhookSourceOptions;
  readonly #head: string;
  #ready: Buffer[] = [];
  #firstReady = 0;
  #next = 0;
  #signedLate = 0;

  constructor(options: WebhookSourceOptions) {
    this.#options = options;
    const { host, pathname } = new URL(options.url);
    this.#head =
      `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: facebookexternalua\r\nAccept: */*\r\n` +
      'Content-Type: application/json\r\n';
  }

  /** Number of the message that {@link WebhookSource.take} gives next. */
  get next(): number {
    return this.#next;
  }

  /** How many requests had to be signed while the clock ran, since the last {@link WebhookSource.prepare}. */
  get signedLate(): number {
    return this.#signedLate;
  }

  /** Signs the next `count` messages now; what was left of an earlier preparation is thrown away. */
  prepare(count: number): void {
    this.#ready = Array.from({ length: count }, (_, offset) => this.#request(this.#next + offset));
    this.#firstReady = this.#next;
    this.#signedLate = 0;
  }

  /** The next request as bytes, with its number. */
  take(): { readonly index: number; readonly bytes: Buffer } {
    const index = this.#next;
    this.#next += 1;
    const bytes = this.#ready[index - this.#firstReady];
    if (bytes !== undefined) return { index, bytes };
    this.#signedLate += 1;
    return { index, bytes: this.#request(index) };
  }

  #request(index: number): Buffer {
    const body = Buffer.from(JSON.stringify(this.#envelope(index)));
    const signature = createHmac('sha256', this.#options.appSecret).update(body).digest('hex');
    const head = `${this.#head}Content-Length: ${body.length}\r\nX-Hub-Signature-256: sha256=${signature}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head, 'latin1'), body]);
  }

  #envelope(index: number): unknown {
    const customer = index % this.#options.customers;
    const phone = String(firstPhone + customer);
    const userId = `US.${firstUserId + customer}`;
    const message = {
      from: phone,
      from_user_id: userId,
      id: wamid(this.#options.runId, index),
      timestamp: String(Math.floor(Date.now() / 1000)),
      type: 'text',
      text: { body: texts[index % texts.length] },
    };
    const value = {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: '15550783881', phone_number_id: this.#options.phoneNumberId },
      contacts: [{ profile: { name: `Customer ${customer}` }, wa_id: phone, user_id: userId }],
      messages: [message],
    };
    return {
      object: 'whatsapp_business_account',
      entry: [{ id: '102290129340398', changes: [{ value, field: 'messages' }] }],
    };
  }
}
