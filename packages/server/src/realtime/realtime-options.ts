/** How the realtime gateway is set up. */
export interface RealtimeOptions {
  /** Connections of one account in this process. @defaultValue 20_000 */
  readonly maxConnectionsPerAccount?: number;
  /** Connections of one agent (tabs, devices) or of one API key in this process. @defaultValue 30 */
  readonly maxConnectionsPerHolder?: number;
  /** A client that missed more events than this starts over from the API. @defaultValue 2_000 */
  readonly maxMissedEvents?: number;
  /** How long a client may take to say hello, in milliseconds. @defaultValue 5_000 */
  readonly helloWithinMs?: number;
  /** A `position` frame goes out after this much silence. @defaultValue 25_000 */
  readonly heartbeatMs?: number;
  /** Whether holders may stay connected is asked this often. @defaultValue 400 */
  readonly accessCheckMs?: number;
  /** How long an agent stays present after their last connection. @defaultValue 5_000 */
  readonly presenceGraceMs?: number;
  /** When the process drains, clients come back within this time, spread evenly. @defaultValue 10_000 */
  readonly reconnectWithinMs?: number;
}

/** {@link RealtimeOptions} with every default filled in. */
export type RealtimeSettings = Required<RealtimeOptions>;

/** Fills in defaults. @throws {RangeError} for a limit that is not a whole number above zero */
export function readRealtimeOptions(options: RealtimeOptions): RealtimeSettings {
  const settings: RealtimeSettings = {
    maxConnectionsPerAccount: 20_000,
    maxConnectionsPerHolder: 30,
    maxMissedEvents: 2_000,
    helloWithinMs: 5_000,
    heartbeatMs: 25_000,
    accessCheckMs: 400,
    presenceGraceMs: 5_000,
    reconnectWithinMs: 10_000,
    ...options,
  };
  for (const [name, value] of Object.entries(settings)) {
    if (!Number.isSafeInteger(value) || value < 1)
      throw new RangeError(`realtime.${name} must be a whole number above zero`);
  }
  return settings;
}
