import { SupportError } from '../support-error.ts';

/** There is no such customer in this account. */
export class CustomerNotFoundError extends SupportError {
  readonly code = 'customer_not_found';
  readonly fix = 'Use the id of a customer of this account (GET /v1/customers).';
  constructor(customerId: string) {
    super(`There is no customer ${customerId} in this account.`, { customerId });
  }
}

/** The customer has no address on that channel, so nothing can be sent there. */
export class CustomerUnreachableError extends SupportError {
  readonly code = 'customer_unreachable';
  readonly fix = 'Give the customer an identity on this channel first, or choose another inbox.';
  constructor(customerId: string, channel: string) {
    super(`Customer ${customerId} has no valid identity on the channel "${channel}".`, {
      customerId,
      channel,
    });
  }
}
