import type { Actor } from '../actor.ts';
import type { AccountId, ApiKeyId } from '../ids.ts';
import type { Agent } from './agent.ts';

/** Who is calling: proven by an API key or as an agent, bound to one account. */
export interface Principal {
  readonly accountId: AccountId;
  readonly actor: Actor;
  readonly apiKeyId?: ApiKeyId;
  /** The agent as stored, where an agent calls; absent = an API key, which may do everything in its account. */
  readonly agent?: Agent;
}
