import type { InboundEvent } from '@parley/core';
import { unreadable } from './unreadable-item.ts';

/** A reader that breaks on an item (e.g. one nested deeper than the stack) loses that item to quarantine, nothing else. */
export function readSafely<Args extends readonly unknown[]>(
  read: (...args: Args) => InboundEvent,
  ...args: Args
): InboundEvent {
  try {
    return read(...args);
  } catch {
    return unreadable('reader_failed');
  }
}
