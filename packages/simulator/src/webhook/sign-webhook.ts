import { createHmac } from 'node:crypto';

/**
 * The value of `X-Hub-Signature-256` for a body: `sha256=` and the HMAC-SHA256 of the raw bytes in lowercase hex,
 * keyed with the **app secret** (not the access token). WhatsApp Cloud API, webhooks.
 *
 * @param appSecret - The app's secret.
 * @param body - The exact bytes that are posted; text is taken as UTF-8.
 */
export function signWebhook(appSecret: string, body: Uint8Array | string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}
