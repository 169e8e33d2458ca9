import type { InboundBatch, RawRequest, RawResponse } from '@parley/core';
import type { InboxFacts } from './inbox-facts.ts';
import { parseBody } from './parse-body.ts';
import type { VerifySignature } from './verify-signature.ts';

/** Always the same: what was wrong with an item is our business, not the provider's, which would repeat it for 7 days. */
const accepted: RawResponse = {
  status: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'ok',
};

/** Verifies, then reads. @throws {SignatureMismatchError} before the body is parsed */
export function receiveWebhook(
  request: RawRequest,
  verify: VerifySignature,
  inbox: InboxFacts,
): InboundBatch {
  verify(request.body, request.header('x-hub-signature-256'));
  return { items: parseBody(request.body, inbox), response: accepted };
}
