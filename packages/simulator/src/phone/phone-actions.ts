import type { SentUpdate } from '../customer/customer-update.ts';
import type { MessageOptions } from '../customer/message-options.ts';
import type { SimulatedCustomer } from '../customer/simulated-customer.ts';
import type { JsonObject } from '../json-value.ts';
import { objectAt, present, stringAt } from '../json-value.ts';
import { SimulatorError } from '../simulator-error.ts';
import { needNumber, needText } from './phone-input.ts';

type Perform = (customer: SimulatedCustomer, input: JsonObject) => Promise<SentUpdate>;

function optionsOf(input: JsonObject): MessageOptions {
  const replyTo = stringAt(input, 'replyTo');
  return {
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(input['referral'] === true ? { referral: true } : {}),
  };
}

/** What the page and the command line can ask a customer to do, by name. */
const actions: Readonly<Record<string, Perform>> = {
  text: (customer, input) => customer.text(needText(input, 'text'), optionsOf(input)),
  location: (customer, input) => {
    const words = present({ name: stringAt(input, 'name'), address: stringAt(input, 'address') });
    const place = {
      latitude: needNumber(input, 'latitude'),
      longitude: needNumber(input, 'longitude'),
      ...words,
    };
    return customer.location(place, optionsOf(input));
  },
  reaction: (customer, input) => {
    const emoji = stringAt(input, 'emoji');
    const messageId = stringAt(input, 'messageId') ?? customer.lastReply?.id;
    if (messageId === undefined) {
      throw new SimulatorError('unknown_message', 'There is no message from the business to react to yet.');
    }
    return emoji === undefined || emoji === ''
      ? customer.unreact(messageId)
      : customer.react(messageId, emoji);
  },
  tap: (customer, input) => customer.tap(needText(input, 'messageId'), needText(input, 'choice')),
  edit: (customer, input) => customer.edit(needText(input, 'messageId'), needText(input, 'text')),
  revoke: (customer, input) => customer.revoke(needText(input, 'messageId')),
  share_phone: (customer, input) => {
    const phone = customer.phone ?? needText(input, 'phone');
    const card = {
      phones: [{ phone, waId: phone.replace(/\D/g, ''), type: 'CELL' }],
      origin: 'contact_request',
    };
    return customer.contacts([card as { origin: 'contact_request'; phones: typeof card.phones }]);
  },
  welcome: (customer) => customer.welcome(),
  unsupported: (customer, input) =>
    customer.unsupported({ type: stringAt(input, 'type') ?? 'poll_creation' }),
  call: (customer) => customer.call(),
  rotate_user_id: (customer) => customer.rotateUserId(),
  change_number: (customer, input) => customer.changeNumber(needText(input, 'phone')),
  echo: (customer, input) => customer.echo(needText(input, 'text')),
  unknown_type: (customer, input) =>
    customer.unknownType(stringAt(input, 'type') ?? 'hologram', objectAt(input, 'content')),
};

/** Does the named action. @throws {@link SimulatorError} `invalid_request` for an unknown one. */
export function performAction(customer: SimulatedCustomer, input: JsonObject): Promise<SentUpdate> {
  const name = needText(input, 'action');
  const perform = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (perform === undefined) {
    throw new SimulatorError(
      'invalid_request',
      `There is no action "${name}". Known: ${Object.keys(actions).join(', ')}.`,
    );
  }
  return perform(customer, input);
}
