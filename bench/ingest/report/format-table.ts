/** Lays rows out in columns: the first to the left, the rest to the right. The first row is the heading. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length);
    });
  }
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  const [heading = [], ...body] = rows;
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(heading), rule, ...body.map(line)].join('\n');
}

/** `12,345`. */
export const whole = (value: number): string => Math.round(value).toLocaleString('en');

/** Three significant digits for what is small, none behind the point for what is large; `n/a` for what is not known. */
export function figure(value: number | undefined): string {
  if (value === undefined) return 'n/a';
  if (value >= 100) return whole(value);
  return value.toFixed(value >= 10 ? 1 : 2);
}

/** `12.3×`. */
export const ratio = (value: number): string => `${value.toFixed(value >= 10 ? 1 : 2)}×`;

/** Bytes as MB. */
export const megabytes = (bytes: number | undefined): string =>
  bytes === undefined ? 'n/a' : `${Math.round(bytes / 1e6)} MB`;
