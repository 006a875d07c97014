// What the project wants to reach on one machine with two cores, and where each figure is read: off a contender of one
// benchmark's comparison. A goal whose contender is not there is not measured, and says so. Where a figure alone would
// say more of the machine than of the code, the goal is its ratio to a floor.

import type { Comparison } from './go.ts';
import { ratiosOf, type Spread, spreadOf } from './spread.ts';

/** How a goal's figure is made of what was measured. */
type Reading =
  /** The figure itself, in the comparison's unit. */
  | 'figure'
  /** A time in nanoseconds as operations per second. */
  | 'per second'
  /** The figure as a multiple of that of `beside`, or of the first contender. */
  | 'ratio'
  /** The other way round: how many times quicker than `beside` it is, where figures are times or costs. */
  | 'quicker';

/** One goal. */
export interface Goal {
  readonly id: string;
  readonly what: string;
  /** The benchmark that measures it. */
  readonly bench: string;
  readonly title: RegExp;
  readonly contender: RegExp;
  readonly beside?: RegExp;
  readonly reading: Reading;
  readonly unit: string;
  readonly atMost: boolean;
  readonly must: number;
  readonly aim: number | null;
}

/** A goal and what came of it in one go. */
export interface GoalReading {
  readonly goal: Goal;
  /** Null when nothing of the go speaks of it. */
  readonly measured: Spread | null;
  readonly met: boolean | null;
}

const atLeast = { atMost: false } as const;
const atMost = { atMost: true } as const;
/** The bare wire is reckoned to carry 50,000 Alerts/s on the machine of record; what is asked of storms is a share of that. */
const ofTheWire = { reading: 'ratio', unit: 'x', ...atLeast } as const;
const gate = { reading: 'ratio', unit: 'x', title: /User at QoS 0/, contender: /gate/, ...atLeast } as const;
const virtual = { bench: 'virtual', reading: 'per second', unit: 'Alerts/s', ...atLeast } as const;
/**
 * On the machine of record the floor took 3.9 ns: 150 and 80 ns of a decision. It is called one of random accesses, and
 * grew with the number of keys as a bare loop does. So both are read, and the loop, which waits for no memory, is stricter.
 */
const decision = { bench: 'decision', reading: 'ratio', unit: 'x', ...atMost, must: 38, aim: 20 } as const;
const tumblingDecision = {
  ...decision,
  title: /1,000,000 keys, one throttle/,
  contender: /^tumbling > 10, Device by number/,
} as const;
const slidingDecision = {
  ...decision,
  title: /1,000,000 keys, one throttle, sliding/,
  contender: /^sliding > 10, Device by number/,
} as const;
const loop = /^floor: the loop alone/;
const accesses = /^floor: random accesses side by side/;
const sweep = {
  bench: 'sweep',
  contender: /two workers/,
  beside: /one worker/,
  reading: 'quicker',
  unit: 'x',
  ...atLeast,
  must: 1.7,
  aim: 2,
} as const;
const judged = /^throttle and (?:judge|all checks)/;
const flat = { bench: 'flat', reading: 'ratio', unit: 'x', title: /CPU per Alert/, ...atMost } as const;

/** The goals, each with the least (`must`) and what is hoped for (`aim`). */
export const GOALS: readonly Goal[] = [
  {
    id: 'G1 time',
    what: '9,500 meters with a connection each, all in',
    bench: 'connect',
    title: /^connect time/,
    contender: /^stormproof, mqtt\.js/,
    reading: 'figure',
    unit: 's',
    ...atMost,
    must: 5,
    aim: null,
  },
  {
    id: 'G1 memory',
    what: 'memory of that process at most',
    bench: 'connect',
    title: /^memory/,
    contender: /^stormproof, mqtt\.js/,
    reading: 'figure',
    unit: 'MB',
    ...atMost,
    must: 600,
    aim: null,
  },
  {
    id: 'G2',
    what: 'verified with response p99 below 50 ms, 9,500 mqtt.js meters, beside what the bare wire carries',
    bench: 'sustained',
    title: /^sustained/,
    contender: /^mqtt\.js/,
    ...ofTheWire,
    must: 0.2,
    aim: 0.3,
  },
  {
    id: 'G3',
    what: 'the same with the fast client',
    bench: 'sustained-fast',
    title: /^sustained/,
    contender: /^fast/,
    ...ofTheWire,
    must: 0.4,
    aim: 0.6,
  },
  {
    id: 'G4',
    what: 'saturation with the fast client, every Alert verified, beside what the bare wire carries',
    bench: 'saturation',
    title: /^saturation.*fast client/,
    contender: /^fast/,
    ...ofTheWire,
    must: 0.7,
    aim: 1,
  },
  {
    id: 'G5',
    what: 'generator alone, fast client, beside NanoMQ bench, or the most it could send where it is not installed',
    bench: 'peers',
    title: /^generators/,
    contender: /^stormproof, fast/,
    beside: /^nanomq/,
    reading: 'ratio',
    unit: 'x',
    ...atLeast,
    must: 1.3,
    aim: 2,
  },
  {
    id: 'G6',
    what: 'generator alone, mqtt.js client, beside MQTTX CLI',
    bench: 'peers',
    title: /^generators/,
    contender: /^stormproof, mqtt\.js/,
    beside: /^mqttx/,
    reading: 'ratio',
    unit: 'x',
    ...atLeast,
    must: 1,
    aim: 1.5,
  },
  {
    id: 'G7 pipelined',
    what: 'receive, decide, forward, beside Mosquitto merely forwarding; 50 in flight',
    bench: 'gate-pipelined',
    ...gate,
    must: 1.5,
    aim: 3,
  },
  {
    id: 'G7 one in flight',
    what: 'the same with one in flight',
    bench: 'gate-single',
    ...gate,
    must: 0.9,
    aim: 1.2,
  },
  {
    id: 'G8',
    what: 'a verified run beside the same one with ledgers and checks off: throughput of the same CPU',
    bench: 'judging-cost',
    title: /^CPU per Alert/,
    contender: /^verified/,
    reading: 'quicker',
    unit: 'x',
    ...atLeast,
    must: 0.9,
    aim: 0.97,
  },
  {
    id: 'G9 time, tumbling',
    what: 'one decision at a million keys, tumbling window, beside the loop that asks for it',
    ...tumblingDecision,
    beside: loop,
  },
  {
    id: 'G9 time, sliding',
    what: 'the same with a sliding window',
    ...slidingDecision,
    beside: loop,
  },
  {
    id: 'G9 accesses, tumbling',
    what: 'a tumbling window beside random accesses, of which many are under way at a time',
    ...tumblingDecision,
    beside: accesses,
  },
  {
    id: 'G9 accesses, sliding',
    what: 'the same with a sliding window',
    ...slidingDecision,
    beside: accesses,
  },
  {
    id: 'G9 bytes, tumbling',
    what: 'memory per key at a million keys, tumbling window',
    bench: 'key-memory',
    title: /^memory per key/,
    contender: /^shipped throttle, tumbling/,
    reading: 'figure',
    unit: 'B',
    ...atMost,
    must: 24,
    aim: null,
  },
  {
    id: 'G9 bytes, sliding',
    what: 'the same with a sliding window and a threshold of 10: 24 + 8 x 10',
    bench: 'key-memory',
    title: /^memory per key/,
    contender: /^shipped throttle, sliding/,
    reading: 'figure',
    unit: 'B',
    ...atMost,
    must: 104,
    aim: null,
  },
  {
    id: 'G10 at 10,000 Devices',
    what: 'virtual mode, throttle and all checks, one thread',
    title: /\b10,000 Devices/,
    contender: judged,
    ...virtual,
    must: 2e6,
    aim: 4e6,
  },
  {
    id: 'G10 at 100,000 Devices',
    what: 'the same at ten times as many',
    title: /\b100,000 Devices/,
    contender: judged,
    ...virtual,
    must: 1e6,
    aim: 2.5e6,
  },
  {
    id: 'G10 at 1,000,000 Devices',
    what: 'and ten times as many again',
    title: /\b1,000,000 Devices/,
    contender: judged,
    ...virtual,
    must: 5e5,
    aim: 1e6,
  },
  {
    id: 'G11',
    what: 'a sweep of a thousand cells on two threads beside one',
    title: /^sweep, 1,000 cells/,
    ...sweep,
  },
  {
    id: 'G11 short',
    what: 'the same of three hundred cells, a good part of which goes by before a thread is warm',
    title: /^sweep, 300 cells/,
    ...sweep,
  },
  {
    id: 'G12 connections',
    what: 'cost per Alert at 9,500 connections beside 1,000',
    contender: /^9,500/,
    ...flat,
    must: 1.3,
    aim: 1,
  },
  {
    id: 'G12 Alerts',
    what: 'cost per Alert of a judged virtual run of 10 million beside one of 10 thousand',
    bench: 'virtual-run',
    title: /^cost per Alert/,
    contender: /^10,000,000/,
    reading: 'ratio',
    unit: 'x',
    ...atMost,
    must: 1.3,
    aim: 1,
  },
  {
    id: 'G12 Alerts, cheapest',
    what: 'and beside one of 100 thousand, where an Alert costs least: the fixed cost of a run is behind it',
    bench: 'virtual-run',
    title: /^cost per Alert/,
    contender: /^10,000,000/,
    beside: /^100,000 /,
    reading: 'ratio',
    unit: 'x',
    ...atMost,
    must: 1.3,
    aim: 1,
  },
];

/** Reads the goals of one benchmark off what a go of it measured. */
export function readGoals(bench: string, told: readonly Comparison[]): GoalReading[] {
  return GOALS.filter((goal) => goal.bench === bench).map((goal) => {
    const measured = measuredOf(goal, told);
    const { must } = goal;
    const met = measured && (goal.atMost ? measured.median <= must : measured.median >= must);
    return { goal, measured, met };
  });
}

function measuredOf({ title, contender, beside, reading }: Goal, told: readonly Comparison[]): Spread | null {
  const contenders = told.find((comparison) => title.test(comparison.title))?.contenders ?? [];
  const figures = contenders.find(({ name }) => contender.test(name))?.figures;
  const base = (beside ? contenders.find(({ name }) => beside.test(name)) : contenders[0])?.figures;
  if (!figures || !base) return null;
  switch (reading) {
    case 'figure':
      return spreadOf(figures);
    case 'per second':
      return spreadOf(figures.map((ns) => 1e9 / ns));
    case 'ratio':
      return spreadOf(ratiosOf(figures, base));
    case 'quicker':
      return spreadOf(ratiosOf(base, figures));
  }
}
