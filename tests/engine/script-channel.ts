import {
  type Channel,
  type ChannelAdapter,
  ChannelSendError,
  type InboundEvent,
  type InboundItem,
  type OutboundRequest,
  type RawRequest,
  SignatureMismatchError,
} from '@parley/core';

/** What the scripted provider does with the next message. */
export type Verdict =
  | { readonly accept: string }
  | { readonly fail: ConstructorParameters<typeof ChannelSendError>[1] }
  | { readonly hold: Promise<{ readonly accept: string }> };

/** A channel whose provider is the test: webhooks carry events as JSON, sends are answered from a script. */
export interface ScriptChannel {
  readonly adapter: ChannelAdapter;
  /** Everything handed to the provider, in order. */
  readonly sent: OutboundRequest[];
  /** Message ids staff have read, as told to the provider. */
  readonly read: string[];
  /** Answers the next send; without a script sends are accepted as `out.<message id>` */
  answer(verdict: Verdict): void;
  /** Milliseconds the channel asks to wait, once. */
  paceOnce(waitMs: number): void;
}

const dates = new Set(['at']);
const revive = (key: string, value: unknown): unknown =>
  dates.has(key) && typeof value === 'string' ? new Date(value) : value;

/** Makes the channel. It calls itself `whatsapp`, so that the builders' identities are of its kind. */
export function createScriptChannel(options: { readonly windowMs?: number } = {}): ScriptChannel {
  const sent: OutboundRequest[] = [];
  const read: string[] = [];
  const script: Verdict[] = [];
  let pace = 0;
  const parse = (body: Uint8Array): readonly InboundItem[] => {
    const events = JSON.parse(new TextDecoder().decode(body), revive) as InboundEvent[];
    return events.map((event) => ({
      event,
      source: () => new TextEncoder().encode(JSON.stringify([event])),
    }));
  };
  const channel: Channel = {
    kind: 'whatsapp',
    capabilities: {
      sends: ['text', 'template'],
      receipts: { delivered: true, read: true },
      addressKinds: ['phone', 'user_id'],
      ...(options.windowMs === undefined
        ? {}
        : { serviceWindow: { durationMs: options.windowMs, marginMs: 0 } }),
    },
    async receive(request: RawRequest) {
      if (request.header('x-script-secret') !== 'right') throw new SignatureMismatchError('whatsapp');
      return { items: parse(request.body), response: { status: 200, headers: {}, body: 'ok' } };
    },
    parse,
    prepare: (content) =>
      content.type === 'text'
        ? (content.text.match(/.{1,100}/gs) ?? []).map((text) => ({ type: 'text', text }))
        : [content],
    pace() {
      const wait = pace;
      pace = 0;
      return wait;
    },
    async send(request) {
      sent.push(request);
      const verdict = script.shift() ?? { accept: `out.${request.messageId}` };
      if ('fail' in verdict) throw new ChannelSendError('the script says no', verdict.fail);
      return { providerMessageId: 'hold' in verdict ? (await verdict.hold).accept : verdict.accept };
    },
    async markRead(providerMessageId) {
      read.push(providerMessageId);
    },
  };
  return {
    sent,
    read,
    adapter: {
      kind: 'whatsapp',
      hasWebhook: true,
      credentialNames: ['secret'],
      check: (inbox) => inbox,
      open: () => channel,
    },
    answer: (verdict) => script.push(verdict),
    paceOnce(waitMs) {
      pace = waitMs;
    },
  };
}
