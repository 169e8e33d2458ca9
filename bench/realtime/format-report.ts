import { figure, formatTable, whole } from '../ingest/report/format-table.ts';
import type { CpuShares, RealtimeFigures } from './run-parts.ts';

const cpuRow = 'processors meanwhile: server / load / other programs';
const shares = ({ server, load, others, wallSeconds }: CpuShares): string =>
  `${[server, load, others].map((seconds) => whole((seconds / wallSeconds) * 100)).join(' / ')} % of a core`;

/** The report as text, and whether Parley lost nothing. */
export function formatReport({ idle, latency, storm, lost }: RealtimeFigures): {
  readonly text: string;
  readonly isSound: boolean;
} {
  const rows: string[][] = [['', 'measured', 'aim']];
  if (idle !== undefined) {
    rows.push([
      `memory per idle socket, ${whole(idle.sockets)} sockets`,
      `${figure(idle.rssPerSocketBytes / 1024)} kB`,
      '< 15 kB',
    ]);
    const { before, later } = idle.rssBytes;
    rows.push(['… a minute after', `${figure((later - before) / idle.sockets / 1024)} kB`, '']);
    rows.push([
      'memory of the process, without them and with them',
      `${whole(before / 1e6)} / ${whole(later / 1e6)} MB`,
      '',
    ]);
    rows.push(['connecting all of them', `${figure(idle.connectSeconds)} s`, '']);
  }
  if (latency !== undefined) {
    const { p50Ms, p95Ms, p99Ms } = latency;
    rows.push([
      `webhook to frame, ${latency.perSecond}/s to ${latency.sockets} sockets, p50 / p95 / p99`,
      `${figure(p50Ms)} / ${figure(p95Ms)} / ${figure(p99Ms)} ms`,
      'p95 < 150 ms',
    ]);
    rows.push(['frames, of them missing', `${whole(latency.frames)}, ${whole(latency.missing)}`, '0']);
    rows.push(['webhook to its answer meanwhile, p50', `${figure(latency.ackP50Ms)} ms`, '']);
    rows.push([cpuRow, shares(latency.cpu), '']);
  }
  if (storm !== undefined) {
    rows.push([
      `server killed under ${whole(storm.sockets)} sockets: all back after`,
      `${figure(storm.resumedSeconds)} s`,
      '≤ 20 s',
    ]);
    rows.push([cpuRow, shares(storm.cpu), '']);
    const { missing, twice, resyncs } = storm;
    rows.push([
      'messages missing, heard twice, sockets told to reload',
      `${whole(missing)}, ${whole(twice)}, ${whole(resyncs)}`,
      '0',
    ]);
    rows.push([
      'webhook to its answer in the second half, p99',
      `${figure(storm.ackP99Ms)} ms`,
      '< 1,000 ms',
    ]);
  }
  const tables = [formatTable(rows)];
  if (lost !== undefined) {
    const head = [
      'connections lost by',
      'server',
      'sockets',
      'messages due',
      'lost',
      'twice',
      'sockets told to reload',
    ];
    tables.push(
      formatTable([
        head,
        ...lost.map((line) => [
          line.event,
          line.target === 'parley' ? 'Parley' : 'socket.io',
          whole(line.sockets),
          whole(line.expected),
          whole(line.lost),
          whole(line.twice),
          whole(line.told),
        ]),
      ]),
    );
  }
  const own = (lost ?? []).filter(({ target }) => target === 'parley');
  const missing =
    (latency?.missing ?? 0) + (storm?.missing ?? 0) + own.reduce((sum, line) => sum + line.lost, 0);
  return { text: `${tables.join('\n\n')}\n`, isSound: missing === 0 };
}
