import type { BusinessHoursId } from '../ids.ts';
import type { BusinessHours } from './business-hours.ts';

/** Schedules of one account. */
export interface BusinessHoursStore {
  /** Those that exist, in no particular order. */
  find(ids: readonly BusinessHoursId[]): Promise<readonly BusinessHours[]>;
  /** All of them by name; an account has at most a few hundred. */
  list(): Promise<readonly BusinessHours[]>;
  add(schedules: readonly BusinessHours[]): Promise<void>;
  /** Saves each whose stored version is `next.version - 1`. @throws {StaleWriteError} */
  save(schedules: readonly BusinessHours[]): Promise<void>;
  /** Removes those that exist; all or none. @throws {BusinessHoursInUseError} if an inbox refers to one of them */
  remove(ids: readonly BusinessHoursId[]): Promise<void>;
}
