import type { Channel, MessageContent, OutboundRequest } from '@parley/core';
import { describe, expect, it } from 'vitest';
import type { ChannelContractSetup, ProviderAnswer } from './channel-setup.ts';
import { errorOf, everythingIn, sendErrorOf } from './errors-seen.ts';
import { answering, losingTheAnswer, type ProviderStub, silent, unreachable } from './provider-stub.ts';

const messageId = 'msg_0199c5f2a3b47c1d8e2f0199c5f2a3b4';

/** What sending must do. */
export function outboundContract(setup: ChannelContractSetup): void {
  const [[, content]] = Object.entries(setup.contents) as [[string, MessageContent]];
  const request: OutboundRequest = { messageId, to: setup.to, content: setup.contents.text ?? content };
  const open = (provider: ProviderStub): Channel => setup.create(provider.fetch);
  const failWith = (provider: ProviderStub) => sendErrorOf(() => open(provider).send(request));

  describe('sending', () => {
    it('gives the id under which the provider knows the message', async () => {
      const provider = answering(setup.provider.accepted);
      expect(await open(provider).send(request)).toEqual({ providerMessageId: setup.acceptedId });
      expect(provider.calls).toHaveLength(1);
    });

    it.each(Object.entries(setup.contents))('hands over %s', async (_type, each) => {
      const provider = answering(setup.provider.accepted);
      const channel = open(provider);
      for (const part of channel.prepare(each)) await channel.send({ ...request, content: part });
      expect(provider.calls.length).toBeGreaterThan(0);
    });

    it('waits as long as the provider asks', async () => {
      expect(await failWith(answering(setup.provider.throttled))).toMatchObject({
        failure: 'not_sent',
        retryable: true,
        retryAfterMs: 7000,
      });
    });

    it('does not repeat what the provider refused', async () => {
      const error = await failWith(answering(setup.provider.refused));
      expect(error).toMatchObject({ failure: 'refused', retryable: false });
      expect(error.providerCode).toBeDefined();
    });

    it('stops when the provider does not take its credentials', async () => {
      expect(await failWith(answering(setup.provider.unauthorised))).toMatchObject({
        failure: 'channel_down',
        retryable: false,
      });
    });

    it('does not know what became of a message whose answer was lost, and does not repeat it', async () => {
      expect(await failWith(losingTheAnswer())).toMatchObject({ failure: 'unknown', retryable: false });
    });

    it('does not know what became of a message the provider took without an id', async () => {
      const { status } = setup.provider.accepted;
      for (const body of ['', '{}', '<html>', setup.provider.accepted.body.slice(0, -2)]) {
        expect(await failWith(answering({ status, body }))).toMatchObject({
          failure: 'unknown',
          retryable: false,
        });
      }
    });

    it('may repeat what never reached the provider', async () => {
      expect(await failWith(unreachable())).toMatchObject({ failure: 'not_sent', retryable: true });
    });

    it('stops waiting when it is told to, and then does not know what became of the message', async () => {
      const provider = silent();
      const stop = new AbortController();
      const failure = sendErrorOf(() => open(provider).send(request, { signal: stop.signal }));
      await provider.reached;
      stop.abort();
      expect(await failure).toMatchObject({ failure: 'unknown', retryable: false });
    });

    it('asks nobody when it was told to stop before', async () => {
      const provider = answering(setup.provider.accepted);
      const signal = AbortSignal.abort();
      expect(await sendErrorOf(() => open(provider).send(request, { signal }))).toMatchObject({
        failure: 'not_sent',
      });
      expect(provider.calls).toHaveLength(0);
    });

    it('asks nobody when the customer has no address it can use', async () => {
      const provider = answering(setup.provider.accepted);
      const stranger = [{ channel: 'nowhere', scope: 'none', kind: 'none', value: 'x' }];
      const error = await sendErrorOf(() => open(provider).send({ ...request, to: stranger }));
      expect(error).toMatchObject({ failure: 'refused', retryable: false });
      expect(provider.calls).toHaveLength(0);
    });
  });

  describe('errors', () => {
    it('hold no secret, no address and no word of the message', async () => {
      const words = wordsOf(request.content);
      const loud = (answer: ProviderAnswer): ProviderAnswer => ({
        ...answer,
        body: echoing(answer.body, [...setup.secrets, ...words]),
      });
      const providers = [
        ...Object.values(setup.provider)
          .filter((answer) => answer !== setup.provider.accepted)
          .map((answer) => answering(loud(answer))),
        losingTheAnswer(),
        unreachable(),
      ];
      for (const provider of providers) {
        const shown = everythingIn(await failWith(provider));
        for (const secret of [...setup.secrets, ...words]) expect(shown).not.toContain(secret);
      }
    });

    it('say what happened and what to do, under a stable code', async () => {
      const { throttled, refused, unauthorised } = setup.provider;
      for (const answer of [throttled, refused, unauthorised]) {
        const error = await errorOf(() => open(answering(answer)).send(request));
        expect(error.code).toMatch(/^[a-z][a-z0-9_]*$/);
        expect(error.message).not.toBe('');
        expect(error.fix).not.toBe('');
      }
    });
  });
}

/** The provider's answer with words added to every text in it: an error must not repeat what a provider says. */
function echoing(body: string, words: readonly string[]): string {
  return JSON.stringify(JSON.parse(body), (_key, value: unknown) =>
    typeof value === 'string' && value.includes(' ') ? `${value} ${words.join(' ')}` : value,
  );
}

function wordsOf(content: MessageContent): string[] {
  return content.type === 'text' ? [content.text] : [];
}
