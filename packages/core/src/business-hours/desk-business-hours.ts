import type { BusinessHoursId } from '../ids.ts';
import type { AutoReply, BusinessHours, Schedule } from './business-hours.ts';

/** A new schedule of when people answer. */
export interface NewBusinessHours extends Schedule {
  /** Made when absent; hosts give one for fixtures that must keep their id. */
  readonly id?: BusinessHoursId;
  readonly name: string;
  /** @defaultValue customers who write outside the hours are told nothing */
  readonly autoReply?: AutoReply;
}

/** What may change about a schedule; lists are replaced as a whole, `null` clears a field. */
export interface BusinessHoursPatch extends Partial<Schedule> {
  readonly name?: string;
  readonly autoReply?: AutoReply | null;
}

/** What a desk can do about schedules. */
export interface DeskBusinessHours {
  list(): Promise<readonly BusinessHours[]>;
  /** @throws {BusinessHoursNotFoundError} */
  get(id: BusinessHoursId): Promise<BusinessHours>;
  /** @throws {InvalidBusinessHoursError} */
  create(input: NewBusinessHours): Promise<BusinessHours>;
  /** @throws {BusinessHoursNotFoundError | InvalidBusinessHoursError | StaleWriteError} */
  update(id: BusinessHoursId, patch: BusinessHoursPatch): Promise<BusinessHours>;
  /** Resolves to what it was. @throws {BusinessHoursNotFoundError | BusinessHoursInUseError} */
  remove(id: BusinessHoursId): Promise<BusinessHours>;
}
