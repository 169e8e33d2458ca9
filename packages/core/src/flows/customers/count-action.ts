import { RateLimitedError } from '../../chat/chat-errors.ts';
import { identityKey } from '../../customers/identity.ts';
import type { CustomerContext, Writer } from './who-writes.ts';

/** What one customer may do; source: the rate limits of the source documents. */
const limits = {
  messages: { count: 20, windowMs: 60_000 },
  conversations: { count: 5, windowMs: 60 * 60_000 },
  files: { count: 20, windowMs: 60_000 },
} as const;

/** What all anonymous visitors of an inbox may upload together: anybody can be any number of them, and files fill disks. */
const visitorFiles = { count: 300, windowMs: 10 * 60_000 } as const;

/** Counts something a customer does; the same `id` again is the same thing. @throws {RateLimitedError} */
export async function countAction(
  ctx: CustomerContext,
  { ref }: Writer,
  what: keyof typeof limits,
  id: string,
): Promise<void> {
  const place = `${ctx.accountId}:${ctx.open.inbox.id}`;
  const at = ctx.clock.now();
  const own = await ctx.limiter.take(`chat:${what}:${place}:${identityKey(ref)}`, id, limits[what], at);
  if (!own.isAllowed) throw new RateLimitedError(what, own.retryAfterMs);
  if (what !== 'files' || 'proven' in ctx.person) return;
  const all = await ctx.limiter.take(`chat:visitor_files:${place}`, id, visitorFiles, at);
  if (!all.isAllowed) throw new RateLimitedError(what, all.retryAfterMs);
}
