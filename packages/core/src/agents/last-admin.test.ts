import { expect, test } from 'vitest';
import type { Agent } from './agent.ts';
import { LastAdminError } from './agent-errors.ts';
import { keepAnAdmin } from './last-admin.ts';

const admin = (id: `agt_${string}`, given: Partial<Agent> = {}): Agent => ({
  id,
  name: 'Ana',
  role: 'admin',
  version: 1,
  createdAt: new Date(0),
  ...given,
});
const ana = admin('agt_1');
const ben = admin('agt_2');
const disabled = { disabledAt: new Date(1) };

test('the last admin is neither disabled nor given a lesser role', () => {
  expect(() => keepAnAdmin(ana, { ...ana, ...disabled }, [ana])).toThrow(LastAdminError);
  expect(() => keepAnAdmin(ana, { ...ana, role: 'supervisor' }, [ana])).toThrow(LastAdminError);
  expect(() => keepAnAdmin(ana, { ...ana, role: 'agent', ...disabled }, [])).toThrow(LastAdminError);
});

test('one of two admins may go', () => {
  expect(() => keepAnAdmin(ana, { ...ana, ...disabled }, [ana, ben])).not.toThrow();
  expect(() => keepAnAdmin(ana, { ...ana, role: 'agent' }, [ben, ana])).not.toThrow();
});

test('other changes of the last admin are nobody’s business', () => {
  expect(() => keepAnAdmin(ana, { ...ana, name: 'Ana B.' }, [ana])).not.toThrow();
});

test('who is no active admin takes none away', () => {
  const gone = admin('agt_3', disabled);
  expect(() => keepAnAdmin(gone, { ...gone, role: 'agent' }, [])).not.toThrow();
  const agent = admin('agt_4', { role: 'agent' });
  expect(() => keepAnAdmin(agent, { ...agent, ...disabled }, [])).not.toThrow();
});
