import type { JsonObject, Party } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { envelope, eventOf, eventsOf, inbox } from './__fixtures__/fixture.ts';
import { createWhatsAppChannel } from './create-whatsapp-channel.ts';

function partyOf(message: JsonObject, contacts: JsonObject[]): Party | undefined {
  const item = { id: 'wamid.1', timestamp: '1749416383', type: 'text', text: { body: 'Hi' }, ...message };
  const [event] = eventsOf(envelope({ contacts, messages: [item] }));
  return event?.kind === 'message' ? event.party : undefined;
}

function ids(party: Party | undefined): string[] | undefined {
  return party?.identities.map(({ kind, value }) => `${kind}:${value}`);
}

describe('the person a message is from', () => {
  it('may have a phone only', () => {
    const event = eventOf('text-phone-only');
    expect(event).toMatchObject({
      party: { name: 'Sheena Nelson', identities: [{ kind: 'phone', value: '16505551234' }] },
    });
    expect(event).not.toHaveProperty('party.username');
  });

  it('may have a user id only, and a username that is shown without @', () => {
    const event = eventOf('text-user-id-only');
    expect(event).toMatchObject({
      party: { username: 'sheena.n', identities: [{ kind: 'user_id', value: 'US.13491208655302741918' }] },
    });
    expect(event).not.toHaveProperty('party.name');
  });

  it('is found among several contacts by phone or by user id, not by position', () => {
    const contacts = [
      { profile: { name: 'Second' }, user_id: 'US.2' },
      { profile: { name: 'First' }, wa_id: '16505551234', user_id: 'US.1' },
    ];
    expect(partyOf({ from: '16505551234' }, contacts)).toMatchObject({ name: 'First' });
    expect(ids(partyOf({ from: '16505551234' }, contacts))).toEqual(['user_id:US.1', 'phone:16505551234']);
    expect(partyOf({ from_user_id: 'US.2' }, contacts)).toMatchObject({ name: 'Second' });
  });

  it('is nobody of several contacts when none matches', () => {
    const contacts = [
      { profile: { name: 'A' }, wa_id: '1' },
      { profile: { name: 'B' }, wa_id: '2' },
    ];
    expect(partyOf({ from: '3' }, contacts)).toEqual({
      identities: [{ channel: 'whatsapp', scope: inbox.portfolioId, kind: 'phone', value: '3' }],
    });
  });

  it('is the only contact when the message does not name one', () => {
    expect(ids(partyOf({}, [{ profile: { name: 'A' }, user_id: 'US.1' }]))).toEqual(['user_id:US.1']);
  });

  it('gets the name of the only contact, but not its ids when they contradict the message', () => {
    const party = partyOf({ from: '5511987654321' }, [
      { profile: { name: 'Ana' }, wa_id: '551187654321', user_id: 'BR.1' },
    ]);
    expect(party?.name).toBe('Ana');
    expect(ids(party)).toEqual(['phone:5511987654321']);
  });

  it('is read without contacts, and with contacts that are no list', () => {
    expect(ids(partyOf({ from: '1' }, []))).toEqual(['phone:1']);
    expect(
      eventsOf(
        envelope({
          contacts: { wa_id: '1' },
          messages: [{ from: '1', id: 'a', timestamp: '1', type: 'text', text: { body: 'x' } }],
        }),
      ),
    ).toMatchObject([{ kind: 'message', party: { identities: [{ value: '1' }] } }]);
  });

  it('has no name where the profile has an empty one', () => {
    expect(
      partyOf({ from: '1' }, [{ profile: { name: ' ', username: '@' }, wa_id: '1' }]),
    ).not.toHaveProperty('name');
    expect(
      partyOf({ from: '1' }, [{ profile: { name: ' ', username: '@' }, wa_id: '1' }]),
    ).not.toHaveProperty('username');
  });

  it('never gets a user id taken for a phone', () => {
    expect(
      ids(partyOf({ from: 'US.13491208655302741918', from_user_id: 'US.13491208655302741918' }, [])),
    ).toEqual(['user_id:US.13491208655302741918']);
    expect(ids(partyOf({ from: '+16505551234' }, []))).toEqual(['phone:16505551234']);
    expect(partyOf({ from: '١٦٥٠' }, [])).toBeUndefined();
  });

  it('is known in the scope of the business account where there is no portfolio', () => {
    const { portfolioId: _portfolioId, ...settings } = inbox;
    const channel = createWhatsAppChannel(settings);
    const message = { from: '1', id: 'a', timestamp: '1', type: 'text', text: { body: 'x' } };
    const [item] = channel.parse(Buffer.from(JSON.stringify(envelope({ messages: [message] }))));
    expect(item?.event).toMatchObject({ party: { identities: [{ scope: inbox.wabaId }] } });
  });
});
