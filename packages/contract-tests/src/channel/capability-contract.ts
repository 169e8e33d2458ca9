import type { Channel, ContentType, MessageContent } from '@parley/core';
import { describe, expect, it } from 'vitest';
import { type ChannelContractSetup, contentTypes } from './channel-setup.ts';
import { errorOf } from './errors-seen.ts';
import { unreachable } from './provider-stub.ts';

const fileTypes: readonly ContentType[] = ['image', 'video', 'audio', 'document', 'sticker'];

/** Something of every type, for what a channel does not carry. */
const samples: Readonly<Record<ContentType, MessageContent>> = {
  text: { type: 'text', text: 'Hello' },
  image: { type: 'image', media: { url: 'https://files.example/a.jpg' } },
  video: { type: 'video', media: { url: 'https://files.example/a.mp4' } },
  document: { type: 'document', media: { url: 'https://files.example/a.pdf' } },
  audio: { type: 'audio', media: { url: 'https://files.example/a.ogg' } },
  sticker: { type: 'sticker', media: { url: 'https://files.example/a.webp' } },
  location: { type: 'location', latitude: 52.5, longitude: 13.4 },
  contacts: { type: 'contacts', contacts: [{ name: { formatted: 'Ada' } }] },
  interactive: {
    type: 'interactive',
    interactive: { kind: 'buttons', body: 'Choose', buttons: [{ id: 'a', title: 'A' }] },
  },
  reaction: { type: 'reaction', targetProviderMessageId: 'id', emoji: '👍' },
  template: { type: 'template', name: 'hello', language: 'en', components: [] },
  unsupported: { type: 'unsupported', kind: 'poll_creation' },
};

/** What a channel says it can do is what it does. */
export function capabilityContract(setup: ChannelContractSetup): void {
  const open = (): Channel => setup.create(unreachable().fetch);

  describe('capabilities', () => {
    it('name what the setup gives an example of, and nothing else', () => {
      expect([...open().capabilities.sends].sort()).toEqual(Object.keys(setup.contents).sort());
    });

    it.each(contentTypes)('agree with what may be prepared (%s)', async (type) => {
      const channel = open();
      const example = setup.contents[type];
      if (channel.capabilities.sends.includes(type) && example !== undefined) {
        expect(channel.prepare(example).length).toBeGreaterThan(0);
        return;
      }
      const error = await errorOf(() => channel.prepare(samples[type]));
      expect(error.code).toBe('content_not_supported');
    });

    it('come with files exactly where files can be sent', () => {
      const { capabilities, media } = open();
      expect(media !== undefined || capabilities.ownFiles !== undefined).toBe(
        fileTypes.some((type) => capabilities.sends.includes(type)),
      );
    });

    it('name addresses the example customer has one of', () => {
      const kinds = setup.to.map((identity) => identity.kind);
      expect(open().capabilities.addressKinds.some((kind) => kinds.includes(kind))).toBe(true);
    });

    it('close a service window earlier than the provider does, if there is one', () => {
      const window = open().capabilities.serviceWindow;
      if (window === undefined) return;
      expect(window.durationMs).toBeGreaterThan(window.marginMs);
      expect(window.marginMs).toBeGreaterThan(0);
    });

    it('do not change from one inbox to the next', () => {
      expect(open().capabilities).toEqual(open().capabilities);
      expect(open().kind).toMatch(/^[a-z][a-z0-9-]*$/);
    });

    it('let a first message go at once where they keep a pace, and never ask for a negative wait', () => {
      const channel = open();
      if (channel.pace === undefined) return;
      const at = new Date('2026-11-02T09:00:00Z');
      expect(channel.pace(setup.to, at)).toBe(0);
      for (let sent = 0; sent < 200; sent += 1) expect(channel.pace(setup.to, at)).toBeGreaterThanOrEqual(0);
      expect(channel.pace(setup.to, at)).toBeGreaterThan(0);
    });
  });

  describe('preparing', () => {
    it('keeps content that fits as it is, and what it prepared once stays so', () => {
      const channel = open();
      for (const example of Object.values(setup.contents)) {
        const parts = channel.prepare(example);
        expect(parts).toEqual([example]);
        for (const part of parts) expect(channel.prepare(part)).toEqual([part]);
      }
    });

    it('refuses empty text, naming the field', async () => {
      if (setup.contents.text === undefined) return;
      const error = await errorOf(() => open().prepare({ type: 'text', text: ' \n ' }));
      expect(error).toMatchObject({ code: 'invalid_content', details: { field: 'text' } });
    });

    it('loses no word of a long text', () => {
      if (setup.contents.text === undefined) return;
      const words = Array.from({ length: 9000 }, (_, index) => `word${index}`);
      const parts = open().prepare({ type: 'text', text: words.join(' ') });
      const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join(' ');
      expect(text.split(/\s+/)).toEqual(words);
    });
  });
}
