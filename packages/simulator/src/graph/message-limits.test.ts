import { describe, expect, it } from 'vitest';
import { createFakeBusiness } from '../fake-business.ts';
import type { JsonObject } from '../json-value.ts';
import { checkMessage } from './check-message.ts';

const to = '+16505551234';
const long = (length: number) => 'x'.repeat(length);

function codeOf(message: JsonObject): number | 'taken' {
  try {
    checkMessage({ messaging_product: 'whatsapp', to, ...message });
    return 'taken';
  } catch (error) {
    return (error as { code: number }).code;
  }
}

const text = (body: string) => codeOf({ type: 'text', text: { body } });
const button = (id: string, title: string) => ({ type: 'reply', reply: { id, title } });
const buttons = (items: JsonObject[], more: JsonObject = {}) =>
  codeOf({
    type: 'interactive',
    interactive: { type: 'button', body: { text: 'b' }, action: { buttons: items }, ...more },
  });
const list = (sections: JsonObject[], more: JsonObject = {}) =>
  codeOf({
    type: 'interactive',
    interactive: { type: 'list', body: { text: 'b' }, action: { button: 'Choose', sections }, ...more },
  });
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ id: `r${index + from}`, title: `Row ${index + from}` }));

describe('the limits of a message', () => {
  it('count text in characters, not in UTF-16 units', () => {
    expect(text(long(4096))).toBe('taken');
    expect(text('😀'.repeat(4096))).toBe('taken');
    expect(text(long(4097))).toBe(100);
    expect(text('')).toBe(100);
    expect(codeOf({ type: 'text', text: {} })).toBe(100);
    expect(codeOf({ type: 'text' })).toBe(131008);
  });

  it('hold for captions, and know which media have none', () => {
    const image = (caption: string) =>
      codeOf({ type: 'image', image: { link: 'https://x.test/a.png', caption } });
    expect(image(long(1024))).toBe('taken');
    expect(image(long(1025))).toBe(131009);
    expect(codeOf({ type: 'audio', audio: { id: '1', caption: 'no' } })).toBe(100);
    expect(codeOf({ type: 'document', document: { id: '1', filename: 'a.pdf', caption: 'yes' } })).toBe(
      'taken',
    );
  });

  it('want exactly one of id and link', () => {
    expect(codeOf({ type: 'image', image: {} })).toBe(131008);
    expect(codeOf({ type: 'image', image: { id: '1', link: 'https://x.test/a' } })).toBe(100);
    expect(codeOf({ type: 'image', image: { link: 'ftp://x.test/a' } })).toBe(100);
  });

  it('hold for reply buttons', () => {
    expect(buttons([button('a', long(20))])).toBe('taken');
    expect(buttons([button('a', long(21))])).toBe(131009);
    expect(buttons([button(long(257), 'a')])).toBe(131009);
    expect(buttons([])).toBe(131009);
    expect(buttons(['a', 'b', 'c', 'd'].map((id) => button(id, id)))).toBe(131009);
    expect(buttons([button('a', 'A'), button('a', 'B')])).toBe(131009);
    expect(buttons([button('a', 'A'), button('b', 'A')])).toBe(131009);
    expect(buttons([button('a', 'A')], { body: { text: long(1025) } })).toBe(131009);
    expect(buttons([button('a', 'A')], { footer: { text: long(61) } })).toBe(131009);
    expect(buttons([button('a', 'A')], { header: { type: 'text', text: long(61) } })).toBe(131009);
    expect(buttons([button('a', 'A')], { header: { type: 'image', image: { id: '1' } } })).toBe('taken');
  });

  it('hold for lists: ten rows over all sections', () => {
    expect(list([{ rows: rows(10) }])).toBe('taken');
    expect(
      list([
        { title: 'A', rows: rows(6) },
        { title: 'B', rows: rows(5, 6) },
      ]),
    ).toBe(131009);
    expect(list([{ title: 'A', rows: rows(5) }, { rows: rows(5, 5) }])).toBe(131008);
    expect(list([{ title: long(25), rows: rows(1) }])).toBe(131009);
    expect(list([{ rows: [{ id: 'a', title: long(25) }] }])).toBe(131009);
    expect(list([{ rows: [{ id: long(201), title: 'a' }] }])).toBe(131009);
    expect(list([{ rows: [{ id: 'a', title: 'a', description: long(73) }] }])).toBe(131009);
    expect(
      list([
        {
          rows: [
            { id: 'a', title: 'a' },
            { id: 'a', title: 'b' },
          ],
        },
      ]),
    ).toBe(131009);
    expect(list([{ rows: rows(1) }], { body: { text: long(4096) } })).toBe('taken');
    expect(list([{ rows: rows(1) }], { header: { type: 'image', image: { id: '1' } } })).toBe(131009);
  });

  it('hold for links and flows', () => {
    const link = (label: string, url = 'https://x.test') =>
      codeOf({
        type: 'interactive',
        interactive: {
          type: 'cta_url',
          body: { text: 'b' },
          action: { name: 'cta_url', parameters: { display_text: label, url } },
        },
      });
    expect(link(long(20))).toBe('taken');
    expect(link(long(21))).toBe(131009);
    expect(link('Open', 'not a url')).toBe(131009);
    const flow = (parameters: JsonObject) =>
      codeOf({
        type: 'interactive',
        interactive: {
          type: 'flow',
          body: { text: 'b' },
          action: { name: 'flow', parameters: { flow_message_version: '3', ...parameters } },
        },
      });
    expect(flow({ flow_id: '1', flow_cta: 'Rate us' })).toBe('taken');
    expect(flow({ flow_id: '1', flow_name: 'x', flow_cta: 'Rate us' })).toBe(131009);
    expect(flow({ flow_id: '1', flow_cta: 'Rate 😀' })).toBe(131009);
    expect(flow({ flow_id: '1', flow_cta: long(31) })).toBe(131009);
  });

  it('hold for places, cards, reactions, templates and the callback data', () => {
    expect(codeOf({ type: 'location', location: { latitude: '37.4', longitude: -122 } })).toBe('taken');
    expect(codeOf({ type: 'location', location: { latitude: 91, longitude: 0 } })).toBe(131009);
    expect(codeOf({ type: 'location', location: { latitude: 1 } })).toBe(131008);
    expect(codeOf({ type: 'contacts', contacts: [{ name: { formatted_name: 'A' } }] })).toBe(131009);
    expect(codeOf({ type: 'contacts', contacts: [{ name: { formatted_name: 'A', first_name: 'A' } }] })).toBe(
      'taken',
    );
    expect(codeOf({ type: 'reaction', reaction: { message_id: 'wamid.1', emoji: '' } })).toBe('taken');
    expect(codeOf({ type: 'reaction', reaction: { emoji: '👍' } })).toBe(131008);
    const parameters = [{ type: 'text', text: 'two\nlines' }];
    const template = { name: 't', language: { code: 'en' }, components: [{ type: 'body', parameters }] };
    expect(codeOf({ type: 'template', template })).toBe(132012);
    expect(codeOf({ type: 'text', text: { body: 'a' }, biz_opaque_callback_data: long(513) })).toBe(100);
    expect(codeOf({ type: 'hologram' })).toBe(100);
  });

  it('are told in the documented error body', async () => {
    const business = createFakeBusiness();
    const { status, body } = await business.send({ to, type: 'text', text: { body: long(4097) } });
    expect(status).toBe(400);
    expect(body).toEqual({
      error: {
        message: '(#100) Invalid parameter',
        type: 'OAuthException',
        code: 100,
        error_data: { messaging_product: 'whatsapp', details: expect.stringContaining('Max length: 4096') },
        fbtrace_id: expect.any(String),
      },
    });
    const noProduct = await business.graph('POST', '106540352242922/messages', { to, type: 'text' });
    expect(await noProduct.json()).toMatchObject({ error: { code: 100 } });
    expect((await business.send({ type: 'text', text: { body: 'a' } })).body['error']).toMatchObject({
      code: 100,
    });
    expect(
      (await business.send({ to: 'not-a-number', type: 'text', text: { body: 'a' } })).body['error'],
    ).toMatchObject({ code: 100 });
  });
});

describe('the rate limits', () => {
  it('refuse the message after a burst to one customer, and allow one more six seconds later', async () => {
    const business = createFakeBusiness({ limits: { perPair: true } });
    const send = () => business.send({ to, type: 'text', text: { body: 'x' } });
    for (let count = 0; count < 45; count += 1) expect((await send()).status).toBe(200);
    expect((await send()).body['error']).toMatchObject({ code: 131056 });
    const other = await business.send({ to: '+5511987654321', type: 'text', text: { body: 'x' } });
    expect(other.status).toBe(200);
    await business.simulator.clock.advance(6000);
    expect((await send()).status).toBe(200);
    expect((await send()).body['error']).toMatchObject({ code: 131056 });
  });

  it('refuse more messages a second than the number may send', async () => {
    const business = createFakeBusiness({ limits: { messagesPerSecond: 3 } });
    const send = (count: number) =>
      business.send({ to: `+1650555000${count}`, type: 'text', text: { body: 'x' } });
    for (const count of [1, 2, 3]) expect((await send(count)).status).toBe(200);
    expect((await send(4)).body['error']).toMatchObject({ code: 130429 });
    await business.simulator.clock.advance(1000);
    expect((await send(4)).status).toBe(200);
  });
});
