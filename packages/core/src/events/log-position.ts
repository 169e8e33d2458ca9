/**
 * Where an event stands in the log, as `<transaction>.<n>`: `n` is taken before commit and transactions end out of
 * order, so only the pair, read behind the oldest open transaction, is an order nobody can slip into later.
 */
export type LogPosition = `${bigint}.${bigint}`;

/** Before every event. */
export const logStart: LogPosition = '0.0';

/** Negative, zero or positive as `left` stands before, at or after `right`. */
export function comparePositions(left: LogPosition, right: LogPosition): number {
  const [leftTransaction, leftN] = parts(left);
  const [rightTransaction, rightN] = parts(right);
  if (leftTransaction !== rightTransaction) return leftTransaction < rightTransaction ? -1 : 1;
  return leftN === rightN ? 0 : leftN < rightN ? -1 : 1;
}

/** True if the text is a position. */
export function isLogPosition(text: string): text is LogPosition {
  return /^\d{1,20}\.\d{1,19}$/.test(text);
}

function parts(position: LogPosition): [bigint, bigint] {
  const [transaction, n] = position.split('.');
  return [BigInt(transaction ?? '0'), BigInt(n ?? '0')];
}
