import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json-value.ts';
import { buildEnvelope, mixEnvelopes } from './build-envelope.ts';
import { textMessage } from './content-messages.ts';
import { webhookContact } from './inbound-message.ts';
import { fieldUpdate } from './side-payloads.ts';
import { statusUpdate } from './status-payload.ts';
import type { WebhookUpdate } from './webhook-update.ts';

const at = new Date('2026-01-05T09:00:00.900Z');
const owner = {
  wabaId: '102290129340398',
  phoneNumberId: '106540352242922',
  displayPhoneNumber: '15550783881',
};
const sender = { waId: '16505551234', userId: 'US.13491208655302741918' };

function message(id: string): WebhookUpdate {
  const messages = [textMessage({ id, at, sender }, 'hi')];
  return {
    field: 'messages',
    value: { contacts: [webhookContact(sender, { name: 'Sheena' })], messages },
    aboutPhoneNumber: true,
  };
}

const status = statusUpdate({
  id: 'wamid.S',
  status: 'read',
  at,
  recipient: sender,
  addressedByUserId: false,
});

function changesOf(envelope: JsonObject): JsonObject[][] {
  return (envelope['entry'] as JsonObject[]).map((entry) => entry['changes'] as JsonObject[]);
}

describe('the envelope of a webhook', () => {
  it('holds one message as documented', () => {
    expect(buildEnvelope({ ...owner, updates: [message('wamid.1')] })).toEqual({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: '102290129340398',
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '15550783881', phone_number_id: '106540352242922' },
                contacts: [
                  { profile: { name: 'Sheena' }, wa_id: '16505551234', user_id: 'US.13491208655302741918' },
                ],
                messages: [
                  {
                    from: '16505551234',
                    from_user_id: 'US.13491208655302741918',
                    id: 'wamid.1',
                    timestamp: '1767603600',
                    type: 'text',
                    text: { body: 'hi' },
                  },
                ],
              },
            },
          ],
        },
      ],
    });
  });

  it('joins messages and statuses of one field, naming each contact once', () => {
    const envelope = buildEnvelope({ ...owner, updates: [message('wamid.1'), status, message('wamid.2')] });
    const changes = changesOf(envelope).flat();
    expect(changes).toHaveLength(1);
    const value = changes[0]?.['value'] as JsonObject;
    expect((value['messages'] as JsonObject[]).map((item) => item['id'])).toEqual(['wamid.1', 'wamid.2']);
    expect(value['statuses']).toHaveLength(1);
    expect(value['contacts']).toHaveLength(1);
  });

  it('can give each update a change, or an entry, of its own', () => {
    const updates = [message('wamid.1'), status, message('wamid.2')];
    expect(
      changesOf(buildEnvelope({ ...owner, updates, layout: 'changes' })).map((list) => list.length),
    ).toEqual([3]);
    expect(
      changesOf(buildEnvelope({ ...owner, updates, layout: 'entries' })).map((list) => list.length),
    ).toEqual([1, 1, 1]);
  });

  it('gives account-level fields no metadata and never joins them', () => {
    const update = fieldUpdate('account_update', { event: 'PARTNER_REMOVED' });
    const changes = changesOf(buildEnvelope({ ...owner, updates: [update, update] })).flat();
    expect(changes).toEqual([
      { field: 'account_update', value: { event: 'PARTNER_REMOVED' } },
      { field: 'account_update', value: { event: 'PARTNER_REMOVED' } },
    ]);
  });

  it('mixes the entries of several envelopes', () => {
    const one = buildEnvelope({ ...owner, updates: [message('wamid.1')] });
    const two = buildEnvelope({ ...owner, updates: [status, message('wamid.2')], layout: 'entries' });
    expect(mixEnvelopes([one, two])['entry']).toHaveLength(3);
  });
});
