import { describe, expect, it } from 'vitest';
import { fileContent, isSendable, type MediaFile, ownFileOf, sentWith } from './media-file.ts';

const inboxId = 'inb_00000000000070008000000000000001';
const messageId = 'msg_00000000000070008000000000000001';
const sara = { channel: 'chatapp', scope: 'default', kind: 'customer_id', value: 'sara' };
const file: MediaFile = {
  id: 'med_00000000000070008000000000000001',
  inboxId,
  state: 'ready',
  uploader: { type: 'customer', identity: sara },
  fileName: 'a.png',
  mimeType: 'image/png',
  sizeBytes: 12,
  sha256: 'ab',
  storageKey: 'secret',
  createdAt: new Date(0),
};
const customer = { type: 'customer', inboxId, identities: [sara] } as const;

describe('a file that was uploaded', () => {
  it('goes with a message of who brought it', () => {
    expect(isSendable(file, customer)).toBe(true);
    const asVisitor = { ...sara, kind: 'visitor', value: 'v' };
    expect(isSendable(file, { ...customer, identities: [asVisitor, sara] })).toBe(true);
  });

  it.each([
    ['another customer', { ...customer, identities: [{ ...sara, value: 'tom' }] }],
    ['the same id of another scope', { ...customer, identities: [{ ...sara, scope: 'other' }] }],
    ['nobody', { ...customer, identities: [] }],
    ['another inbox', { ...customer, inboxId: 'inb_00000000000070008000000000000002' }],
    ['staff', { type: 'staff', inboxId }],
  ] as const)('goes with no message of %s', (_who, sender) => {
    expect(isSendable(file, sender)).toBe(false);
  });

  it('goes once, and not before it is whole or after it was given up', () => {
    expect(isSendable(sentWith(file, messageId), customer)).toBe(false);
    expect(isSendable({ ...file, state: 'receiving' }, customer)).toBe(false);
    expect(isSendable({ ...file, state: 'discarded' }, customer)).toBe(false);
  });

  it('of staff goes with a message of staff alone', () => {
    const theirs: MediaFile = { ...file, uploader: { type: 'staff', by: { type: 'system' } } };
    expect(isSendable(theirs, { type: 'staff', inboxId })).toBe(true);
    expect(isSendable(theirs, customer)).toBe(false);
  });

  it('says in a message what it is, and never where its bytes are', () => {
    const content = fileContent(file, { caption: 'Look' });
    expect(content).toEqual({
      type: 'image',
      media: {
        providerMediaId: file.id,
        mimeType: 'image/png',
        sizeBytes: 12,
        sha256: 'ab',
        fileName: 'a.png',
      },
      caption: 'Look',
    });
    expect(ownFileOf(content)).toBe(file.id);
    expect(fileContent({ ...file, mimeType: 'audio/ogg' }).type).toBe('audio');
    expect(fileContent({ ...file, mimeType: 'application/pdf' }).type).toBe('document');
  });

  it('is not taken for one of a provider', () => {
    expect(ownFileOf({ type: 'image', media: { providerMediaId: '1062' } })).toBeUndefined();
    expect(ownFileOf({ type: 'text', text: file.id })).toBeUndefined();
  });
});
