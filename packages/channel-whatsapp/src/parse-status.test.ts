import { describe, expect, it } from 'vitest';
import { envelope, eventOf, eventsOf } from './__fixtures__/fixture.ts';

const at = new Date('2025-06-15T23:27:53Z');
const providerMessageId = 'wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI5';
const messageId = 'msg_0199c5f2a3b47c1d8e2f0199c5f2a3b4';
const pricing = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'utility' };

describe('a delivery status', () => {
  it.each([
    [
      'status-sent',
      { kind: 'delivery', providerMessageId, messageId, evidence: { status: 'sent', at, pricing } },
    ],
    [
      'status-delivered',
      { kind: 'delivery', providerMessageId, messageId, evidence: { status: 'delivered', at, pricing } },
    ],
    ['status-played', { kind: 'delivery', providerMessageId, evidence: { status: 'played', at } }],
    ['status-of-a-group', { kind: 'delivery', providerMessageId, evidence: { status: 'delivered', at } }],
    ['status-group-read', { kind: 'delivery', providerMessageId, evidence: { status: 'read', at } }],
  ])('tells how far the message got, and at what price (%s)', (situation, event) => {
    expect(eventOf(situation)).toEqual(event);
  });

  it('takes what another system sent along for no id of ours', () => {
    expect(eventOf('status-read')).toEqual({
      kind: 'delivery',
      providerMessageId,
      evidence: { status: 'read', at },
    });
  });

  it('tells why a message failed, without contacts and in our own words', () => {
    expect(eventOf('status-failed')).toEqual({
      kind: 'delivery',
      providerMessageId,
      messageId,
      evidence: {
        status: 'failed',
        at,
        error: {
          code: 'service_window_closed',
          providerCode: '131047',
          message: 'The customer last wrote more than 24 hours ago.',
          fix: 'Send an approved template, or wait until the customer writes again.',
        },
      },
    });
  });

  it('can fail without a reason', () => {
    expect(eventOf('status-failed-without-reason')).toMatchObject({
      evidence: { status: 'failed', error: { code: 'delivery_failed' } },
    });
  });

  it('is read with its time as a number, and without anybody it is about', () => {
    expect(eventsOf(envelope({ statuses: [{ id: 'a', status: 'read', timestamp: 1750030073 }] }))).toEqual([
      { kind: 'delivery', providerMessageId: 'a', evidence: { status: 'read', at } },
    ]);
  });

  it('of a kind nobody knows yet is kept', () => {
    expect(eventOf('status-of-tomorrow')).toMatchObject({
      kind: 'notice',
      type: 'status.teleported',
      isKnown: false,
    });
  });

  it('of a call is only noted', () => {
    expect(eventOf('call-status')).toMatchObject({
      kind: 'notice',
      type: 'call_status',
      isKnown: true,
      dedupeKey: 'call_status:wacid.HBgLMTY1MDU1NTEyMzQ:RINGING',
    });
  });
});
