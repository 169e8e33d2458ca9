/** Moments one may put a conversation off to. */
export interface SnoozeTime {
  readonly id: 'hour' | 'later' | 'tomorrow' | 'monday';
  readonly until: Date;
}

const morningHour = 9;

/**
 * Choices for putting off, in the zone of the browser: in an hour, in four, tomorrow and next Monday in the morning.
 *
 * @param at now
 */
export function snoozeTimes(at: Date): readonly SnoozeTime[] {
  const morningIn = (days: number): Date => {
    const day = new Date(at);
    day.setDate(day.getDate() + days);
    day.setHours(morningHour, 0, 0, 0);
    return day;
  };
  const toMonday = (8 - at.getDay()) % 7 || 7;
  const times: SnoozeTime[] = [
    { id: 'hour', until: new Date(at.getTime() + 3_600_000) },
    { id: 'later', until: new Date(at.getTime() + 4 * 3_600_000) },
    { id: 'tomorrow', until: morningIn(1) },
  ];
  return toMonday === 1 ? times : [...times, { id: 'monday', until: morningIn(toMonday) }];
}
