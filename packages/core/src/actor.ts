import type { AgentId, ApiKeyId, CustomerId } from './ids.ts';

/** Who did something. `system` is Parley itself (a job, a sweep), `app` the channel's own phone or web app. */
export type Actor =
  | { readonly type: 'customer'; readonly id: CustomerId }
  | { readonly type: 'agent'; readonly id: AgentId }
  | { readonly type: 'assistant'; readonly id: string }
  | { readonly type: 'api_key'; readonly id: ApiKeyId }
  | { readonly type: 'app' }
  | { readonly type: 'system' };
