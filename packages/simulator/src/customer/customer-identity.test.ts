import { describe, expect, it } from 'vitest';
import { createFakeBusiness, textTo } from '../fake-business.ts';

describe('who a customer is', () => {
  it('is the same for the same number, however it is written', () => {
    const { simulator } = createFakeBusiness();
    const ana = simulator.customer('+1 (650) 555-1234');
    expect(simulator.customer('16505551234')).toBe(ana);
    expect(simulator.customer({ userId: ana.userId })).toBe(ana);
    expect(simulator.customers).toHaveLength(1);
  });

  it('takes new facts about a known customer', async () => {
    const business = createFakeBusiness();
    business.simulator.customer({ phone: '+16505551234', name: 'Ana' });
    await business.simulator.customer({ phone: '+16505551234', name: 'Ana Maria' }).text('hi');
    expect(business.values()[0]?.['contacts']).toMatchObject([{ profile: { name: 'Ana Maria' } }]);
  });

  it('refuses what is no number and no user id', () => {
    const { simulator } = createFakeBusiness();
    expect(() => simulator.customer('hello')).toThrow(expect.objectContaining({ code: 'invalid_option' }));
    expect(() => simulator.customer({ userId: 'us.1' })).toThrow(
      expect.objectContaining({ code: 'invalid_option' }),
    );
  });

  it('changes number and user id together, and tells so without contacts', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer('+16505551234');
    const before = ana.userId;
    await ana.changeNumber('+16505559999');
    expect(ana.userId).not.toBe(before);
    expect(business.values()[0]).not.toHaveProperty('contacts');
    const [message] = business.items('messages');
    expect(message).toMatchObject({
      from: '16505551234',
      type: 'system',
      system: {
        type: 'user_changed_number',
        wa_id: '16505559999',
        user_id: ana.userId,
        previous_user_id: before,
      },
    });
    expect(message).not.toHaveProperty('from_user_id');
    await ana.text('new phone');
    expect(business.items('messages').at(-1)).toMatchObject({
      from: '16505559999',
      from_user_id: ana.userId,
    });
  });

  it('rotates the user id without telling any number', async () => {
    const business = createFakeBusiness();
    const mara = business.simulator.customer({ identity: 'user_id', name: 'Mara', parentUserId: true });
    const before = mara.userId;
    await mara.rotateUserId();
    const [message] = business.items('messages');
    expect(message).not.toHaveProperty('from');
    expect(message?.['system']).toMatchObject({
      type: 'user_changed_user_id',
      user_id: mara.userId,
      previous_user_id: before,
      previous_parent_user_id: expect.stringMatching(/^US\.ENT\./),
    });
    const old = await business.send({ recipient: before, type: 'text', text: { body: 'hi' } });
    expect(old.body['error']).toMatchObject({ code: 131009 });
  });

  it('neither opens the window by these nor by reactions, edits and deletions', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer('+16505551234');
    await ana.changeNumber('+16505559999');
    await ana.react('wamid.x', '👍');
    await ana.edit('wamid.x', 'y');
    await ana.welcome();
    expect(ana.windowEndsAt).toBeUndefined();
    await ana.call();
    expect(ana.windowEndsAt?.toISOString()).toBe('2026-01-06T09:00:00.000Z');
  });

  it('calls and hangs up on the field for calls', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer('+16505551234');
    const { messageId = '' } = await ana.call();
    await ana.call({ event: 'terminate', id: messageId, durationSeconds: 12 });
    expect(business.items('calls')).toMatchObject([
      {
        id: messageId,
        event: 'connect',
        direction: 'USER_INITIATED',
        from: '16505551234',
        to: '15550783881',
      },
      { id: messageId, event: 'terminate', status: 'COMPLETED', duration: 12 },
    ]);
  });

  it('gets messages from a person of the business as echoes, which leave the outbox alone', async () => {
    const business = createFakeBusiness();
    const ana = business.simulator.customer({ phone: '+16505551234', username: 'ana.s' });
    await ana.echo('Hello from the shop');
    expect(business.items('message_echoes')).toMatchObject([
      {
        from: '15550783881',
        to: '16505551234',
        to_user_id: ana.userId,
        type: 'text',
        text: { body: 'Hello from the shop' },
      },
    ]);
    expect(business.values()[0]?.['contacts']).toMatchObject([{ profile: { username: 'ana.s' } }]);
    await ana.echo({ type: 'revoke', content: { original_message_id: 'wamid.1' } });
    expect(business.items('message_echoes')[1]).toMatchObject({ type: 'revoke' });
    expect(business.simulator.outbox).toHaveLength(0);
    expect(ana.lastReply?.from).toBe('business');
  });

  it('keeps the user ids when only the seed changes and the identity seed does not', () => {
    const userIdWith = (seed: string, identitySeed?: string) => {
      const options = identitySeed === undefined ? { seed } : { seed, identitySeed };
      return createFakeBusiness(options).simulator.customer('+16505551234').userId;
    };
    expect(userIdWith('a', 'same')).toBe(userIdWith('b', 'same'));
    expect(userIdWith('a')).not.toBe(userIdWith('b'));
  });

  it('is addressed by user id with "recipient", and "to" wins over it', async () => {
    const business = createFakeBusiness();
    const mara = business.simulator.customer({ identity: 'user_id', name: 'Mara' });
    await mara.text('hi');
    const { body } = await business.send({ recipient: mara.userId, type: 'text', text: { body: 'hello' } });
    expect(body['contacts']).toEqual([{ input: mara.userId, user_id: mara.userId }]);
    await business.simulator.settled();
    expect(business.items('statuses')[0]).toMatchObject({ status: 'sent', recipient_user_id: mara.userId });
    expect(business.items('statuses')[0]).not.toHaveProperty('recipient_id');
    business.simulator.customer('+16505551234');
    const both = await business.send(textTo('+16505551234', 'x', { recipient: mara.userId }));
    expect(both.body['contacts']).toEqual([{ input: '+16505551234', wa_id: '16505551234' }]);
  });
});
