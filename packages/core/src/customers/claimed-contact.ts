import type { Customer } from './customer.ts';

/** What somebody says of themselves, or a bot of them. */
export interface ContactClaim {
  readonly email: string;
  readonly name?: string;
}

/** What a claim makes of a customer, and which fields it changed. */
export interface ClaimedContact {
  readonly next: Customer;
  readonly fields: readonly string[];
}

/**
 * Notes contact details nobody has proven. The address is kept apart from the known one, as the attribute `claimedEmail`,
 * which nobody is ever looked up by. A name is what a person calls themselves, as on any channel: it is taken where
 * there is none.
 */
export function claimContact(current: Customer, claim: ContactClaim, at: Date): ClaimedContact {
  const isNew = !isSame(claim.email, current.email) && !isSame(claim.email, claimedEmailOf(current));
  const name = current.name === undefined && !current.nameIsEdited ? claim.name : undefined;
  const fields = [...(name === undefined ? [] : ['name']), ...(isNew ? ['attributes'] : [])];
  if (fields.length === 0) return { next: current, fields };
  return {
    next: {
      ...current,
      ...(name === undefined ? {} : { name }),
      ...(isNew ? { attributes: { ...current.attributes, claimedEmail: claim.email } } : {}),
      version: current.version + 1,
      updatedAt: at,
    },
    fields,
  };
}

/** Where the customer can be reached by e-mail, proven before claimed. */
export function emailOf(customer: Customer): string | undefined {
  return customer.email ?? claimedEmailOf(customer);
}

/** The address somebody named as theirs. */
export function claimedEmailOf({ attributes }: Customer): string | undefined {
  const { claimedEmail } = attributes;
  return typeof claimedEmail === 'string' ? claimedEmail : undefined;
}

function isSame(left: string, right: string | undefined): boolean {
  return left.toLowerCase() === right?.toLowerCase();
}
