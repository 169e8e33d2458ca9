import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createWhatsAppSimulator } from '../create-whatsapp-simulator.ts';
import { demoSettings } from '../simulator-options.ts';
import type { WhatsAppSimulator } from '../whatsapp-simulator.ts';

const phone = '+16505551234';
const open: WhatsAppSimulator[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((simulator) => simulator.close()));
});

async function listening() {
  const simulator = createWhatsAppSimulator({ fetch: async () => new Response('') });
  open.push(simulator);
  const { url } = await simulator.listen();
  await simulator.customer(phone).text('hi');
  const send = (signal?: AbortSignal) =>
    fetch(`${url}/v25.0/${demoSettings.phoneNumberId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${demoSettings.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        messaging_product: 'whatsapp',
        to: phone,
        type: 'text',
        text: { body: 'Grüße' },
      }),
      ...(signal === undefined ? {} : { signal }),
    });
  return { simulator, url, send };
}

describe('the simulator over HTTP', () => {
  it('takes messages as the in-process one does', async () => {
    const { simulator, send } = await listening();
    const response = await send();
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ contacts: [{ wa_id: '16505551234' }] });
    expect(simulator.outbox[0]?.text).toBe('Grüße');
  });

  it('takes uploads and gives the bytes back from its own address', async () => {
    const { url } = await listening();
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('file', new File(['%PDF-1.4'], 'a.pdf', { type: 'application/pdf' }));
    const headers = { authorization: `Bearer ${demoSettings.accessToken}` };
    const uploaded = await fetch(`${url}/v25.0/${demoSettings.phoneNumberId}/media`, {
      method: 'POST',
      headers,
      body: form,
    });
    const { id } = (await uploaded.json()) as { id: string };
    const located = (await (await fetch(`${url}/v25.0/${id}`, { headers })).json()) as { url: string };
    expect(located.url.startsWith(`${url}/whatsapp_business/attachments/`)).toBe(true);
    const file = await fetch(located.url, { headers });
    expect(await file.text()).toBe('%PDF-1.4');
    expect(file.headers.get('content-length')).toBe('8');
  });

  it('really breaks the connection when a reply is to be lost', async () => {
    const { simulator, send } = await listening();
    simulator.faults.next({ kind: 'lose_reply', how: 'reset' });
    await expect(send()).rejects.toThrow();
    simulator.faults.next({ kind: 'lose_reply', how: 'half_close' });
    const half = await send();
    expect(half.status).toBe(200);
    await expect(half.text()).rejects.toThrow();
    simulator.faults.next({ kind: 'drop_connection' });
    await expect(send()).rejects.toThrow();
    expect(simulator.outbox.map((message) => message.replyLost)).toEqual(['reset', 'half_close']);
  });

  it('leaves a hanging caller hanging until they give up', async () => {
    const { simulator, send } = await listening();
    simulator.faults.next({ kind: 'lose_reply', how: 'hang' });
    const caller = new AbortController();
    const call = send(caller.signal);
    await simulator.waitForMessage();
    caller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says so when the port is taken', async () => {
    const { url } = await listening();
    const second = createWhatsAppSimulator();
    open.push(second);
    await expect(second.listen({ port: Number(new URL(url).port) })).rejects.toMatchObject({
      code: 'port_in_use',
    });
  });

  it('stops answering when it is closed', async () => {
    const { simulator, send } = await listening();
    await simulator.close();
    await expect(send()).rejects.toThrow();
    await expect(simulator.fetch('http://localhost/')).rejects.toMatchObject({ code: 'simulator_closed' });
  });

  it('posts webhooks to a real server, on the real clock', async () => {
    const bodies: string[] = [];
    const server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        bodies.push(Buffer.concat(chunks).toString());
        outgoing.end('ok');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const simulator = createWhatsAppSimulator({ clock: 'real', webhookUrl: `http://127.0.0.1:${port}/hook` });
    open.push(simulator);
    const ana = simulator.customer(phone);
    const sent = await Promise.all(Array.from({ length: 20 }, (_, index) => ana.text(`message ${index}`)));
    expect(sent.every(({ delivery }) => delivery.state === 'delivered')).toBe(true);
    expect(bodies.map((body) => /message \d+/.exec(body)?.[0])).toEqual(
      sent.map((_, index) => `message ${index}`),
    );
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const refused = await ana.text('anyone there?');
    expect(refused.delivery).toMatchObject({ state: 'waiting', attempts: [{ error: 'ECONNREFUSED' }] });
  });
});
