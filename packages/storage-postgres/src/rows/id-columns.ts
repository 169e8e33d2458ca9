import type { Id, IdPrefix } from '@parley/core';

/** An id as its uuid column takes it: 32 hex digits, the prefix is implied by the column. */
export function toUuid(id: Id<IdPrefix>): string {
  return id.slice(4);
}

/** An id from its uuid column. */
export function fromUuid<Prefix extends IdPrefix>(prefix: Prefix, uuid: string): Id<Prefix> {
  return `${prefix}_${uuid.replaceAll('-', '')}`;
}
