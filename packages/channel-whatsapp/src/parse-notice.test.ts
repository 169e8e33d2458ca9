import type { JsonObject, NoticeEvent } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { envelope, eventOf, eventsOf, fixture, inbox } from './__fixtures__/fixture.ts';

function noticeOf(body: JsonObject): NoticeEvent {
  const [event] = eventsOf(body);
  if (event?.kind !== 'notice') throw new Error(`not a notice: ${event?.kind}`);
  return event;
}

function onField(field: string, value: JsonObject, entry: JsonObject = {}): JsonObject {
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: inbox.wabaId, ...entry, changes: [{ field, value }] }],
  };
}

describe('what the provider tells about the account', () => {
  it.each([
    'account_alerts',
    'account_review_update',
    'account_update',
    'automatic_events',
    'business_capability_update',
    'business_username_update',
    'business_username_updates',
    'flows',
    'group_lifecycle_update',
    'group_participants_update',
    'group_settings_update',
    'message_template_components_update',
    'message_template_quality_update',
    'message_template_status_update',
    'messaging_handovers',
    'partner_solutions',
    'payment_configuration_update',
    'phone_number_name_update',
    'phone_number_quality_update',
    'security',
    'smb_app_state_sync',
    'template_category_update',
    'user_preferences',
  ])('is kept under its name (%s)', (field) => {
    expect(noticeOf(onField(field, { event: 'X' }))).toMatchObject({
      type: field,
      isKnown: true,
      payload: { event: 'X' },
    });
  });

  it('comes with its time, if there is one', () => {
    expect(eventOf('template-status')).toMatchObject({
      at: new Date('2025-06-30T01:39:08Z'),
      payload: { event: 'APPROVED' },
    });
    expect(noticeOf(onField('flows', {}))).not.toHaveProperty('at');
  });

  it('is kept on a field, in a list or in a product nobody knows yet', () => {
    expect(eventOf('field-of-tomorrow')).toMatchObject({ type: 'starship_update', isKnown: false });
    expect(eventOf('list-of-tomorrow')).toMatchObject({
      type: 'messages',
      isKnown: false,
      payload: { holograms: [{ id: 'h1' }] },
    });
    expect(eventOf('other-product')).toMatchObject({
      type: 'page',
      isKnown: false,
      payload: { object: 'page' },
    });
    expect(noticeOf(onField('x'.repeat(500), {})).type).toHaveLength(128);
  });

  it('can come among messages: errors of the app, clicks on links', () => {
    expect(eventOf('errors-without-messages')).toMatchObject({
      kind: 'notice',
      type: 'errors',
      payload: { code: 130429 },
    });
    expect(eventOf('user-actions')).toMatchObject({
      kind: 'notice',
      type: 'user_actions',
      at: new Date('2025-06-15T23:28:00Z'),
    });
  });

  it('is one notice however often it comes and however its fields are ordered', () => {
    const one = noticeOf(onField('flows', { a: 1, b: { c: [1, 2], d: 'x' } }, { time: 1751247548 }));
    const again = noticeOf(onField('flows', { b: { d: 'x', c: [1, 2] }, a: 1 }, { time: 1751247548 }));
    expect(again.dedupeKey).toBe(one.dedupeKey);
  });

  it('is another notice at another time, on another field or with other words', () => {
    const keys = [
      noticeOf(onField('flows', { a: 1 }, { time: 1751247548 })),
      noticeOf(onField('flows', { a: 1 }, { time: 1751247549 })),
      noticeOf(onField('flows', { a: 2 }, { time: 1751247548 })),
      noticeOf(onField('flows', { a: [1, 2] }, { time: 1751247548 })),
      noticeOf(onField('flows', { a: [2, 1] }, { time: 1751247548 })),
      noticeOf(onField('security', { a: 1 }, { time: 1751247548 })),
    ].map((notice) => notice.dedupeKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('says nothing where its lists are empty', () => {
    expect(eventsOf(envelope({ messages: [], statuses: [], errors: [] }))).toEqual([]);
  });

  it('is kept whole where a message field brings nothing at all', () => {
    expect(eventsOf(envelope({}))).toMatchObject([{ kind: 'notice', type: 'messages', isKnown: false }]);
    expect(eventsOf(fixture('contacts-of-the-app'))).toMatchObject([
      { kind: 'notice', type: 'smb_app_state_sync', isKnown: true },
    ]);
    expect(eventsOf(fixture('handover'))).toMatchObject([
      { kind: 'notice', type: 'messaging_handovers', isKnown: true },
    ]);
  });
});
