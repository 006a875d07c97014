// What the machine and this process have in use at a moment: time of all processors, open files, ports, memory. A
// number that the system does not give is NaN, never a guess and never an error.

import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { monotonicUs } from '../domain/clock.ts';
import { openFileLimit, openFiles } from './open-files.ts';

/** A reading. Processor times are totals, in a unit of their own: only their ratios mean something. */
export interface MachineReading {
  readonly nowUs: number;
  readonly processorTime: number;
  readonly busyTime: number;
  /** Time that was given to other guests of the same host. */
  readonly stolenTime: number;
  readonly rssBytes: number;
  readonly openFiles: number;
  readonly ports: number;
}

/** Where readings come from, and what cannot be exceeded. */
export interface MachineSource {
  readonly openFileLimit: number;
  /** Ephemeral ports there are. */
  readonly portRange: number;
  read(): MachineReading;
}

/** This machine, and this process on it. */
export function thisMachine(): MachineSource {
  return {
    openFileLimit: openFileLimit(),
    portRange: ephemeralPorts(),
    read: () => ({
      nowUs: monotonicUs(),
      ...processorTimes(),
      rssBytes: process.memoryUsage.rss(),
      openFiles: openFiles(),
      ports: portsInUse(),
    }),
  };
}

type ProcessorTimes = Pick<MachineReading, 'processorTime' | 'busyTime' | 'stolenTime'>;

function processorTimes(): ProcessorTimes {
  const line = textOf('/proc/stat')?.split('\n', 1)[0];
  if (line === undefined) return timesOfSystem();
  const [user = 0, nice = 0, system = 0, idle = 0, waiting = 0, irq = 0, soft = 0, stolenTime = 0] =
    numbersIn(line);
  const busyTime = user + nice + system + irq + soft + stolenTime;
  return { processorTime: busyTime + idle + waiting, busyTime, stolenTime };
}

function timesOfSystem(): ProcessorTimes {
  const sum = { processorTime: 0, busyTime: 0, stolenTime: Number.NaN };
  for (const { times } of cpus()) {
    const busy = times.user + times.nice + times.sys + times.irq;
    sum.busyTime += busy;
    sum.processorTime += busy + times.idle;
  }
  return sum;
}

function ephemeralPorts(): number {
  const [first = Number.NaN, last = Number.NaN] = numbersIn(
    textOf('/proc/sys/net/ipv4/ip_local_port_range') ?? '',
  );
  return last - first + 1;
}

/**
 * Of a connection over loopback both ends count as sockets, and one of them has an ephemeral port. Sockets that only
 * wait for their time to pass are left out: they keep a port from one destination alone.
 */
function portsInUse(): number {
  const line = textOf('/proc/net/sockstat')
    ?.split('\n')
    .find((text) => text.startsWith('TCP:'));
  return Math.ceil(Number(/\binuse (\d+)/.exec(line ?? '')?.[1]) / 2);
}

const numbersIn = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number);

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
