import { describe, expect, it } from 'vitest';
import { createFakeBusiness } from '../fake-business.ts';
import type { JsonObject } from '../json-value.ts';

async function offered(interactive: JsonObject) {
  const business = createFakeBusiness({ approvedTemplates: ['order_update'] });
  const ana = business.simulator.customer('+16505551234');
  await ana.text('hi');
  const { id, status } = await business.send({ to: '+16505551234', type: 'interactive', interactive });
  expect(status).toBe(200);
  await business.simulator.settled();
  return { business, ana, id, last: () => business.items('messages').at(-1) ?? {} };
}

const body = { text: 'Choose' };

describe('what a customer taps', () => {
  it('answers a button with its id and title, and names the message', async () => {
    const buttons = [{ type: 'reply', reply: { id: 'yes', title: 'Yes, please' } }];
    const { ana, id, last } = await offered({ type: 'button', body, action: { buttons } });
    await ana.tap(id, 'Yes, please');
    expect(last()).toMatchObject({
      type: 'interactive',
      context: { from: '15550783881', id },
      interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes, please' } },
    });
    expect(ana.messages.at(-1)).toMatchObject({
      content: { kind: 'text', text: 'Yes, please' },
      replyTo: id,
    });
  });

  it('answers a list row with its description', async () => {
    const sections = [{ title: 'Slots', rows: [{ id: 'am', title: 'Morning', description: '8 to 12' }] }];
    const { ana, id, last } = await offered({ type: 'list', body, action: { button: 'Pick', sections } });
    await ana.tap(id, 'am');
    expect(last()['interactive']).toEqual({
      type: 'list_reply',
      list_reply: { id: 'am', title: 'Morning', description: '8 to 12' },
    });
  });

  it('completes a flow with the token it was given', async () => {
    const parameters = { flow_message_version: '3', flow_id: 'f1', flow_cta: 'Rate us', flow_token: 't1' };
    const { ana, id, last } = await offered({ type: 'flow', body, action: { name: 'flow', parameters } });
    await ana.tap(id, 'Rate us');
    const interactive = last()['interactive'] as { nfm_reply: { response_json: string } };
    expect(JSON.parse(interactive.nfm_reply.response_json)).toEqual({ flow_token: 't1' });
    await ana.flowReply('not json');
    expect(last()['interactive']).toMatchObject({ nfm_reply: { name: 'flow', response_json: 'not json' } });
  });

  it('sends the location it is asked for', async () => {
    const { ana, id, last } = await offered({
      type: 'location_request_message',
      body,
      action: { name: 'send_location' },
    });
    await ana.tap(id, 'location');
    expect(last()).toMatchObject({ type: 'location', context: { id } });
  });

  it('shares the own number when asked, which proves it', async () => {
    const { ana, id, last } = await offered({
      type: 'request_contact_info',
      body,
      action: { name: 'request_contact_info' },
    });
    await ana.tap(id, 'contact');
    expect(last()['contacts']).toMatchObject([
      { phones: [{ wa_id: '16505551234' }], origin: 'contact_request' },
    ]);
  });

  it('answers a quick reply of a template with a button message', async () => {
    const { business, ana, last } = await offered({
      type: 'button',
      body,
      action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'A' } }] },
    });
    const components = [
      {
        type: 'button',
        sub_type: 'quick_reply',
        index: '0',
        parameters: [{ type: 'payload', payload: 'STOP' }],
      },
    ];
    const { id } = await business.send({
      to: '+16505551234',
      type: 'template',
      template: { name: 'order_update', language: { code: 'en_US' }, components },
    });
    await business.simulator.settled();
    await ana.tap(id, 'STOP');
    expect(last()).toMatchObject({
      type: 'button',
      button: { payload: 'STOP', text: 'STOP' },
      context: { id },
    });
  });

  it('is refused where there is nothing to tap', async () => {
    const { ana, id } = await offered({
      type: 'button',
      body,
      action: { buttons: [{ type: 'reply', reply: { id: 'a', title: 'A' } }] },
    });
    await expect(ana.tap(id, 'b')).rejects.toMatchObject({ code: 'unknown_message' });
    await expect(ana.tap('wamid.nope', 'a')).rejects.toMatchObject({ code: 'unknown_message' });
  });
});
