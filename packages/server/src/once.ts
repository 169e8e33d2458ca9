import type { Desk, JsonValue, Parley } from '@parley/core';
import type { IdempotencyClaim } from '@parley/core/storage';

type Caller = Parameters<Parley['once']>[0];
type Claim = Omit<IdempotencyClaim, 'at'>;
type Reply = { readonly status: number; readonly body: JsonValue };
type Work = (desk: Desk) => Promise<Reply>;
type OnceReply = Reply & { readonly isReplay: boolean };

/** The key, the effect and the answer in one transaction. */
export function onceInside(parley: Parley, caller: Caller, claim: Claim, work: Work): Promise<OnceReply> {
  return parley.once(caller, claim, work);
}

/**
 * For work that commits by itself and may run twice without harm: looks the key up, works, then stores the answer.
 * Two calls at the same time may both work; both get the same answer.
 */
export async function onceAround(
  parley: Parley,
  caller: Caller,
  claim: Claim,
  work: Work,
): Promise<OnceReply> {
  const isNew = new Error('the key is new');
  try {
    return await parley.once(caller, claim, () => Promise.reject(isNew));
  } catch (error) {
    if (error !== isNew) throw error;
  }
  const reply = await work(parley.desk(caller));
  return parley.once(caller, claim, () => Promise.resolve(reply));
}
