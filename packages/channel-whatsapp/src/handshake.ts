import { createHash, timingSafeEqual } from 'node:crypto';
import { HandshakeRefusedError, type RawRequest, type RawResponse } from '@parley/core';
import { channelKind } from './inbox-facts.ts';

/** What a challenge may look like; anything else is not echoed, or the answer could carry somebody's HTML. */
const challengePattern = /^[A-Za-z0-9_-]{1,128}$/;

/**
 * Answers the subscription check: an unsigned GET with `hub.mode=subscribe`, our verify token and a challenge to echo.
 * @throws {HandshakeRefusedError}
 */
export function answerHandshake(request: RawRequest, verifyToken: string): RawResponse {
  const start = request.url.indexOf('?');
  const query = new URLSearchParams(start === -1 ? '' : request.url.slice(start + 1));
  const challenge = only(query, 'hub.challenge');
  const isAllowed =
    request.method === 'GET' &&
    only(query, 'hub.mode') === 'subscribe' &&
    isEqual(only(query, 'hub.verify_token') ?? '', verifyToken) &&
    challengePattern.test(challenge ?? '');
  if (!isAllowed || challenge === undefined) throw new HandshakeRefusedError(channelKind);
  return {
    status: 200,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
    body: challenge,
  };
}

/** The value of a parameter that is given once. */
function only(query: URLSearchParams, name: string): string | undefined {
  const values = query.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}

/** Takes the same time wherever they differ, and whatever their lengths. */
function isEqual(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
