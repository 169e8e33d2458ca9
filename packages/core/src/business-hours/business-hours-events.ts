import type { BusinessHoursId } from '../ids.ts';

/** What happens to schedules. */
export interface BusinessHoursEvents {
  /** Added or changed. */
  'business_hours.saved': { businessHoursId: BusinessHoursId; name: string };
  'business_hours.removed': { businessHoursId: BusinessHoursId; name: string };
}
