import type { AccountId, AgentId, ApiKeyId } from '../ids.ts';

/** Who a realtime connection belongs to. At least one of the two ids is there; both = a key in an agent's name. */
export interface TicketHolder {
  readonly accountId: AccountId;
  readonly agentId?: AgentId;
  readonly apiKeyId?: ApiKeyId;
}

/** A ticket: opens one realtime connection, once. Only the hash of its secret is stored. */
export interface RealtimeTicket extends TicketHolder {
  /** Lower-case hex SHA-256 of the secret. */
  readonly hash: string;
  readonly expiresAt: Date;
}

/** Tickets that were not used yet, of all accounts. */
export interface RealtimeTicketStore {
  add(tickets: readonly RealtimeTicket[]): Promise<void>;
  /**
   * Takes the tickets with these hashes: of two callers who ask for the same one, one gets it. Expired ones are gone as
   * well, but not returned.
   */
  take(hashes: readonly string[], at: Date): Promise<readonly RealtimeTicket[]>;
  /** Deletes tickets that expired before `before`. Resolves to how many. */
  purge(before: Date): Promise<number>;
}

const secretBytes = 24;

/** How long a ticket is good for, in milliseconds. */
export const ticketLifeMs = 30_000;

/** A new secret: `rt_` and 48 hex digits (192 random bits). */
export function makeTicketSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(secretBytes));
  return `rt_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
