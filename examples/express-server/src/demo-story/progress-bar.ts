const width = 30;

/** A line like `██████░░░░  1,200 of 10,000  12 %`. */
export function progressBar(done: number, all: number): string {
  const share = all === 0 ? 1 : done / all;
  const full = Math.round(share * width);
  const counts = `${done.toLocaleString('en')} of ${all.toLocaleString('en')}`;
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}  ${counts}  ${Math.floor(share * 100)} %`;
}
