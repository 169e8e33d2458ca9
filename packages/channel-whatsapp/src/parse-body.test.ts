import type { InboundItem, JsonObject, JsonValue } from '@parley/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  envelope,
  eventsOf,
  fixture,
  inbox,
  openChannel,
  signed,
  situations,
} from './__fixtures__/fixture.ts';

function parse(text: string | Uint8Array): readonly InboundItem[] {
  return openChannel().parse(Buffer.from(text));
}

function reasons(items: readonly InboundItem[]): (string | undefined)[] {
  return items.map(({ event }) => (event.kind === 'unreadable' ? event.reason : event.kind));
}

function withMetadata(situation: string, phoneNumberId: string | undefined): JsonObject {
  const text = JSON.stringify(fixture(situation));
  const metadata =
    phoneNumberId === undefined ? '"phone_number_id":null' : `"phone_number_id":"${phoneNumberId}"`;
  return JSON.parse(text.replaceAll(`"phone_number_id":"${inbox.phoneNumberId}"`, metadata)) as JsonObject;
}

describe('a webhook body', () => {
  it.each([
    ['nothing', ''],
    ['half of a body', '{"object":"whatsapp_business_account","entry":['],
    ['a page', '<html></html>'],
    ['a form', 'object=whatsapp_business_account'],
    ['a byte order mark', '\ufeff{}'],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x00)],
    ['two bodies', '{}{}'],
  ])('that is not JSON is set aside whole (%s)', async (_case, body) => {
    const request = signed(Buffer.from(body));
    const { items, response } = await openChannel().receive(request);
    expect(reasons(items)).toEqual(['not_json']);
    expect(items[0]?.source()).toEqual(request.body);
    expect(response.status).toBe(200);
  });

  it.each([
    ['a list', '[]'],
    ['a word', '"object"'],
    ['a number', '42'],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['no object name', '{"entry":[]}'],
    ['no entries', '{"object":"whatsapp_business_account"}'],
    ['entries that are no list', '{"object":"whatsapp_business_account","entry":{}}'],
    ['dangerous names only', '{"__proto__":{"object":"whatsapp_business_account"},"constructor":1}'],
  ])('that is no envelope is set aside whole (%s)', (_case, body) => {
    expect(reasons(parse(body))).toEqual(['bad_envelope']);
  });

  it('may hold nothing', () => {
    expect(parse('{"object":"whatsapp_business_account","entry":[]}')).toEqual([]);
    expect(parse('{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[]}]}')).toEqual([]);
  });

  it('loses one entry or change, not its neighbours, where one is broken', () => {
    const good = (fixture('text').entry as JsonValue[])[0] as JsonObject;
    const changes = [
      null,
      7,
      {},
      { field: 'messages' },
      { field: '', value: {} },
      { field: 'messages', value: 'x' },
    ];
    const entry = [null, 'x', { id: '1' }, { changes: {} }, { id: inbox.wabaId, changes }, good];
    const items = parse(JSON.stringify({ object: 'whatsapp_business_account', entry }));
    expect(reasons(items)).toEqual([
      ...Array(4).fill('bad_entry'),
      ...Array(6).fill('bad_change'),
      'message',
    ]);
    for (const item of items) {
      expect(
        openChannel()
          .parse(item.source())
          .map((again) => again.event),
      ).toEqual([item.event]);
    }
  });

  it('loses one list where it is none', () => {
    const value = {
      messages: { id: 1 },
      statuses: [{ id: 'a', status: 'read', timestamp: '1' }],
      errors: null,
    };
    expect(reasons(parse(JSON.stringify(envelope(value))))).toEqual(['bad_list', 'delivery']);
  });

  it('nested deeper than any stack is set aside, not fatal', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const whole = Buffer.from(`{"object":"whatsapp_business_account","entry":${deep}}`);
    for (const item of parse(whole)) expect(item.source().length).toBeGreaterThan(0);
    const notice = Buffer.from(JSON.stringify(fixture('field-of-tomorrow')).replace('["a","b"]', deep));
    const [item, ...rest] = parse(notice);
    expect(rest).toEqual([]);
    expect(item?.event).toMatchObject({ kind: 'unreadable', reason: 'reader_failed' });
    expect(item?.source()).toEqual(notice);
  });
});

describe('an item for somebody else', () => {
  it.each([
    'text',
    'status-read',
    'echo-text',
    'history',
    'standby',
    'call',
    'user-id-update',
    'errors-without-messages',
  ])('is set aside when it names another number (%s)', (situation) => {
    const items = parse(JSON.stringify(withMetadata(situation, '999999999999999')));
    expect(reasons(items)).toEqual(['foreign_phone_number']);
    const restored = withMetadata(situation, inbox.phoneNumberId);
    expect(reasons(items)).not.toEqual(reasons(parse(JSON.stringify(restored))));
  });

  it('is set aside when it names no number', () => {
    expect(reasons(parse(JSON.stringify(withMetadata('text', undefined))))).toEqual(['missing_phone_number']);
  });

  it('does not take the rest of the body with it', () => {
    const entry = [
      ...(withMetadata('text', '9').entry as JsonValue[]),
      ...(fixture('text').entry as JsonValue[]),
    ];
    const items = parse(JSON.stringify({ object: 'whatsapp_business_account', entry }));
    expect(reasons(items)).toEqual(['foreign_phone_number', 'message']);
  });

  it('is set aside when it is about another account, or about another number of it', () => {
    const account = JSON.stringify(fixture('account-restricted')).replace(inbox.wabaId, '555');
    expect(reasons(parse(account))).toEqual(['foreign_account']);
    expect(reasons(parse(JSON.stringify(withMetadata('user-preferences', '9'))))).toEqual([
      'foreign_phone_number',
    ]);
  });

  it('can be read again once the inbox has that number', () => {
    const [item] = parse(JSON.stringify(withMetadata('text', '777')));
    const events = openChannel({ phoneNumberId: '777' }).parse(item?.source() ?? new Uint8Array());
    expect(events.map((again) => again.event.kind)).toEqual(['message']);
  });
});

describe('the order of a webhook', () => {
  const known = situations.filter((situation) => fixture(situation).object === 'whatsapp_business_account');
  const changesOf = (situation: string) =>
    (fixture(situation).entry as { changes: JsonValue[] }[]).flatMap((entry) => entry.changes);

  it('is the order of the wire, for any choice, order and repetition of changes', () => {
    const pick = fc.array(fc.constantFrom(...known), { maxLength: 12 });
    fc.assert(
      fc.property(pick, fc.boolean(), (picked, isOneEntry) => {
        const lists = picked.map(changesOf);
        const groups = isOneEntry ? [lists.flat()] : lists;
        // The time of an entry tells notices apart, so it is the same for all here.
        const entry = groups.map((changes) => ({ id: inbox.wabaId, changes }));
        const single = (change: JsonValue) =>
          eventsOf({ object: 'whatsapp_business_account', entry: [{ id: inbox.wabaId, changes: [change] }] });
        expect(eventsOf({ object: 'whatsapp_business_account', entry })).toEqual(
          lists.flat().flatMap(single),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('is the order of the lists and of the items in them', () => {
    const message = (id: string) => ({ from: '1', id, timestamp: '1', type: 'text', text: { body: id } });
    const status = (id: string) => ({ id, status: 'read', timestamp: '1' });
    const list = fc.array(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 5 });
    fc.assert(
      fc.property(list, list, fc.boolean(), (first, second, isStatusesFirst) => {
        const messages = first.map(message);
        const statuses = second.map(status);
        const value = isStatusesFirst ? { statuses, messages } : { messages, statuses };
        const told = eventsOf(envelope(value)).map((event) =>
          'providerMessageId' in event ? event.providerMessageId : '',
        );
        expect(told).toEqual(isStatusesFirst ? [...second, ...first] : [...first, ...second]);
      }),
      { numRuns: 100 },
    );
  });

  it('holds for a thousand updates at once', () => {
    const messages = Array.from({ length: 1000 }, (_, index) => ({
      from: '1',
      id: `wamid.${index}`,
      timestamp: '1',
      type: 'text',
      text: { body: 'x' },
    }));
    const items = parse(JSON.stringify(envelope({ messages })));
    expect(items).toHaveLength(1000);
    expect(items[999]?.event).toMatchObject({ providerMessageId: 'wamid.999' });
    expect(items[999]?.source().length).toBeLessThan(600);
  });
});
