import { NothingWrittenYetError, RateLimitedError } from '../../chat/chat-errors.ts';
import { identityLock } from '../../chat/chat-identity.ts';
import type { CustomerContact } from '../../chat/customer-desk.ts';
import { claimContact, emailOf } from '../../customers/claimed-contact.ts';
import { identityKey } from '../../customers/identity.ts';
import { isUnstorable } from '../../intake/unstorable.ts';
import { NotStorableError } from '../../storage/storage-errors.ts';
import { joined, tell } from '../flow-context.ts';
import { type CustomerContext, findWriter } from './who-writes.ts';

const limit = { count: 5, windowMs: 60 * 60_000 };

/** Notes how a customer wants to be reached. Asking again with the same changes nothing. */
export async function leaveContact(ctx: CustomerContext, contact: CustomerContact): Promise<void> {
  if (isUnstorable(contact)) throw new NotStorableError();
  const { ref } = await findWriter(ctx);
  const key = `chat:contacts:${ctx.accountId}:${ctx.open.inbox.id}:${identityKey(ref)}`;
  const verdict = await ctx.limiter.take(key, crypto.randomUUID(), limit, ctx.clock.now());
  if (!verdict.isAllowed) throw new RateLimitedError('contacts', verdict.retryAfterMs);
  await ctx.db.transaction(
    async (tx) => {
      // Looked for under the lock: a visitor who signs in right now is the customer they turn out to be.
      const { customerId } = await findWriter({ ...ctx, db: joined(ctx.db, tx) });
      const [current] = customerId === undefined ? [] : await tx.customers.find([customerId]);
      if (current === undefined) throw new NothingWrittenYetError();
      const { next, fields } = claimContact(current, contact, ctx.clock.now());
      if (fields.length === 0) return;
      await tx.customers.save([next]);
      await tell(ctx, tx, [{ type: 'customer.updated', data: { customerId: current.id, fields } }], {
        type: 'customer',
        id: current.id,
      });
    },
    { locks: [identityLock(ref)] },
  );
}

/** Whether staff know an e-mail address of the customer, proven or not. */
export async function hasEmail(ctx: CustomerContext): Promise<boolean> {
  const { customerId } = await findWriter(ctx);
  const [customer] = customerId === undefined ? [] : await ctx.db.customers.find([customerId]);
  return customer !== undefined && emailOf(customer) !== undefined;
}
