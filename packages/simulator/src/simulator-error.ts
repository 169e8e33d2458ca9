/** Why a call into the simulator itself was refused. */
export type SimulatorErrorCode =
  | 'invalid_option'
  | 'unknown_customer'
  | 'unknown_message'
  | 'unknown_delivery'
  | 'unknown_media'
  | 'invalid_request'
  | 'simulator_closed'
  | 'wait_timed_out'
  | 'port_in_use';

/** The simulator was used wrongly, or could not do what was asked. What the provider would answer is never thrown. */
export class SimulatorError extends Error {
  /** Stable, safe to branch on. */
  readonly code: SimulatorErrorCode;

  constructor(code: SimulatorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SimulatorError';
    this.code = code;
  }
}
