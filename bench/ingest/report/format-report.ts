import type { MachineFacts } from '../measure/machine-facts.ts';
import type { RunFigures } from '../measure/measure-run.ts';
import type { TargetFigures } from '../measure/measure-target.ts';
import type { StoredCheck } from '../measure/stored-check.ts';
import { comparedConnections } from '../run-parts.ts';
import { checkAims, comparedRate } from './aims.ts';
import { figure, formatTable, megabytes, ratio, whole } from './format-table.ts';
import type { IngestResults } from './write-results.ts';

const saturatedPercent = 90;
const disturbedPercent = 20;

function machineLine({
  cores,
  cpuModel,
  memoryBytes,
  node,
  platform,
  postgres,
  settings,
  commitMs,
}: MachineFacts): string {
  const asked = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return [
    `${cores} cores (${cpuModel}), ${Math.round(memoryBytes / 1e9)} GB, ${platform}, Node ${node}`,
    `PostgreSQL ${postgres}: ${asked.join(' ')}; one insert with its commit ${commitMs.toFixed(2)} ms`,
    'load generator, server and PostgreSQL share the cores; all traffic on loopback',
  ].join('\n');
}

function refusals(figures: RunFigures): string {
  const all = Object.entries(figures.refused).map(([status, count]) => `${count}×${status}`);
  return all.length === 0 ? '-' : all.join(' ');
}

const runHeading = [
  'msg/s',
  'p50 ms',
  'p99 ms',
  'statements/msg',
  'commits/msg',
  'WAL B/msg',
  'CPU µs/msg',
  'CPU server',
  'CPU pg',
  'CPU load',
  'CPU others',
  'refused',
];

function runRow(label: string, target: TargetFigures, run: RunFigures): string[] {
  const { p50Ms, p99Ms } = run.latency;
  const rate = target.acksAfterStoring
    ? whole(run.ackedPerSecond)
    : `${whole(run.ackedPerSecond)} (${whole(run.storedPerSecond)} stored)`;
  const redis = run.redisCommandsPerMessage;
  const cpu = (value: number | undefined): string => (value === undefined ? 'n/a' : `${Math.round(value)} %`);
  return [
    label,
    rate,
    figure(p50Ms),
    figure(p99Ms),
    `${figure(run.statementsPerMessage)}${redis === undefined ? '' : ` + ${redis.toFixed(1)} redis`}`,
    figure(run.commitsPerMessage),
    whole(run.walBytesPerMessage),
    figure(run.cpuMicrosPerMessage),
    cpu(run.serverCpuPercent),
    cpu(run.postgresCpuPercent),
    cpu(run.generatorCpuPercent),
    cpu(run.otherCpuPercent),
    refusals(run),
  ];
}

const connectionsText = (count: number): string => (count === 1 ? '1 connection' : `${count} connections`);

function closedTable(results: IngestResults, connections: number): string | undefined {
  const rows = results.targets.flatMap((target) =>
    target.closed
      .filter((run) => run.connections === connections)
      .map((run) => runRow(target.label, target, run)),
  );
  if (rows.length === 0) return undefined;
  return `Closed loop, ${connectionsText(connections)}\n\n${formatTable([['', ...runHeading], ...rows])}`;
}

function openTable(results: IngestResults): string | undefined {
  const rows = results.targets.flatMap((target) => [
    ...target.open.map((run) => runRow(`${target.label}, ${run.ratePerSecond}/s`, target, run)),
    ...target.beyondReach.map((rate) => [`${target.label}, ${rate}/s`, 'out of reach']),
  ]);
  if (rows.length === 0) return undefined;
  return `Open model: messages are due at a fixed rate, latency counts from when they were due\n\n${formatTable([['', ...runHeading], ...rows])}`;
}

const checkHeading = ['acked', 'stored once', 'stored twice', 'missing', 'stored, not acked'];

const checkRow = (label: string, check: StoredCheck): string[] => [
  label,
  whole(check.acked),
  whole(check.storedOnce),
  whole(check.storedTwice),
  whole(check.missing),
  whole(check.storedUnacked),
];

function summary(results: IngestResults): string | undefined {
  const parley = comparedRate(results.targets.find((target) => target.id === 'parley'));
  const against = (rate: number | undefined): string =>
    parley === undefined || rate === undefined ? '-' : ratio(parley / rate);
  const rows = results.targets.map((target) => {
    const rate = comparedRate(target);
    return [
      target.label,
      rate === undefined ? 'n/a' : whole(rate),
      target.id === 'parley' ? '' : against(rate),
      megabytes(target.peakRssBytes),
      whole(target.first.ackedPerSecond),
    ];
  });
  const limit = results.limit?.messagesPerSecond;
  if (limit !== undefined)
    rows.push(['limit: the same rows, bare inserts', whole(limit), against(limit), '', '']);
  const bare = results.reference?.nothingStoredPerSecond;
  if (bare !== undefined) rows.push(['node:http that stores nothing', whole(bare), against(bare), '', '']);
  if (rows.length === 0) return undefined;
  const single = results.reference;
  const lone =
    single === undefined
      ? ''
      : `\n\nnode:http with one insert and its commit per request, one connection: p50 ${figure(single.singleInsertP50Ms)} ms, p99 ${figure(single.singleInsertP99Ms)} ms`;
  const heading = ['', 'stored msg/s', 'Parley is', 'peak RSS', 'first contacts/s'];
  return `At ${comparedConnections} connections\n\n${formatTable([heading, ...rows])}${lone}`;
}

function limitLines(results: IngestResults): string | undefined {
  if (results.limit === undefined) return undefined;
  const tables = results.limit.tables.map(
    ({ name, insertsPerMessage, updatesPerMessage, rowBytes }) =>
      `  ${name}: ${insertsPerMessage.toFixed(2)} inserts and ${updatesPerMessage.toFixed(2)} updates per message, ${Math.round(rowBytes)} bytes a row`,
  );
  const lanes = results.limit.lanes.map((lane) => `${whole(lane.messagesPerSecond)} with ${lane.lanes}`);
  return `What the limit writes (msg/s ${lanes.join(', ')} connections)\n\n${tables.join('\n')}`;
}

/** Runs in which the generator or the clock may have been what was measured. */
function warnings(results: IngestResults): string[] {
  const found = results.notes.map((note) => `not run: ${note}`);
  for (const target of results.targets) {
    for (const run of [...target.closed, ...target.open]) {
      const load = run.kind === 'open' ? `${run.ratePerSecond}/s` : connectionsText(run.connections);
      const name = `${target.label}, ${load}`;
      if (run.generatorCpuPercent > saturatedPercent) {
        found.push(
          `${name}: the load generator used ${Math.round(run.generatorCpuPercent)} % of a core; the server may be faster`,
        );
      }
      if ((run.otherCpuPercent ?? 0) > disturbedPercent) {
        found.push(
          `${name}: other programs and the hypervisor used ${Math.round(run.otherCpuPercent ?? 0)} % of a core meanwhile`,
        );
      }
      if (run.signedLate > 0)
        found.push(`${name}: ${run.signedLate} requests were signed while the clock ran`);
    }
  }
  return found;
}

/** Whether Parley kept what it promised. */
function isSound(results: IngestResults): boolean {
  const checks = [...results.targets, ...results.kills]
    .filter(({ id }) => id === 'parley')
    .map(({ check }) => check);
  return checks.every((check) => check.missing === 0 && check.storedTwice === 0);
}

/** The results for people. */
export interface Report {
  readonly text: string;
  /** Whether every message that Parley acknowledged is stored exactly once. */
  readonly isSound: boolean;
}

/** Lays everything out that was measured. */
export function formatReport(results: IngestResults): Report {
  const sections = [machineLine(results.machine)];
  const add = (section: string | undefined): void => {
    if (section !== undefined) sections.push(section);
  };
  add(summary(results));
  const counts = new Set(results.targets.flatMap((target) => target.closed.map((run) => run.connections)));
  for (const connections of [...counts].sort((a, b) => a - b)) add(closedTable(results, connections));
  add(openTable(results));
  add(limitLines(results));
  const checked = results.targets.map((target) => checkRow(target.label, target.check));
  if (checked.length > 0)
    add(`Every acknowledged message, looked up\n\n${formatTable([['', ...checkHeading], ...checked])}`);
  const killed = results.kills.map((kill) => checkRow(kill.label, kill.check));
  if (killed.length > 0) {
    add(`kill -9 of the server at 200 connections\n\n${formatTable([['', ...checkHeading], ...killed])}`);
  }
  const aims = checkAims(results).map(({ aim, measured, reached }) => [
    aim,
    measured,
    reached ? 'reached' : 'missed',
  ]);
  if (aims.length > 0) add(`Aims\n\n${formatTable([['', 'measured', ''], ...aims])}`);
  const warned = warnings(results);
  if (warned.length > 0) add(`Mind\n\n${warned.map((text) => `  ${text}`).join('\n')}`);
  const sound = isSound(results);
  if (!sound) add('PARLEY LOST OR DOUBLED ACKNOWLEDGED MESSAGES.');
  return { text: `${sections.join('\n\n')}\n`, isSound: sound };
}
