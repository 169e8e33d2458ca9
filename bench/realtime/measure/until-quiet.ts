import type { LoadReport } from '../load/load-order.ts';
import type { LoadProcesses } from '../load/load-processes.ts';

/** Waits until everything is heard, or nothing has been heard for `quietMs` by sockets that are all connected. */
export async function untilQuiet(
  load: LoadProcesses,
  expected: { readonly sockets: number; readonly heard: number },
  quietMs: number,
  patienceMs: number,
): Promise<LoadReport> {
  const endsAt = performance.now() + patienceMs;
  let before = -1;
  let since = performance.now();
  for (;;) {
    const report = await load.report();
    const isWhole = report.connected === expected.sockets && report.heard >= expected.heard;
    if (report.heard !== before || report.connected < expected.sockets) since = performance.now();
    before = report.heard;
    if (isWhole || performance.now() - since > quietMs || performance.now() > endsAt) return report;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
