import type { QuarantineId } from '../ids.ts';
import type { Page, PageRequest } from '../page.ts';
import type { QuarantinedItem, QuarantineState } from './quarantined-item.ts';

/** Quarantined items of one account. */
export interface QuarantineStore {
  find(ids: readonly QuarantineId[]): Promise<readonly QuarantinedItem[]>;
  /** Newest first. */
  list(
    filter: { readonly state?: QuarantineState },
    page: PageRequest<QuarantineId>,
  ): Promise<Page<QuarantinedItem, QuarantineId>>;
  add(items: readonly QuarantinedItem[]): Promise<void>;
  save(items: readonly QuarantinedItem[]): Promise<void>;
}
