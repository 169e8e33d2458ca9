import type { Agent } from './agent.ts';
import { LastAdminError } from './agent-errors.ts';

/** Whether somebody may do what only admins may. */
export function isActiveAdmin({ role, disabledAt }: Pick<Agent, 'role' | 'disabledAt'>): boolean {
  return role === 'admin' && disabledAt === undefined;
}

/**
 * Refuses a change that leaves the account without an admin who may sign in: nobody could undo it from inside.
 *
 * @param activeAdmins - All of the account, as they are now.
 * @throws {LastAdminError}
 */
export function keepAnAdmin(current: Agent, next: Agent, activeAdmins: readonly Agent[]): void {
  if (!isActiveAdmin(current) || isActiveAdmin(next)) return;
  if (!activeAdmins.some(({ id }) => id !== current.id)) throw new LastAdminError(current.id);
}
