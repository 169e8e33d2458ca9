import type { Conversation, Customer } from '../client/wire-types.ts';

/** What a host's own section of the context panel is given. */
export interface ContextExtraProps {
  readonly conversation: Conversation;
  /** `undefined` while it is on its way. */
  readonly customer: Customer | undefined;
}
