import type { Channel, InboundBatch, InboundEvent, RawRequest } from '@parley/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChannelContractSetup } from './channel-setup.ts';
import { errorOf, everythingIn } from './errors-seen.ts';
import { unreachable } from './provider-stub.ts';

/** What webhooks must do. */
export function inboundContract(setup: ChannelContractSetup): void {
  const channel = (): Channel => setup.create(unreachable().fetch);
  const everything = Object.entries(setup.inbound);

  describe('a webhook', () => {
    it('tells what the customer wrote', async () => {
      const { items, response } = await channel().receive(setup.inbound.text);
      expect(items.map((item) => item.event.kind)).toEqual(['message']);
      expect(response.status).toBe(200);
    });

    it('tells how far a message got', async () => {
      const { items } = await channel().receive(setup.inbound.receipt);
      expect(items.map((item) => item.event.kind)).toEqual(['delivery']);
    });

    it('keeps what it has never heard of', async () => {
      const { items, response } = await channel().receive(setup.inbound.unknown);
      expect(items).toHaveLength(1);
      expect(items[0]?.event).toMatchObject({ kind: 'notice', isKnown: false });
      expect(response.status).toBe(200);
    });

    it('sets aside what it cannot read and goes on with the rest', async () => {
      const { items, response } = await channel().receive(setup.inbound.mixed);
      const kinds = items.map((item) => item.event.kind);
      expect(kinds.filter((kind) => kind === 'unreadable')).toHaveLength(1);
      expect(kinds.some((kind) => kind !== 'unreadable')).toBe(true);
      expect(response.status).toBe(200);
    });

    it('sets a body aside whole that is not in the format of the provider', async () => {
      const { items, response } = await channel().receive(setup.inbound.notReadable);
      expect(items.map((item) => item.event.kind)).toEqual(['unreadable']);
      expect(Buffer.from(items[0]?.source() ?? []).equals(setup.inbound.notReadable.body)).toBe(true);
      expect(response.status).toBe(200);
    });

    it.each(everything)('says the same every time it comes (%s)', async (_name, request) => {
      const first = await channel().receive(request);
      const opened = channel();
      expect(eventsOf(await opened.receive(request))).toEqual(eventsOf(first));
      expect(eventsOf(await opened.receive(request))).toEqual(eventsOf(first));
    });

    it.each(everything)('can write each of its items down and read it again (%s)', async (_name, request) => {
      const { items } = await channel().receive(request);
      for (const item of items)
        expect(
          channel()
            .parse(item.source())
            .map((again) => again.event),
        ).toEqual([item.event]);
    });

    it.each(everything)(
      'reads a body that was verified before in the same way (%s)',
      async (_name, request) => {
        const parsed = channel().parse(request.body);
        expect(parsed.map((item) => item.event)).toEqual(eventsOf(await channel().receive(request)));
      },
    );

    it('tells times as moments and people by their ids', async () => {
      for (const [, request] of everything) {
        for (const { event } of (await channel().receive(request)).items)
          expectWellFormed(event, channel().kind);
      }
    });
  });

  describe('a webhook nobody signed', () => {
    const refused = async (request: RawRequest): Promise<void> => {
      const error = await errorOf(() => channel().receive(request));
      expect(error.code).toBe('signature_mismatch');
      for (const secret of setup.secrets) expect(everythingIn(error)).not.toContain(secret);
    };
    const { text } = setup.inbound;
    const signed = text.header(setup.signatureHeader) ?? '';
    const withSignature = (signature: string | undefined, body = text.body): RawRequest => ({
      ...text,
      body,
      header: (name) => (name === setup.signatureHeader ? signature : text.header(name)),
    });

    it('is refused without a signature', () => refused(withSignature(undefined)));

    it('is refused with an empty signature', () => refused(withSignature('')));

    it('is refused when the header came twice', () => refused(withSignature(`${signed}, ${signed}`)));

    it('is refused when the signature is cut short or made longer', async () => {
      await refused(withSignature(signed.slice(0, -1)));
      await refused(withSignature(`${signed}0`));
    });

    it('is refused before its body is read, even if that is no JSON at all', () =>
      refused(withSignature(signed, new TextEncoder().encode('{{{'))));

    it('is refused when one bit of the body or of the signature is another one', async () => {
      const position = fc.nat({ max: text.body.length * 8 - 1 });
      await fc.assert(
        fc.asyncProperty(position, async (bit) => {
          const body = Uint8Array.from(text.body);
          body[bit >> 3] = (body[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          await refused(withSignature(signed, body));
        }),
        { numRuns: 50 },
      );
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: signed.length - 1 }),
          fc.constantFrom('x', 'A', ' ', '\u00e9'),
          async (at, other) => {
            await refused(withSignature(`${signed.slice(0, at)}${other}${signed.slice(at + 1)}`));
          },
        ),
        { numRuns: 50 },
      );
    });
  });
}

function eventsOf(batch: InboundBatch): InboundEvent[] {
  return batch.items.map((item) => item.event);
}

function expectWellFormed(event: InboundEvent, kind: string): void {
  if ('at' in event && event.at !== undefined) expect(event.at.getTime()).toBeGreaterThan(0);
  if ('party' in event) {
    expect(event.party.identities.length).toBeGreaterThan(0);
    for (const identity of event.party.identities) expect(identity.channel).toBe(kind);
  }
  if (event.kind === 'notice') expect(event.dedupeKey).not.toBe('');
  if (event.kind === 'unreadable') expect(event.reason).toMatch(/^[a-z][a-z0-9_]*$/);
}
