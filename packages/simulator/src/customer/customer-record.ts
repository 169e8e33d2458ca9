import type { CustomerIds } from '../webhook/inbound-message.ts';

/** Which ids webhooks give for a customer. */
export type CustomerIdentity = 'phone_and_user_id' | 'phone' | 'user_id';

/** Who a simulated customer is. Everything has a default. */
export interface SimulatedCustomerOptions {
  /** With or without `+`. Customers of `identity: 'user_id'` may have none. */
  readonly phone?: string;
  /** `wa_id` where it differs from the dialled number (Brazil, Mexico, Argentina). @defaultValue the phone's digits */
  readonly waId?: string;
  /** Profile name; `null` for a profile without one. @defaultValue a name by the seed */
  readonly name?: string | null;
  readonly username?: string;
  /** Business-scoped user id. @defaultValue one by the seed and the phone */
  readonly userId?: string;
  /** Parent user id; `true` for one by the seed. */
  readonly parentUserId?: string | true;
  /** @defaultValue 'phone_and_user_id' */
  readonly identity?: CustomerIdentity;
  /** Reads what arrives at once. @defaultValue false */
  readonly autoRead?: boolean;
  /** False for a number that is not on WhatsApp: sends fail with 131026. @defaultValue true */
  readonly onWhatsApp?: boolean;
}

/** One simulated customer's state. */
export interface CustomerRecord {
  /** The simulator's own, `c1`, `c2`, … */
  readonly id: string;
  /** E.164 with `+`. */
  phone: string | undefined;
  waId: string | undefined;
  name: string | undefined;
  username: string | undefined;
  userId: string;
  parentUserId: string | undefined;
  identity: CustomerIdentity;
  autoRead: boolean;
  onWhatsApp: boolean;
  /** The chat is on the screen: what arrives is read. */
  chatOpen: boolean;
  /** When the customer last wrote or called; opens the 24-hour window. */
  lastInboundAt: Date | undefined;
  /** How often the user id was rotated. */
  rotations: number;
  /** Two capital letters. */
  readonly country: string;
}

/** The ids webhooks give for this customer. */
export function idsOf(customer: CustomerRecord): CustomerIds {
  const withPhone = customer.identity !== 'user_id';
  const withUserId = customer.identity !== 'phone';
  return {
    ...(withPhone && customer.waId !== undefined ? { waId: customer.waId } : {}),
    ...(withUserId ? { userId: customer.userId } : {}),
    ...(withUserId && customer.parentUserId !== undefined ? { parentUserId: customer.parentUserId } : {}),
  };
}

/** The profile webhooks give for this customer. */
export function profileOf(customer: CustomerRecord): { name?: string; username?: string } {
  return {
    ...(customer.name === undefined ? {} : { name: customer.name }),
    ...(customer.username === undefined ? {} : { username: customer.username }),
  };
}

const windowMs = 24 * 60 * 60 * 1000;

/** When the window for free-form messages ends, or undefined when the customer never wrote. */
export function windowEndsAt(customer: CustomerRecord): Date | undefined {
  const last = customer.lastInboundAt;
  return last === undefined ? undefined : new Date(last.getTime() + windowMs);
}
