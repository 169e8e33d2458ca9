import type { AgentId } from '../ids.ts';
import type { Agent } from './agent.ts';

/** Agents of one account. */
export interface AgentStore {
  /** Those that exist, in no particular order. */
  find(ids: readonly AgentId[]): Promise<readonly Agent[]>;
  /** All agents by name; an account has at most a few hundred. */
  list(): Promise<readonly Agent[]>;
  /** Admins who are not disabled, in id order, locked until the transaction ends. */
  lockAdmins(): Promise<readonly Agent[]>;
  add(agents: readonly Agent[]): Promise<void>;
  /** Saves each whose stored version is `next.version - 1`. @throws {StaleWriteError} */
  save(agents: readonly Agent[]): Promise<void>;
}
