import type { CustomerRecord } from '../customer/customer-record.ts';
import { windowEndsAt } from '../customer/customer-record.ts';
import type { JsonObject } from '../json-value.ts';
import { stringAt } from '../json-value.ts';
import { isUserId } from '../random/user-id.ts';
import type { SimulatorSettings } from '../simulator-options.ts';
import type { GraphContext } from './graph-context.ts';
import { GraphError } from './graph-error.ts';

/** Whom a send is for. */
export interface FoundRecipient {
  /** As the business wrote it. */
  readonly input: string;
  readonly addressedBy: 'phone' | 'user_id';
  /** Undefined for a number nobody plays. */
  readonly customer: CustomerRecord | undefined;
  /** Digits; for phone-addressed sends. */
  readonly waId: string | undefined;
}

function countryCodeOf(businessPhone: string): string {
  return businessPhone.startsWith('1') ? '1' : businessPhone.slice(0, 2);
}

function findByPhone(context: GraphContext, to: string): FoundRecipient {
  const digits = to.replace(/[\s().-]/g, '').replace(/^\+/, '');
  if (!/^\d{5,15}$/.test(digits)) throw new GraphError(100, `Param to is not a valid phone number.`);
  const ownNumber = context.settings.displayPhoneNumber;
  if (digits === ownNumber) throw new GraphError(131021);
  const direct = context.customers.findByPhone(digits);
  // Without the leading + the business's own country code is put in front.
  const prefixed = to.trim().startsWith('+') ? digits : `${countryCodeOf(ownNumber)}${digits}`;
  const customer = direct ?? context.customers.findByPhone(prefixed);
  if (customer === undefined && context.settings.strangers === 'trust') {
    const created = context.customers.obtain({ phone: digits, name: null });
    return { input: to, addressedBy: 'phone', customer: created, waId: created.waId };
  }
  return { input: to, addressedBy: 'phone', customer, waId: customer?.waId ?? digits };
}

function findByUserId(context: GraphContext, userId: string): CustomerRecord | undefined {
  const known = context.customers.findByUserId(userId);
  const isNew = known === undefined && !context.customers.wasRotated(userId);
  return isNew && context.settings.strangers === 'trust'
    ? context.customers.obtain({ userId, name: null })
    : known;
}

/**
 * The recipient of a send: `to` (phone) or `recipient` (business-scoped user id); with both, `to` wins.
 * @throws {@link GraphError} 100 without either, 131009 for a user id that is not (or no longer) of this portfolio.
 */
export function findRecipient(context: GraphContext, body: JsonObject): FoundRecipient {
  const to = stringAt(body, 'to');
  if (to !== undefined && to !== '') {
    if (isUserId(to))
      throw new GraphError(100, 'Param to takes phone numbers; give a user id as "recipient".');
    return findByPhone(context, to);
  }
  const userId = stringAt(body, 'recipient');
  if (userId === undefined || userId === '') throw new GraphError(100, 'The parameter to is required.');
  const customer = isUserId(userId) ? findByUserId(context, userId) : undefined;
  if (customer === undefined)
    throw new GraphError(131009, "Param 'recipient' is not a valid business-scoped user id.");
  return { input: userId, addressedBy: 'user_id', customer, waId: undefined };
}

/**
 * Why an accepted message cannot arrive, or undefined when it can. The provider tells this later, as a `failed` status:
 * 131026 for a number that is not on WhatsApp, 131047 for a closed window.
 */
export function reasonNotToArrive(
  settings: Pick<SimulatorSettings, 'strangers'>,
  customer: CustomerRecord | undefined,
  isTemplate: boolean,
  at: Date,
): { code: number } | undefined {
  if (customer === undefined || !customer.onWhatsApp) return { code: 131026 };
  const endsAt = windowEndsAt(customer);
  const open = endsAt === undefined ? settings.strangers === 'trust' : at < endsAt;
  return isTemplate || open ? undefined : { code: 131047 };
}
