import { type ComponentType, createContext, useContext } from 'react';
import type { ContextExtraProps } from '../context-panel/context-extra.ts';
import type { ConversationRowProps } from '../conversation-list/conversation-row.tsx';
import type { MessageProps } from '../message/message-view.tsx';

/** Parts a host can replace. Give the same components at each render, or their state is lost. */
export interface Slots {
  readonly ConversationRow: ComponentType<ConversationRowProps>;
  readonly Message: ComponentType<MessageProps>;
  /** Below the sections of the context panel, e.g. orders of the host's shop. */
  readonly ContextExtra: ComponentType<ContextExtraProps> | undefined;
}

/** Internal: filled by `InboxRoot`. */
export const SlotsContext = createContext<Slots | undefined>(undefined);

/**
 * The components in use.
 *
 * @throws Error outside of an `InboxRoot`
 */
export function useSlots(): Slots {
  const slots = useContext(SlotsContext);
  if (slots === undefined)
    throw new Error('Inbox components stand inside an <InboxRoot>. Put one around them.');
  return slots;
}
