import type { InboundEvent } from '@parley/core';
import { unreadable } from './unreadable-item.ts';

/** A reader that breaks on an item (e.g. one nested deeper than the stack) loses that item to quarantine, nothing else. */
export function readSafely(read: () => InboundEvent): InboundEvent {
  try {
    return read();
  } catch {
    return unreadable('reader_failed');
  }
}
