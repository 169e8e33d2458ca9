/** Which files are taken. */
export interface MediaLimits {
  /** Media types without parameters, of {@link mediaTypes}; none = no files. */
  readonly types: readonly string[];
  /** Largest file, in bytes. */
  readonly maxBytes: number;
}
