import { foundation } from './0001-foundation.ts';
import { accountWall } from './0002-account-wall.ts';
import type { Migration } from './migration.ts';

/** Every step, oldest first. A static list: a bundled or published package has no folder to scan. */
export const migrations: readonly Migration[] = [foundation, accountWall];
