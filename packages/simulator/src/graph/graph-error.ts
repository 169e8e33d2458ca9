import type { JsonObject } from '../json-value.ts';
import { present } from '../json-value.ts';
import type { SeededRandom } from '../random/seeded-random.ts';
import { detailsOfError, titleOfError } from '../status/error-titles.ts';

const statusByCode: Readonly<Record<number, number>> = {
  2: 503,
  10: 403,
  190: 401,
  131000: 500,
  131005: 403,
  131016: 503,
};

/** A call the Graph side refuses. Becomes the documented error body. */
export class GraphError extends Error {
  readonly code: number;
  readonly details: string;
  /** HTTP status of the answer. */
  readonly status: number;
  readonly subcode: number | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: number,
    details?: string,
    more: { status?: number | undefined; subcode?: number; retryAfterSeconds?: number | undefined } = {},
  ) {
    super(details ?? detailsOfError(code));
    this.name = 'GraphError';
    this.code = code;
    this.details = details ?? detailsOfError(code);
    this.status = more.status ?? statusByCode[code] ?? 400;
    this.subcode = more.subcode;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** The error for a bearer token that is missing or not ours. WhatsApp Cloud API, error 190. */
export function invalidTokenError(): GraphError {
  return new GraphError(190, 'Invalid OAuth access token - Cannot parse access token');
}

/** The error for an id nobody knows: 100 with subcode 33. */
export function unknownObjectError(id: string): GraphError {
  const details = `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`;
  return new GraphError(100, details, { subcode: 33 });
}

/** The body of an error answer. WhatsApp Cloud API, error codes. */
export function graphErrorBody(error: GraphError, random: SeededRandom): JsonObject {
  const isNodeError = error.subcode !== undefined || error.code === 190;
  const message = isNodeError ? error.details : `(#${error.code}) ${titleOfError(error.code)}`;
  return {
    error: present({
      message,
      type: error.subcode === undefined ? 'OAuthException' : 'GraphMethodException',
      code: error.code,
      error_data: isNodeError ? undefined : { messaging_product: 'whatsapp', details: error.details },
      error_subcode: error.subcode,
      fbtrace_id: random.characters(23, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'),
    }),
  };
}
