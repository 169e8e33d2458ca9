import { type Channel, systemClock } from '@parley/core';
import { whatsAppCapabilities } from './capabilities.ts';
import { createFetch } from './create-fetch.ts';
import { createGraphClient } from './graph-client.ts';
import { answerHandshake } from './handshake.ts';
import { channelKind, type InboxFacts } from './inbox-facts.ts';
import { createMedia } from './media.ts';
import { defaultMediaHosts } from './media-url.ts';
import { checkInbox, checkOptions, type WhatsAppChannelOptions } from './options.ts';
import { createPacer } from './pacer.ts';
import { parseBody } from './parse-body.ts';
import { pickAddress } from './pick-address.ts';
import { prepareContent } from './prepare-content.ts';
import { present } from './present.ts';
import { receiveWebhook } from './receive.ts';
import { pairKey, sendMessage } from './send-message.ts';
import { signatureVerifier } from './verify-signature.ts';

const defaultTimeoutMs = 10_000;

/**
 * The channel of one WhatsApp business number over the Cloud API.
 * @throws {InvalidInboxError} if a setting or credential is missing or wrong
 * @example
 * const channel = createWhatsAppChannel({
 *   phoneNumberId: '106540352242922', wabaId: '102290129340398',
 *   appSecrets: [appSecret], verifyToken, accessToken,
 * });
 */
export function createWhatsAppChannel(options: WhatsAppChannelOptions): Channel {
  checkOptions(options);
  const { phoneNumberId, wabaId, portfolioId, displayPhoneNumber, messagingAccountId } = options;
  const { appSecrets, verifyToken, accessToken } = options;
  checkInbox({
    settings: present({ phoneNumberId, wabaId, portfolioId, displayPhoneNumber, messagingAccountId }),
    credentials: present({ appSecrets, verifyToken, accessToken }),
  });

  const { clock = systemClock, timeoutMs = defaultTimeoutMs } = options;
  const scope = portfolioId ?? wabaId;
  const inbox: InboxFacts = present({ phoneNumberId, wabaId, scope, displayPhoneNumber });
  const verify = signatureVerifier(appSecrets);
  const pacer = createPacer({
    messagesPerSecond: options.messagesPerSecond ?? 80,
    pairIntervalMs: options.pairIntervalMs ?? 6_000,
    pairBurst: options.pairBurst ?? 45,
  });
  const graph = createGraphClient({
    fetch: options.fetch ?? createFetch(timeoutMs),
    graphBaseUrl: options.graphBaseUrl ?? 'https://graph.facebook.com',
    apiVersion: options.apiVersion ?? 'v25.0',
    accessToken,
    timeoutMs,
    clock,
  });
  const sending = { graph, pacer, clock, phoneNumberId, scope, messagingAccountId };

  return {
    kind: channelKind,
    capabilities: whatsAppCapabilities,
    handshake: (request) => answerHandshake(request, verifyToken),
    receive: async (request) => receiveWebhook(request, verify, inbox),
    parse: (body) => parseBody(body, inbox),
    prepare: prepareContent,
    pace(to, at) {
      const address = pickAddress(to, scope);
      return address === undefined ? 0 : pacer.wait(pairKey(address), at);
    },
    send: (request, asked) => sendMessage(sending, request, asked?.signal),
    async markRead(providerMessageId, asked) {
      // Showing that somebody types disappears after 25 seconds or with our message, and always marks as read too.
      const typing = asked?.typing === true ? { typing_indicator: { type: 'text' } } : {};
      const json = {
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: providerMessageId,
        ...typing,
      };
      const path = [phoneNumberId, 'messages'];
      await graph.call({ method: 'POST', path, json, isRepeatable: true, signal: asked?.signal });
    },
    media: createMedia({
      graph,
      phoneNumberId,
      mediaHosts: options.mediaHosts ?? defaultMediaHosts,
      maxDownloadBytes: options.maxDownloadBytes ?? 100 * 1024 * 1024,
      mediaTimeoutMs: options.mediaTimeoutMs ?? 120_000,
    }),
  };
}
