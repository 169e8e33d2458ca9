import type { Migration } from './migration.ts';

/**
 * Before the account is known an agent is looked for by their id: to let a connection in, to check a token, to see for
 * many whether they may stay. All of what is stored of an agent today is needed for that, their email included, because
 * `GET /v1/me` shows who the token is of. So nothing is taken away; but what is stored of agents from now on stays behind
 * the account's wall unless a later step opens it.
 */
export const agentsByColumn: Migration = {
  number: 9,
  name: 'agents-by-column',
  isCompatible: true,
  sql: `
revoke select on parley.agents from parley_system;
grant select (account_id, id, name, email, role, disabled_at, version, created_at) on parley.agents to parley_system;
`,
};
