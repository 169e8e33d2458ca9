import { describe, expect, it } from 'vitest';
import { anIdentity } from '../testing/builders.ts';
import { type Identity, type IdentityRef, identityKey } from './identity.ts';
import { type KnownIdentities, matchIdentity, matchIdentityChange } from './match-identity.ts';

const ref = (kind: string, value: string): IdentityRef => ({
  channel: 'whatsapp',
  scope: '102290129340398',
  kind,
  value,
});
const userId = (value: string): IdentityRef => ref('user_id', value);
const phone = (value: string): IdentityRef => ref('phone', value);
const sara = 'cus_00000000000070008000000000000001';
const ben = 'cus_00000000000070008000000000000002';
const known = (...identities: Identity[]): KnownIdentities => ({
  find: (wanted) => identities.find((identity) => identityKey(identity) === identityKey(wanted)),
  of: (customerId) => identities.filter((identity) => identity.customerId === customerId),
});
const of = (customerId: Identity['customerId'], given: IdentityRef): Identity =>
  anIdentity({ ...given, customerId });

describe('whose message it is', () => {
  it('does not know a stranger and binds all their ids', () => {
    const refs = [userId('US.1'), phone('1650')];
    expect(matchIdentity(refs, known())).toEqual({ customerId: undefined, add: refs, rebind: [] });
  });

  it('knows somebody by user id alone, without any phone', () => {
    expect(matchIdentity([userId('US.1')], known(of(sara, userId('US.1'))))).toEqual({
      customerId: sara,
      add: [],
      rebind: [],
    });
  });

  it('adds the user id to the person known by phone', () => {
    const match = matchIdentity([userId('US.1'), phone('1650')], known(of(sara, phone('1650'))));
    expect(match).toEqual({ customerId: sara, add: [userId('US.1')], rebind: [] });
  });

  it('takes a phone that comes with another user id for a number given to somebody new', () => {
    const old = of(sara, phone('1650'));
    const match = matchIdentity([userId('US.NEW'), phone('1650')], known(of(sara, userId('US.OLD')), old));
    expect(match).toEqual({ customerId: undefined, add: [userId('US.NEW'), phone('1650')], rebind: [old] });
  });

  it('lets the user id decide when the phone belongs to another record, and moves the phone over', () => {
    const theirs = of(ben, phone('1650'));
    const match = matchIdentity([userId('US.1'), phone('1650')], known(of(sara, userId('US.1')), theirs));
    expect(match).toEqual({ customerId: sara, add: [phone('1650')], rebind: [theirs] });
  });
});

describe('a change of ids', () => {
  const before = known(of(sara, userId('US.OLD')), of(sara, phone('1650')));

  it('follows the person from old ids to new ones', () => {
    const change = matchIdentityChange(
      [userId('US.OLD'), phone('1650')],
      [userId('US.NEW'), phone('1651')],
      before,
    );
    expect(change.customerId).toBe(sara);
    expect(change.close.map((identity) => identity.value)).toEqual(['US.OLD', '1650']);
    expect(change.add).toEqual([userId('US.NEW'), phone('1651')]);
  });

  it('finds the person by the old phone when the payload has no previous user id', () => {
    expect(matchIdentityChange([phone('1650')], [userId('US.NEW')], before).customerId).toBe(sara);
  });

  it('does not take a new id away from somebody else; it points at them', () => {
    const both = known(of(sara, userId('US.OLD')), of(ben, userId('US.NEW')));
    const change = matchIdentityChange([userId('US.OLD')], [userId('US.NEW')], both);
    expect(change).toMatchObject({ customerId: sara, takenBy: ben, add: [] });
  });

  it('changes nothing when it comes twice', () => {
    const after = known(of(sara, userId('US.NEW')));
    expect(matchIdentityChange([userId('US.OLD')], [userId('US.NEW')], after)).toMatchObject({
      close: [],
      add: [],
      takenBy: undefined,
    });
  });
});
