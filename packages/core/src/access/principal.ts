import type { Actor } from '../actor.ts';
import type { AccountId, ApiKeyId } from '../ids.ts';

/** Who is calling: proven by an API key, bound to one account. */
export interface Principal {
  readonly accountId: AccountId;
  readonly actor: Actor;
  readonly apiKeyId?: ApiKeyId;
}
