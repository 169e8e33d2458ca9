import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChatDeskHarness, openChatDesk } from './chat-desk.ts';

const perHour = 2;
let desk: ChatDeskHarness;

beforeAll(async () => {
  desk = await openChatDesk({ trustedProxies: 1, maxNewVisitorsPerHour: perHour });
});
afterAll(() => desk.close());

const newVisitor = (forwarded: string) =>
  desk.call<{
    readonly token?: string;
    readonly error?: { readonly code: string; readonly details: unknown };
  }>(desk.acme, 'POST', '/visitors', { headers: { 'x-forwarded-for': forwarded, origin: desk.acme.issuer } });

describe('becoming a visitor of a chat', () => {
  it('is limited for each address, and a page is told when to try again', async () => {
    for (let n = 0; n < perHour; n += 1) expect((await newVisitor('203.0.113.1')).status).toBe(201);
    const { status, headers, body } = await newVisitor('203.0.113.1');
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(headers.get('access-control-allow-origin')).toBe(desk.acme.issuer);
    expect(body.error).toMatchObject({ code: 'rate_limited', details: { what: 'visitors' } });
    // What the caller writes in front of the proxy's entry makes nobody else of them.
    expect((await newVisitor('192.0.2.66, 203.0.113.1')).status).toBe(429);
    expect((await newVisitor('203.0.113.2')).status).toBe(201);
  });

  it('changes nothing for those who are visitors already', async () => {
    const { body } = await newVisitor('203.0.113.9');
    for (let n = 0; n < perHour; n += 1) await newVisitor('203.0.113.9');
    const said = { clientMessageId: 'm1', content: { type: 'text', text: 'Hello?' } };
    const { status } = await desk.call(desk.acme, 'POST', '/messages', {
      token: body.token ?? '',
      body: said,
      headers: { 'x-forwarded-for': '203.0.113.9' },
    });
    expect(status).toBe(201);
  });
});
