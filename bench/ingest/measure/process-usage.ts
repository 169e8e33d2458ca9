import { readdirSync, readFileSync } from 'node:fs';

/** What a process has used so far. */
export interface ProcessUsage {
  /** Processor time in seconds, user and system. */
  readonly cpuSeconds: number;
  /** The most memory it ever held, in bytes (`VmHWM`). */
  readonly peakRssBytes: number;
}

// USER_HZ: 100 on every Linux that Node runs on.
const ticksPerSecond = 100;

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

interface Stat {
  readonly parent: number;
  readonly cpuSeconds: number;
  /** What its ended children had used, so that a sum over processes does not fall when one of them ends. */
  readonly endedCpuSeconds: number;
}

function readStat(pid: number | string): Stat | undefined {
  const text = read(`/proc/${pid}/stat`);
  // The program's name stands in brackets and may hold anything.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields === undefined) return undefined;
  return {
    parent: Number(fields[1]),
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    endedCpuSeconds: (Number(fields[13]) + Number(fields[14])) / ticksPerSecond,
  };
}

/** Reads what a process has used. @returns `undefined` where there is no `/proc` or no such process */
export function readProcessUsage(pid: number): ProcessUsage | undefined {
  const stat = readStat(pid);
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  if (stat === undefined || peak === undefined) return undefined;
  return { cpuSeconds: stat.cpuSeconds, peakRssBytes: Number(peak) * 1024 };
}

/** Processor time in seconds. */
export interface CpuReading {
  /** The PostgreSQL server and its backends. */
  readonly postgres: number;
  /** The benchmark with everything it started, PostgreSQL and the measured server included. */
  readonly ours: number;
  /** Everything the machine did: other programs' work and what the hypervisor took are included. */
  readonly machine: number;
}

function readMachineSeconds(): number | undefined {
  const first = read('/proc/stat')?.split('\n')[0];
  const fields = first?.split(/ +/).slice(1).map(Number);
  if (fields === undefined) return undefined;
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields;
  return (user + nice + system + irq + softirq + steal) / ticksPerSecond;
}

/** Reads who used the processors. @returns `undefined` where there is no `/proc` */
export function readCpu(postgresPid: number): CpuReading | undefined {
  const machine = readMachineSeconds();
  if (machine === undefined) return undefined;
  const stats = new Map<number, Stat>();
  for (const entry of readdirSync('/proc')) {
    const stat = /^\d+$/.test(entry) ? readStat(entry) : undefined;
    if (stat !== undefined) stats.set(Number(entry), stat);
  }
  const descendsFrom = (pid: number, ancestor: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined; at = stats.get(at)?.parent) {
      if (at === ancestor) return true;
    }
    return false;
  };
  const sumOf = (ancestor: number): number => {
    let seconds = 0;
    for (const [pid, stat] of stats)
      if (descendsFrom(pid, ancestor)) seconds += stat.cpuSeconds + stat.endedCpuSeconds;
    return seconds;
  };
  return { postgres: sumOf(postgresPid), ours: sumOf(process.pid), machine };
}
