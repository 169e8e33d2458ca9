import type { JsonObject, JsonValue } from '../json-value.ts';
import { SimulatorError } from '../simulator-error.ts';
import type { Fault, FaultKind, FaultTarget, LostReply } from './fault.ts';

type Check = (value: JsonValue | undefined) => boolean;

const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const oneOf =
  (values: readonly JsonValue[]): Check =>
  (value) =>
    value !== undefined && values.includes(value);
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const isText: Check = (value) => typeof value === 'string';

const targets: readonly FaultTarget[] = ['send', 'read_receipt', 'media', 'any'];
const lostReplies: readonly LostReply[] = ['reset', 'hang', 'half_close', 'truncated_json', 'html'];
const on = maybe(oneOf(targets));

/** What each kind of fault must hold. */
const shapes: Readonly<Record<FaultKind, Readonly<Record<string, Check>>>> = {
  http_error: { status: oneOf([500, 502, 503, 504]), retryAfterSeconds: maybe(isNumber), on },
  too_many_requests: { retryAfterSeconds: maybe(isNumber), on },
  graph_error: {
    code: isNumber,
    details: maybe(isText),
    status: maybe(isNumber),
    retryAfterSeconds: maybe(isNumber),
    on,
  },
  drop_connection: { on },
  lose_reply: { how: oneOf(lostReplies), on },
  slow_reply: { delayMs: isNumber, on },
  status_before_reply: {},
  fail_status: { code: isNumber, details: maybe(isText), after: maybe(oneOf(['accepted', 'delivered'])) },
  shuffle_statuses: {},
  skip_status: { status: oneOf(['sent', 'delivered', 'read']) },
  duplicate_statuses: { extra: maybe(isNumber) },
  duplicate_webhook: { extra: maybe(isNumber) },
  reorder_webhooks: { size: isNumber },
  expire_media_url: {},
};

/** A fault from JSON. @throws {@link SimulatorError} `invalid_request` naming the wrong field. */
export function readFault(input: JsonObject): Fault {
  const kind = input['kind'];
  if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) {
    const known = Object.keys(shapes).join(', ');
    throw new SimulatorError('invalid_request', `"fault.kind" must be one of ${known}.`);
  }
  for (const [field, check] of Object.entries(shapes[kind as FaultKind])) {
    if (!check(input[field]))
      throw new SimulatorError('invalid_request', `"fault.${field}" does not fit "${kind}".`);
  }
  return input as unknown as Fault;
}
