import { burstName, burstPhone } from '../burst/run-burst.ts';
import type { CustomerIdentity, SimulatedCustomerOptions } from '../customer/customer-record.ts';
import type { SentUpdate } from '../customer/customer-update.ts';
import type { SimulatedCustomer } from '../customer/simulated-customer.ts';
import { readFault } from '../faults/read-fault.ts';
import { jsonResponse } from '../http/reply.ts';
import type { JsonObject } from '../json-value.ts';
import { numberAt, objectAt, stringAt } from '../json-value.ts';
import { SimulatorError } from '../simulator-error.ts';
import type { MediaKind } from '../webhook/content-messages.ts';
import type { MessageStatus } from '../webhook/status-payload.ts';
import type { WebhookUpdate } from '../webhook/webhook-update.ts';
import type { PhoneContext } from './phone-context.ts';
import { wholeNumber } from './phone-input.ts';
import { customerView, deliveryView } from './phone-views.ts';

const identities: readonly CustomerIdentity[] = ['phone_and_user_id', 'phone', 'user_id'];
const mediaKinds: readonly MediaKind[] = ['image', 'video', 'audio', 'document', 'sticker'];
const statuses: readonly MessageStatus[] = ['sent', 'delivered', 'read', 'failed', 'played'];

function oneOf<T extends string>(value: string | undefined, allowed: readonly T[], name: string): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new SimulatorError('invalid_request', `"${name}" must be one of ${allowed.join(', ')}.`);
  }
  return found;
}

/** Makes a customer, or finds the one with this phone. */
export function postCustomer(context: PhoneContext, input: JsonObject): Response {
  const phone = stringAt(input, 'phone');
  const userId = stringAt(input, 'userId');
  const name = stringAt(input, 'name');
  const identity = stringAt(input, 'identity');
  if (phone === undefined && identity !== 'user_id') {
    throw new SimulatorError(
      'invalid_request',
      'Give a phone number, or identity "user_id" for a customer without one.',
    );
  }
  const options: SimulatedCustomerOptions = {
    ...(phone === undefined ? {} : { phone }),
    ...(userId === undefined ? {} : { userId }),
    ...(name === undefined || name === '' ? {} : { name }),
    ...(identity === undefined ? {} : { identity: oneOf(identity, identities, 'identity') }),
    ...(typeof input['autoRead'] === 'boolean' ? { autoRead: input['autoRead'] } : {}),
  };
  const customer = context.simulator.customer(options);
  return jsonResponse(200, customerView(context, context.customers.get(customer.id)));
}

/** Sends a file as the customer: the raw bytes are the body, the rest stands in the query. */
export async function postMedia(
  customer: SimulatedCustomer,
  request: Request,
  url: URL,
): Promise<SentUpdate> {
  const kind = oneOf(url.searchParams.get('kind') ?? undefined, mediaKinds, 'kind');
  const mimeType = url.searchParams.get('mimeType') ?? '';
  // A page of another origin cannot send this type without asking first, and nobody answers it.
  if (request.headers.get('content-type') !== 'application/octet-stream') {
    throw new SimulatorError('invalid_request', 'Send the bytes with content-type application/octet-stream.');
  }
  if (!/^[\w.+-]+\/[\w.+-]+(?:;.*)?$/.test(mimeType)) {
    throw new SimulatorError('invalid_request', 'Give the type of the file as "mimeType" in the query.');
  }
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length === 0) throw new SimulatorError('invalid_request', 'The file is empty.');
  const caption = url.searchParams.get('caption') ?? '';
  const fileName = url.searchParams.get('fileName') ?? '';
  const replyTo = url.searchParams.get('replyTo') ?? '';
  return customer[kind]({
    bytes,
    mimeType,
    ...(caption === '' ? {} : { caption }),
    ...(fileName === '' ? {} : { fileName }),
    ...(replyTo === '' ? {} : { replyTo }),
  });
}

/** Reports a status of a message the business sent; the newest one when no id is given. */
export async function postStatus(context: PhoneContext, input: JsonObject): Promise<Response> {
  const { simulator } = context;
  const messageId = stringAt(input, 'messageId') ?? simulator.outbox.at(-1)?.id;
  if (messageId === undefined)
    throw new SimulatorError('unknown_message', 'The business sent no message yet.');
  const status = oneOf(stringAt(input, 'status'), statuses, 'status');
  const code = numberAt(input, 'code');
  const delivery = await simulator.reportStatus(messageId, status, code === undefined ? {} : { code });
  return jsonResponse(200, { messageId, delivery: deliveryView(delivery) });
}

/** Posts one webhook with messages of several customers, and statuses of what was sent before. */
export function postBatch(context: PhoneContext, input: JsonObject): Promise<SentUpdate> {
  const size = wholeNumber(input, 'size', 10, 1000);
  const customers = wholeNumber(input, 'customers', 3, 1000);
  const { simulator } = context;
  const updates: WebhookUpdate[] = [];
  for (let index = 0; index < size; index += 1) {
    const which = index % customers;
    const customer = simulator.customer({ phone: burstPhone(which), name: burstName(which) });
    updates.push(customer.draft.text(`Batch message ${index + 1} of ${size}`));
  }
  const newest = simulator.outbox.at(-1);
  if (newest !== undefined) updates.splice(1, 0, simulator.draftStatus(newest.id, 'delivered'));
  return simulator.batch(updates);
}

/** Arms a fault: `{fault: {kind, …}, times}` or `{fault, probability}`; `{clear: true}` disarms all. */
export function postFault(context: PhoneContext, input: JsonObject): Response {
  const { faults } = context.simulator;
  if (input['clear'] === true) faults.clear();
  const fault = objectAt(input, 'fault');
  if (fault !== undefined) {
    const checked = readFault(fault);
    const probability = numberAt(input, 'probability');
    if (probability === undefined) faults.next(checked, wholeNumber(input, 'times', 1, 1_000_000));
    else faults.sometimes(checked, probability);
  }
  return jsonResponse(200, { armed: faults.armed.length });
}
