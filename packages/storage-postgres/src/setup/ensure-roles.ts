import { isDuplicateObject, isNotAllowed, isRowContended } from '../pg-errors.ts';
import { DatabaseRoleMissingError } from '../storage-postgres-errors.ts';
import type { SetupConnection } from './setup-connection.ts';

/**
 * `parley_app` works behind the wall of one account, `parley_system` finds accounts, `parley_jobs` runs the queue. None
 * of them can log in: the login role must be allowed to become them.
 */
export const databaseRoles = ['parley_app', 'parley_system', 'parley_jobs'] as const;

interface RoleRow {
  readonly rolsuper: boolean;
  readonly rolbypassrls: boolean;
}

const maxTries = 20;

/**
 * Creates the roles where they are missing and lets `login` become them. Roles belong to the whole cluster, so other
 * databases' setups may be doing the same at this moment.
 *
 * @throws {DatabaseRoleMissingError} with the statement an administrator must run, if this login may not
 */
export async function ensureRoles(connection: SetupConnection, login: string): Promise<void> {
  for (const role of databaseRoles) {
    await ensureRole(connection, role);
    await ensureMember(connection, role, login);
  }
}

async function ensureRole(connection: SetupConnection, role: string): Promise<void> {
  const [known] = await connection.query<RoleRow>(
    'select rolsuper, rolbypassrls from pg_roles where rolname = $1',
    [role],
  );
  if (known === undefined) {
    const sql = `create role ${role} nologin`;
    await connection.exec(sql).catch((error: unknown) => {
      if (isDuplicateObject(error)) return;
      if (isNotAllowed(error)) throw new DatabaseRoleMissingError(role, sql, { cause: error });
      throw error;
    });
    return;
  }
  // Such a role would walk through the wall.
  if (known.rolsuper || known.rolbypassrls)
    throw new DatabaseRoleMissingError(role, `alter role ${role} nosuperuser nobypassrls`);
}

async function ensureMember(connection: SetupConnection, role: string, login: string): Promise<void> {
  const [row] = await connection.query<{ allowed: boolean }>(
    `select pg_has_role($1::name, $2::name, case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end) as allowed`,
    [login, role],
  );
  if (row?.allowed === true) return;
  const sql = `grant ${role} to "${login.replaceAll('"', '""')}"`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connection.exec(sql);
    } catch (error) {
      if (isNotAllowed(error)) throw new DatabaseRoleMissingError(role, sql, { cause: error });
      if (!isRowContended(error) || attempt >= maxTries) throw error;
    }
  }
}
