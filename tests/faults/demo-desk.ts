import { createHmac } from 'node:crypto';

/** The demo's documented defaults. */
export const demo = {
  inboxId: 'inb_00000000000070008000000000000001',
  appSecret: 'parley-demo-app-secret',
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
  apiKey: 'pk_parley_demo_0000000000000000000000000000000000000000',
} as const;

/** One WhatsApp text as Meta would post it. */
export function textWebhook(messageId: string, from: string, text: string): string {
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: demo.wabaId,
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '15550783881', phone_number_id: demo.phoneNumberId },
              contacts: [{ profile: { name: `Customer ${from.slice(-4)}` }, wa_id: from }],
              messages: [
                {
                  from,
                  id: messageId,
                  timestamp: String(Math.floor(Date.now() / 1000)),
                  type: 'text',
                  text: { body: text },
                },
              ],
            },
          },
        ],
      },
    ],
  });
}

/** Posts a signed webhook; resolves to the status, 0 when there was no answer. */
export async function postWebhook(url: string, body: string): Promise<number> {
  const signature = createHmac('sha256', demo.appSecret).update(body).digest('hex');
  return fetch(`${url}/webhooks/whatsapp/${demo.inboxId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    () => 0,
  );
}

interface Listed {
  readonly items: readonly {
    readonly id: string;
    readonly providerMessageId?: string;
    readonly seq?: number;
  }[];
  readonly nextCursor?: string | null;
}

async function listAll(url: string, path: string): Promise<Listed['items']> {
  const items: Listed['items'][number][] = [];
  let cursor: string | null | undefined;
  do {
    const query = `limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
    const response = await fetch(`${url}${path}?${query}`, {
      headers: { authorization: `Bearer ${demo.apiKey}` },
    });
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
    const page = (await response.json()) as Listed;
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}

/** Every stored conversation with its messages, through the API. */
export async function readDesk(
  url: string,
): Promise<readonly { readonly id: string; readonly messages: Listed['items'] }[]> {
  const conversations = await listAll(url, '/v1/conversations');
  return Promise.all(
    conversations.map(async ({ id }) => ({
      id,
      messages: await listAll(url, `/v1/conversations/${id}/messages`),
    })),
  );
}
