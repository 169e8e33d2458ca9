/** What went wrong, with what to do about it. Codes are those of `docs/errors.md`, and a few of the browser's side. */
export interface ClientError {
  /** Stable, `lower_snake_case`. `network_error`, `timed_out` and `unauthorized` are the browser's own. */
  readonly code: string;
  readonly message: string;
  /** What to do. */
  readonly fix?: string;
  readonly requestId?: string;
  /** Whether the same call may work later. */
  readonly isRetryable: boolean;
  readonly retryAfterMs?: number | undefined;
  readonly details?: Readonly<Record<string, unknown>>;
}
