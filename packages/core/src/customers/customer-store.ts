import type { CustomerId } from '../ids.ts';
import type { Page, PageRequest } from '../page.ts';
import type { Customer } from './customer.ts';
import type { Identity, IdentityRef } from './identity.ts';

/** Where a page of customers ended: the list is ordered by `updatedAt` then id, newest first. */
export interface CustomerListKey {
  readonly updatedAt: Date;
  readonly id: CustomerId;
}

/** What to list. */
export interface CustomerFilter {
  /** Matches the start of the name, username, e-mail, phone or any valid identity value, ignoring case. */
  readonly search?: string;
}

/** Customers and their identities. */
export interface CustomerStore {
  find(ids: readonly CustomerId[]): Promise<readonly Customer[]>;
  list(filter: CustomerFilter, page: PageRequest<CustomerListKey>): Promise<Page<Customer, CustomerListKey>>;
  add(customers: readonly Customer[]): Promise<void>;
  /** Saves each whose stored version is `next.version - 1`. @throws {StaleWriteError} */
  save(customers: readonly Customer[]): Promise<void>;
  /** All identities of these customers, closed ones too. */
  identitiesOf(ids: readonly CustomerId[]): Promise<readonly Identity[]>;
  /** Valid identities equal to one of the refs. */
  findIdentities(refs: readonly IdentityRef[]): Promise<readonly Identity[]>;
  /** @throws {ConflictError} if a valid identity with the same ref exists. */
  addIdentities(identities: readonly Identity[]): Promise<void>;
}
