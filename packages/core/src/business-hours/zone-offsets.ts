/** A stretch of time in which the clocks of a zone keep their distance to UTC; in milliseconds since the epoch. */
export interface OffsetSpan {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Local time minus UTC, in milliseconds. */
  readonly offset: number;
}

interface Zone {
  readonly format: Intl.DateTimeFormat;
  readonly days: Map<number, readonly OffsetSpan[]>;
}

/** A day of UTC, in milliseconds. */
export const dayMs = 86_400_000;
/** Zones change their clocks at full seconds. */
const stepMs = 1000;
const maxDaysKept = 8192;

/** Making a formatter takes a hundred times as long as using it. */
const zones = new Map<string, Zone>();

/** True for names of the IANA time zone database that this process knows; a plain distance to UTC is none. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    zoneOf(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * The distances to UTC during one day of UTC (counted from the epoch), in order and without a gap.
 *
 * @throws {RangeError} for a zone this process does not know
 */
export function offsetsOfDay(timeZone: string, day: number): readonly OffsetSpan[] {
  const zone = zoneOf(timeZone);
  const known = zone.days.get(day);
  if (known !== undefined) return known;
  const from = day * dayMs;
  const to = from + dayMs;
  const first = offsetAt(zone, from);
  const spans: OffsetSpan[] = [];
  let start = from;
  let offset = first;
  for (const change of changesBetween(
    zone,
    { at: from, offset: first },
    { at: to, offset: offsetAt(zone, to) },
  )) {
    spans.push({ from: start, to: change.at, offset });
    start = change.at;
    offset = change.offset;
  }
  // A change at the very end belongs to the next day.
  if (start < to) spans.push({ from: start, to, offset });
  if (zone.days.size >= maxDaysKept) zone.days.clear();
  zone.days.set(day, spans);
  return spans;
}

interface Reading {
  readonly at: number;
  readonly offset: number;
}

/** Every change between two readings, to the second. */
function changesBetween(zone: Zone, left: Reading, right: Reading): readonly Reading[] {
  if (left.offset === right.offset) return [];
  if (right.at - left.at <= stepMs) return [right];
  const at = Math.floor((left.at + right.at) / 2 / stepMs) * stepMs;
  const middle = { at, offset: offsetAt(zone, at) };
  return [...changesBetween(zone, left, middle), ...changesBetween(zone, middle, right)];
}

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const zone = { format, days: new Map<number, readonly OffsetSpan[]>() };
  zones.set(name, zone);
  return zone;
}

/** @param at a full second */
function offsetAt({ format }: Zone, at: number): number {
  // "11/30/2026, 14:05:09"
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = (
    format.format(at).match(/\d+/g) ?? []
  ).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
}
