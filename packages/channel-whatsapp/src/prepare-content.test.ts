import { ContentNotSupportedError, type MessageContent } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { refusedField } from './__fixtures__/refused-field.ts';
import { prepareContent } from './prepare-content.ts';

const emoji = (count: number) => '😀'.repeat(count);
describe('text', () => {
  it('that is too long becomes several messages', () => {
    const parts = prepareContent({ type: 'text', text: `${'a '.repeat(3000)}end`, previewUrl: true });
    expect(parts).toHaveLength(2);
    expect(parts.every((part) => part.type === 'text' && part.previewUrl === true)).toBe(true);
  });

  it('must say something', () => {
    expect(refusedField({ type: 'text', text: '' })).toBe('text');
    expect(refusedField({ type: 'text', text: ' \n' })).toBe('text');
  });
});

describe('a file', () => {
  const media = { providerMediaId: '1' };
  it.each<[string, MessageContent, string | undefined]>([
    ['caption of 1024 emoji', { type: 'image', media, caption: emoji(1024) }, undefined],
    ['caption of 1025', { type: 'image', media, caption: emoji(1025) }, 'caption'],
    ['empty caption', { type: 'video', media, caption: '' }, 'caption'],
    ['neither id nor link', { type: 'image', media: {} }, 'media'],
    ['id and link', { type: 'image', media: { providerMediaId: '1', url: 'https://a.example/b' } }, 'media'],
    ['empty id', { type: 'image', media: { providerMediaId: '' } }, 'media.providerMediaId'],
    ['link that is not https', { type: 'image', media: { url: 'http://a.example/b' } }, 'media.url'],
    ['link to a file of ours', { type: 'document', media: { url: 'file:///etc/passwd' } }, 'media.url'],
    [
      'picture of a type nobody takes',
      { type: 'image', media: { ...media, mimeType: 'image/gif' } },
      'media.mimeType',
    ],
    [
      'voice in opus without ogg',
      { type: 'audio', media: { ...media, mimeType: 'audio/opus' } },
      'media.mimeType',
    ],
    ['voice in ogg', { type: 'audio', media: { ...media, mimeType: 'audio/ogg; codecs=opus' } }, undefined],
    [
      'document of any type',
      { type: 'document', media: { ...media, mimeType: 'application/x-strange' } },
      undefined,
    ],
    ['picture of 5 MB', { type: 'image', media: { ...media, sizeBytes: 5 * 1024 * 1024 } }, undefined],
    [
      'larger picture',
      { type: 'image', media: { ...media, sizeBytes: 5 * 1024 * 1024 + 1 } },
      'media.sizeBytes',
    ],
    [
      'larger video',
      { type: 'video', media: { ...media, sizeBytes: 16 * 1024 * 1024 + 1 } },
      'media.sizeBytes',
    ],
    [
      'larger sound',
      { type: 'audio', media: { ...media, sizeBytes: 16 * 1024 * 1024 + 1 } },
      'media.sizeBytes',
    ],
    [
      'larger document',
      { type: 'document', media: { ...media, sizeBytes: 100 * 1024 * 1024 + 1 } },
      'media.sizeBytes',
    ],
    [
      'still sticker of 101 KB',
      { type: 'sticker', media: { ...media, sizeBytes: 101 * 1024 } },
      'media.sizeBytes',
    ],
    [
      'moving sticker of 101 KB',
      { type: 'sticker', isAnimated: true, media: { ...media, sizeBytes: 101 * 1024 } },
      undefined,
    ],
    [
      'moving sticker of 501 KB',
      { type: 'sticker', isAnimated: true, media: { ...media, sizeBytes: 501 * 1024 } },
      'media.sizeBytes',
    ],
  ])('keeps the limits (%s)', (_case, content, field) => {
    expect(refusedField(content)).toBe(field);
  });
});

describe('a place, a card and a reaction', () => {
  const card = { name: { formatted: 'Ada' } };
  it.each<[string, MessageContent, string | undefined]>([
    ['the south pole', { type: 'location', latitude: -90, longitude: 180 }, undefined],
    ['beyond the pole', { type: 'location', latitude: 90.1, longitude: 0 }, 'latitude'],
    ['around the world', { type: 'location', latitude: 0, longitude: -181 }, 'longitude'],
    ['nowhere', { type: 'location', latitude: Number.NaN, longitude: 0 }, 'latitude'],
    ['257 cards', { type: 'contacts', contacts: Array(257).fill(card) }, undefined],
    ['258 cards', { type: 'contacts', contacts: Array(258).fill(card) }, 'contacts'],
    ['no card', { type: 'contacts', contacts: [] }, 'contacts'],
    [
      'card without a name',
      { type: 'contacts', contacts: [{ name: { formatted: '' } }] },
      'contacts[0].name.formatted',
    ],
    [
      'birthday as people write it',
      { type: 'contacts', contacts: [{ ...card, birthday: '1.2.1990' }] },
      'contacts[0].birthday',
    ],
    [
      'card with an empty phone',
      { type: 'contacts', contacts: [{ ...card, phones: [{ phone: '' }] }] },
      'contacts[0].phones[0].phone',
    ],
    [
      'family of four as a reaction',
      { type: 'reaction', targetProviderMessageId: 'a', emoji: '👨‍👩‍👧‍👦' },
      undefined,
    ],
    ['flag as a reaction', { type: 'reaction', targetProviderMessageId: 'a', emoji: '🇩🇪' }, undefined],
    ['taking a reaction back', { type: 'reaction', targetProviderMessageId: 'a' }, undefined],
    ['two reactions at once', { type: 'reaction', targetProviderMessageId: 'a', emoji: '👍👍' }, 'emoji'],
    ['a word as a reaction', { type: 'reaction', targetProviderMessageId: 'a', emoji: 'k' }, 'emoji'],
    [
      'a reaction to nothing',
      { type: 'reaction', targetProviderMessageId: '', emoji: '👍' },
      'targetProviderMessageId',
    ],
  ])('keeps the limits (%s)', (_case, content, field) => {
    expect(refusedField(content)).toBe(field);
  });
});

describe('anything else', () => {
  it('is not sent', () => {
    expect(() => prepareContent({ type: 'unsupported', kind: 'poll_creation' })).toThrow(
      ContentNotSupportedError,
    );
  });
});
