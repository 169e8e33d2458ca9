/**
 * Whether `left` stands behind `right` in the log. Positions are `<n>.<n>`, and the numbers may be larger than a double
 * holds.
 */
export function isBehind(left: string, right: string): boolean {
  const [major = 0n, minor = 0n] = left.split('.').map(BigInt);
  const [otherMajor = 0n, otherMinor = 0n] = right.split('.').map(BigInt);
  return major === otherMajor ? minor > otherMinor : major > otherMajor;
}
