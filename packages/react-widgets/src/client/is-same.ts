/** Whether two snapshots show the same: the same fields, where lists may be new lists of the same things. */
export function isSame(left: unknown, right: unknown, depth = 2): boolean {
  if (Object.is(left, right)) return true;
  if (depth === 0 || !isPlain(left) || !isPlain(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length && keys.every((key) => isSame(left[key], right[key], depth - 1))
  );
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return value instanceof Object && !(value instanceof Map);
}
