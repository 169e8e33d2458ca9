import {
  type Channel,
  type CustomerAccess,
  CustomerTokenRefusedError,
  type JsonObject,
  systemClock,
} from '@parley/core';
import { chatAppCapabilities } from './capabilities.ts';
import { channelKind } from './channel-kind.ts';
import { type CheckedInbox, checkInbox } from './check-inbox.ts';
import { appAuthenticator } from './inbound/authenticate-app.ts';
import { parseBody } from './inbound/parse-body.ts';
import { toItem } from './inbound/write-item.ts';
import type { ChatAppOptions } from './options.ts';
import { guardedFetch } from './outbound/guarded-fetch.ts';
import { prepareContent } from './outbound/prepare-content.ts';
import { sendMessage } from './outbound/send-message.ts';
import { remoteKeys } from './token/remote-keys.ts';
import { fixedKeys } from './token/token-keys.ts';
import { tokenVerifier, type VerifyToken } from './token/verify-token.ts';

const defaultTimeoutMs = 5_000;
const accepted = {
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: '{"status":"ok"}',
};

/**
 * The channel of one chat of the host's own.
 * @throws {InvalidInboxError} if a setting or credential is missing or wrong
 */
export function createChatAppChannel(
  inbox: { readonly settings: JsonObject; readonly credentials: JsonObject },
  options: ChatAppOptions = {},
): Channel {
  const trustedHosts = options.trustedHosts ?? [];
  const checked = checkInbox(inbox, trustedHosts);
  const { clock = systemClock, timeoutMs = defaultTimeoutMs } = options;
  const fetch =
    options.fetch ??
    guardedFetch({ trustedHosts, ...(options.lookup === undefined ? {} : { lookup: options.lookup }) });
  const authenticate = appAuthenticator(checked.apiKeys, clock);
  const webhook = checked.webhook === undefined ? undefined : { ...checked.webhook, fetch, timeoutMs, clock };
  return {
    kind: channelKind,
    capabilities: chatAppCapabilities,
    async receive(request) {
      authenticate(request);
      return { items: parseBody(request.body, checked.customerIdScope), response: accepted };
    },
    parse: (body) => parseBody(body, checked.customerIdScope),
    prepare: prepareContent,
    send: (request, asked) => sendMessage(webhook, request, asked?.signal),
    customerAccess: accessOf(checked, verifierOf(checked, { fetch, timeoutMs })),
  };
}

function accessOf(checked: CheckedInbox, verify: VerifyToken): CustomerAccess {
  const { allowedOrigins, allowsAnonymous, showsAgentNames, greeting, expectedReplyMinutes, files } = checked;
  return {
    allowedOrigins,
    allowsAnonymous,
    showsAgentNames,
    ...(greeting === undefined ? {} : { greeting }),
    ...(expectedReplyMinutes === undefined ? {} : { expectedReplyMinutes }),
    ...(files === undefined ? {} : { files }),
    verify,
    toItem,
  };
}

function verifierOf(
  { token, customerIdScope }: CheckedInbox,
  transport: { readonly fetch: typeof globalThis.fetch; readonly timeoutMs: number },
): VerifyToken {
  if (token === undefined) return () => Promise.reject(new CustomerTokenRefusedError());
  const { issuer, audience, algorithm, keys } = token;
  const tokenKeys =
    'jwksUrl' in keys
      ? remoteKeys({ algorithm, url: keys.jwksUrl, ...transport })
      : fixedKeys(algorithm, keys);
  return tokenVerifier(tokenKeys, { issuer, audience, customerIdScope });
}
