import type { InboxId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { SupportError } from '../support-error.ts';

/** There is no such schedule in this account. */
export class BusinessHoursNotFoundError extends SupportError {
  readonly code = 'business_hours_not_found';
  readonly fix = 'Use the id of a schedule of this account (GET /v1/business-hours).';
  constructor(businessHoursId: string) {
    super('There are no such business hours in this account.', {
      businessHoursId: businessHoursId.slice(0, 64),
    });
  }
}

/** The schedule cannot be read as one. */
export class InvalidBusinessHoursError extends SupportError {
  readonly code = 'invalid_business_hours';
  readonly fix = 'Correct the fields named in details.problems.';
  constructor(problems: readonly { path: string; message: string }[]) {
    super('These business hours do not make a schedule.', { problems } as JsonObject);
  }
}

/** An inbox refers to the schedule. */
export class BusinessHoursInUseError extends SupportError {
  readonly code = 'business_hours_in_use';
  readonly fix = 'Give the inboxes of details.inboxIds other business hours, or none, and remove these then.';
  constructor(businessHoursId: string, inboxIds: readonly InboxId[]) {
    super('Inboxes refer to these business hours.', { businessHoursId, inboxIds });
  }
}
