import type { AccountId } from '../ids.ts';

/** A tenant: the wall between one customer of Parley and another. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  readonly createdAt: Date;
}
