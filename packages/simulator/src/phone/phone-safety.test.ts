import { describe, expect, it } from 'vitest';
import { phoneClientOf } from './phone-client-of.ts';

const phone = '+16505551234';

async function newCustomer(post: ReturnType<typeof phoneClientOf>['post']) {
  const { body } = await post('/phone/customers', { phone });
  return String(body['id']);
}

describe('the phone endpoints, used wrongly,', () => {
  it('never serve a file that a browser could run', async () => {
    const { business, at } = phoneClientOf();
    for (const mimeType of ['text/html', 'image/svg+xml', 'application/pdf']) {
      await business.simulator
        .customer(phone)
        .document({ bytes: Buffer.from('<script>'), mimeType, fileName: 'a"\n.html' });
    }
    for (const message of business.items('messages')) {
      const file = await business.simulator.fetch(
        at(`/phone/media/${(message['document'] as { id: string }).id}`),
      );
      expect(file.headers.get('content-type')).toBe('application/octet-stream');
      expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w%.]+$/);
      expect(file.headers.get('x-content-type-options')).toBe('nosniff');
      expect(file.headers.get('content-security-policy')).toContain('sandbox');
    }
  });

  it('refuse what makes no sense, in words', async () => {
    const { post } = phoneClientOf();
    const id = await newCustomer(post);
    const codes = [
      await post('/phone/customers', {}),
      await post('/phone/customers', { phone: 'abc' }),
      await post('/phone/customers', { phone, identity: 'email' }),
      await post(`/phone/customers/${id}/actions`, { action: 'dance' }),
      await post(`/phone/customers/${id}/actions`, { action: 'toString' }),
      await post(`/phone/customers/${id}/actions`, { action: 'text' }),
      await post('/phone/customers/c99/actions', { action: 'text', text: 'x' }),
      await post('/phone/faults', { fault: { kind: 'graph_error' } }),
      await post('/phone/faults', { fault: { kind: 'meteor' } }),
      await post('/phone/burst', { count: 0 }),
      await post('/phone/nothing', {}),
    ].map(({ status, body }) => [status, (body['error'] as { code: string }).code]);
    expect(codes).toEqual([
      [400, 'invalid_request'],
      [400, 'invalid_option'],
      [400, 'invalid_request'],
      [400, 'invalid_request'],
      [400, 'invalid_request'],
      [400, 'invalid_request'],
      [404, 'unknown_customer'],
      [400, 'invalid_request'],
      [400, 'invalid_request'],
      [400, 'invalid_request'],
      [404, 'not_found'],
    ]);
  });

  it('take nothing from pages of other sites', async () => {
    const { business, at } = phoneClientOf();
    const post = (headers: Record<string, string>) =>
      business.simulator.fetch(at('/phone/customers'), {
        method: 'POST',
        headers,
        body: JSON.stringify({ phone }),
      });
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(400);
    expect((await post({ 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' })).status).toBe(
      403,
    );
    expect(business.simulator.customers).toHaveLength(0);
    const file = { method: 'POST', headers: { 'content-type': 'image/png' }, body: 'x' };
    business.simulator.customer(phone);
    expect(
      (await business.simulator.fetch(at('/phone/customers/c1/media?kind=image&mimeType=image/png'), file))
        .status,
    ).toBe(400);
  });
});
