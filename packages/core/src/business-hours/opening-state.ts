import type { BusinessHours } from './business-hours.ts';
import { isOpenAt, nextClosing, nextOpening } from './opening-times.ts';

/** How a schedule stands at a moment. */
export interface OpeningState {
  readonly isOpen: boolean;
  /** When people come next; undefined = not within two years. While they are there: after they have left. */
  readonly opensAt: Date | undefined;
  /** When people leave next; undefined = not within two years. */
  readonly closesAt: Date | undefined;
  /** IANA name. */
  readonly timeZone: string;
}

/** Whether people are there, and until when it stays so. */
export function openingState(hours: BusinessHours, at: Date): OpeningState {
  return {
    isOpen: isOpenAt(hours, at),
    opensAt: nextOpening(hours, at),
    closesAt: nextClosing(hours, at),
    timeZone: hours.timeZone,
  };
}
