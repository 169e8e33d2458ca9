import { describe, expect, it } from 'vitest';
import type { StatusInput } from './status-payload.ts';
import { statusUpdate } from './status-payload.ts';

const base: StatusInput = {
  id: 'wamid.1',
  status: 'delivered',
  at: new Date('2026-01-05T09:00:00Z'),
  recipient: { waId: '16505551234', userId: 'US.1349' },
  profile: { name: 'Sheena', username: 'sheena.n' },
  addressedByUserId: false,
  callbackData: 'msg_01',
};

describe('the status of a message', () => {
  it('names the recipient twice and echoes the callback data', () => {
    expect(statusUpdate({ ...base, pricingCategory: 'service' }).value).toEqual({
      contacts: [
        { profile: { name: 'Sheena', username: 'sheena.n' }, wa_id: '16505551234', user_id: 'US.1349' },
      ],
      statuses: [
        {
          id: 'wamid.1',
          status: 'delivered',
          timestamp: '1767603600',
          recipient_id: '16505551234',
          recipient_user_id: 'US.1349',
          biz_opaque_callback_data: 'msg_01',
          pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'service' },
        },
      ],
    });
  });

  it('shows the username on delivered and read only', () => {
    const profileFor = (status: StatusInput['status']) => {
      const contacts = statusUpdate({ ...base, status }).value['contacts'] as { profile: object }[];
      return contacts[0]?.profile;
    };
    expect(profileFor('sent')).toEqual({ name: 'Sheena' });
    expect(profileFor('read')).toEqual({ name: 'Sheena', username: 'sheena.n' });
  });

  it('leaves contacts and the user id out of a failed status of a phone-addressed message', () => {
    const errors = [{ code: 131047, title: 'Re-engagement message', details: 'Too late.' }];
    const value = statusUpdate({ ...base, status: 'failed', errors }).value;
    expect(value).not.toHaveProperty('contacts');
    expect(value['statuses']).toMatchObject([
      {
        status: 'failed',
        recipient_id: '16505551234',
        errors: [{ code: 131047, title: 'Re-engagement message', error_data: { details: 'Too late.' } }],
      },
    ]);
    expect((value['statuses'] as object[])[0]).not.toHaveProperty('recipient_user_id');
  });

  it('keeps the user id in a failed status of a message addressed by it', () => {
    const value = statusUpdate({
      ...base,
      recipient: { userId: 'US.1349' },
      status: 'failed',
      addressedByUserId: true,
    }).value;
    expect((value['statuses'] as object[])[0]).toMatchObject({ recipient_user_id: 'US.1349' });
    expect((value['statuses'] as object[])[0]).not.toHaveProperty('recipient_id');
  });
});
