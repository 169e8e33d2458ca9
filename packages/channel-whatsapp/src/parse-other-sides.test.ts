import { describe, expect, it } from 'vitest';
import { envelope, eventOf, eventsOf, fixture } from './__fixtures__/fixture.ts';

const userId = 'US.13491208655302741918';
const sheena = {
  identities: [
    { kind: 'user_id', value: userId },
    { kind: 'parent_user_id' },
    { kind: 'phone', value: '16505551234' },
  ],
};

describe('what a person wrote in the app', () => {
  it('is told as an echo to the customer and opens nothing', () => {
    expect(eventOf('echo-text')).toMatchObject({
      kind: 'echo',
      party: { ...sheena, username: 'sheena.n' },
      content: { type: 'text', text: 'Written on the phone' },
      opensWindow: false,
    });
  });

  it('is an echo because of where it stands, even where the sample swaps the numbers', () => {
    expect(eventOf('echo-swapped')).toMatchObject({
      kind: 'echo',
      party: { identities: [{ value: userId }, { value: '16505551234' }] },
    });
    const { value } = (fixture('echo-text') as { entry: [{ changes: [{ value: { message_echoes: [] } }] }] })
      .entry[0].changes[0];
    const misnamed = envelope({ messages: value.message_echoes }, 'smb_message_echoes');
    expect(eventsOf(misnamed)).toMatchObject([{ kind: 'echo' }]);
  });

  it('can be changed and taken back', () => {
    expect(eventOf('echo-edit')).toMatchObject({
      kind: 'edit',
      providerMessageId: 'wamid.ECHO',
      content: { text: 'Written better' },
    });
    expect(eventOf('echo-revoke-swapped')).toMatchObject({ kind: 'delete', providerMessageId: 'wamid.ECHO' });
  });

  it('can be a reaction by the business', () => {
    expect(eventOf('echo-reaction')).toMatchObject({
      kind: 'reaction',
      by: 'app',
      emoji: '❤️',
      party: sheena,
    });
  });

  it('can be something we cannot show', () => {
    expect(eventOf('echo-unsupported')).toMatchObject({
      kind: 'echo',
      content: { type: 'unsupported', kind: 'poll_creation' },
    });
  });
});

describe('what the customer did to a message', () => {
  it('can be a reaction, or taking it back', () => {
    const target = {
      kind: 'reaction',
      providerMessageId: 'wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI5',
      by: 'customer',
      party: sheena,
    };
    expect(eventOf('reaction')).toMatchObject({ ...target, emoji: '👍' });
    expect(eventOf('reaction-removed')).toMatchObject(target);
    expect(eventOf('reaction-removed')).not.toHaveProperty('emoji');
    const bare = { from: '1', id: 'a', timestamp: '1', type: 'reaction', reaction: { message_id: 'b' } };
    expect(eventsOf(envelope({ messages: [bare] }))[0]).not.toHaveProperty('emoji');
  });

  it('can be an edit, without a user id on the message', () => {
    const at = new Date('2025-06-08T20:59:43Z');
    const content = { type: 'text', text: 'Hello, where is my order 1234?' };
    expect(eventOf('edit')).toEqual({ kind: 'edit', providerMessageId: 'wamid.ORIGINAL', content, at });
    expect(eventOf('edit-of-a-picture')).toMatchObject({
      kind: 'edit',
      content: { type: 'image', caption: 'new words' },
    });
  });

  it('can be deleting it', () => {
    expect(eventOf('revoke')).toEqual({
      kind: 'delete',
      providerMessageId: 'wamid.ORIGINAL',
      at: new Date('2025-06-08T20:59:43Z'),
    });
  });
});

describe('a history import', () => {
  it('tells both sides, opens nothing and knows each thread’s customer', () => {
    const events = eventsOf(fixture('history'));
    expect(events).toMatchObject([
      {
        kind: 'message',
        providerMessageId: 'wamid.H1',
        context: { isHistory: true },
        opensWindow: false,
        party: { username: 'sheena.n', identities: [{ value: userId }, { value: '16505551234' }] },
      },
      {
        kind: 'echo',
        providerMessageId: 'wamid.H2',
        context: { isHistory: true },
        opensWindow: false,
        party: { identities: [{ value: userId }, { value: '16505551234' }] },
      },
      {
        kind: 'message',
        providerMessageId: 'wamid.H3',
        content: { type: 'unsupported', kind: 'media_placeholder' },
        opensWindow: false,
      },
      { kind: 'message', providerMessageId: 'wamid.H4', party: { identities: [{ value: '16505550000' }] } },
    ]);
  });

  it('tells who wrote where the business number is not known', () => {
    const thread = {
      id: '16505551234',
      messages: [
        { from: '16505551234', id: 'a', timestamp: '1', type: 'text', text: { body: 'theirs' } },
        { from: '15550783881', id: 'b', timestamp: '1', type: 'text', text: { body: 'ours' } },
        { from_user_id: 'US.1', id: 'c', timestamp: '1', type: 'text', text: { body: 'theirs' } },
        { to_user_id: 'US.1', id: 'd', timestamp: '1', type: 'text', text: { body: 'ours' } },
      ],
    };
    const events = eventsOf(
      envelope(
        { metadata: { phone_number_id: '106540352242922' }, history: [{ threads: [thread] }] },
        'history',
      ),
    );
    expect(events.map((event) => event.kind)).toEqual(['message', 'echo', 'message', 'echo']);
  });

  it('that was declined, or that brings progress only, is noted', () => {
    expect(eventOf('history-declined')).toMatchObject({
      kind: 'notice',
      type: 'history',
      isKnown: true,
      payload: { errors: [{ code: 2593109 }] },
    });
    expect(eventOf('history-progress')).toMatchObject({
      kind: 'notice',
      type: 'history',
      payload: { metadata: { progress: 100 } },
    });
  });

  it('loses one thread, not the rest, where one cannot be read', () => {
    const good = {
      id: '1',
      messages: [{ from: '1', id: 'a', timestamp: '1', type: 'text', text: { body: 'x' } }],
    };
    const threads = ['no thread', { id: '2', messages: 'none' }, good];
    expect(eventsOf(envelope({ history: [{ threads }, 7, { threads: 'x' }] }, 'history'))).toMatchObject([
      { kind: 'unreadable', reason: 'bad_item' },
      { kind: 'unreadable', reason: 'bad_list' },
      { kind: 'message' },
      { kind: 'unreadable', reason: 'bad_item' },
      { kind: 'unreadable', reason: 'bad_list' },
    ]);
  });
});

describe('a conversation somebody else holds', () => {
  it('is told as standby and opens nothing', () => {
    expect(eventsOf(fixture('standby'))).toMatchObject([
      { kind: 'message', context: { isStandby: true }, opensWindow: false },
      { kind: 'echo', context: { isStandby: true }, opensWindow: false },
      { kind: 'delivery', providerMessageId: 'wamid.S2' },
    ]);
  });
});

describe('what is not a message', () => {
  it('can be a call of the customer, which lets us write freely', () => {
    expect(eventOf('call')).toMatchObject({
      kind: 'activity',
      activity: 'call',
      opensWindow: true,
      party: sheena,
      providerId: 'wacid.HBgLMTY1MDU1NTEyMzQ',
    });
    expect(JSON.stringify(eventOf('call'))).not.toContain('sdp');
  });

  it('can be the end of a call, or a call by us, which do not', () => {
    expect(eventOf('call-ended')).toMatchObject({
      activity: 'call_terminate',
      providerId: 'wacid.HBgLMTY1MDU1NTEyMzQ:terminate',
      opensWindow: false,
      payload: { status: 'COMPLETED', durationSeconds: 60, startedAt: '2025-06-08T22:00:03.000Z' },
    });
    expect(eventOf('call-by-us')).toMatchObject({ activity: 'call', opensWindow: false, party: sheena });
  });

  it('can be somebody who only opened the chat', () => {
    expect(eventOf('request-welcome')).toMatchObject({
      kind: 'activity',
      activity: 'opened_chat',
      opensWindow: false,
      party: sheena,
    });
  });
});
