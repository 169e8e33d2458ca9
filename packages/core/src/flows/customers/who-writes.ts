import { SessionEndedError } from '../../chat/chat-errors.ts';
import { visitorIdentity } from '../../chat/chat-identity.ts';
import type { ChatPerson } from '../../chat/customer-desk.ts';
import type { Identity, IdentityRef } from '../../customers/identity.ts';
import type { CustomerId } from '../../ids.ts';
import type { OpenInbox } from '../../inboxes/inbox-directory.ts';
import type { FlowContext } from '../flow-context.ts';

/** What a flow of a customer is given: the engine, which inbox, and who it is. */
export interface CustomerContext extends FlowContext {
  readonly open: OpenInbox;
  readonly person: ChatPerson;
}

/** The customer behind the person, as far as there is one. */
export interface Writer {
  readonly ref: IdentityRef;
  readonly customerId: CustomerId | undefined;
  /** Every valid identity of the customer on this channel, the one that was shown included. */
  readonly identities: readonly IdentityRef[];
}

/** How the person is known in this inbox. */
export function refOf({ open, person }: Pick<CustomerContext, 'open' | 'person'>): IdentityRef {
  return 'proven' in person
    ? person.proven.identity
    : visitorIdentity(open.channel.kind, open.inbox.id, person.visitorId);
}

/** Finds the customer. @throws {SessionEndedError} for a visitor who has signed in */
export async function findWriter(ctx: CustomerContext): Promise<Writer> {
  const ref = refOf(ctx);
  if ('visitorId' in ctx.person) {
    const session = { inboxId: ctx.open.inbox.id, visitorId: ctx.person.visitorId };
    if ((await ctx.db.chat.endedVisitors([session])).length > 0) throw new SessionEndedError();
  }
  const [identity] = await ctx.db.customers.findIdentities([ref]);
  if (identity === undefined) return { ref, customerId: undefined, identities: [ref] };
  const all = await ctx.db.customers.identitiesOf([identity.customerId]);
  return {
    ref,
    customerId: identity.customerId,
    identities: all.filter((other) => isOfChannel(other, ctx.open.channel.kind)),
  };
}

function isOfChannel(identity: Identity, channel: string): boolean {
  return identity.channel === channel && identity.validTo === undefined;
}
