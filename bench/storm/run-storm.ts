// One storm through the built product in a process of its own: shape in, figures out. Absolute figures of one run; whoever
// compares runs several in turn.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verdict } from '../../src/domain/verdict.ts';
import type { HealthSeries } from '../../src/measure/harness-health.ts';
import type { RunDocument } from '../../src/record/run-document.ts';
import type { StormFigures } from '../../src/run/progress.ts';
import { askChild, type Cores } from '../child.ts';
import type { MeterClient } from './meter-client.ts';
import { type StormShape, writeStorm } from './storm-files.ts';
import { type ResponseTimes, warmResponse } from './warm-response.ts';

const CHILD = new URL('./storm-child.mjs', import.meta.url);

/** What a run of a storm was measured at. */
export interface StormRun extends ResponseTimes {
  readonly verdict: Verdict;
  /** Nothing failed, everything planned was sent and received; at most the harness was too slow for its plan. */
  readonly verified: boolean;
  readonly received: number;
  /** The share of Alerts that the throttle discarded. */
  readonly discarded: number;
  readonly connectS: number;
  readonly memoryMB: number;
  /** Alerts received per second between a fifth and nine tenths of them. */
  readonly perSecond: number;
  /** CPU per Alert in microseconds: from the first Alert to the last delivery, and from there to the verdict. */
  readonly stormUs: number;
  readonly judgingUs: number;
  readonly threads: string;
  /** CPU per Alert of each thread in microseconds, from the start to its end. */
  readonly threadUs: Readonly<Record<string, number>>;
}

/** How a storm is run. */
export interface StormChoices {
  readonly client: MeterClient;
  /**
   * False leaves the ledgers of gate and Users empty; the verdict then means nothing. True is its counterpart: either
   * way the broker runs on the main thread, where its ledgers can be reached. As users run it when left out.
   */
  readonly ledgers?: boolean;
  /** True takes response times from the warm part of the run alone; its history is then written. */
  readonly warm?: boolean;
  /** How many threads share the work; as users run it when left out. */
  readonly threads?: { readonly brokers: number; readonly workers: number };
  /** Where the process runs; on any core when left out. */
  readonly cores?: Cores;
}

interface Mark {
  readonly event: string;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly figures: StormFigures | null;
}

/** Runs a storm. */
export async function runStorm(
  shape: StormShape,
  { client, ledgers, warm = false, threads, cores = 'any' }: StormChoices,
): Promise<StormRun> {
  const directory = await mkdtemp(join(tmpdir(), 'stormproof-bench-'));
  try {
    const scenario = await writeStorm(directory, shape);
    const out = join(directory, 'record');
    const options = { scenario, out, history: warm, ...client.options, ...threads };
    const order = { options, ledgers };
    const answer = await askChild<{ run: RunDocument; marks: Mark[] }>(CHILD, order, cores);
    if (ledgers === false && answer.run.totals.received > 0)
      throw new Error('a run without ledgers wrote some');
    const figures = { ...figuresOf(answer.run, answer.marks), threadUs: await threadUsOf(out, answer.run) };
    return warm ? { ...figures, ...(await warmResponse(out, answer.run.durationUs)) } : figures;
  } finally {
    await rm(directory, { recursive: true });
  }
}

function figuresOf(run: RunDocument, marks: readonly Mark[]): Omit<StormRun, 'threadUs'> {
  const at = (event: string): Mark => marks.find((mark) => mark.event === event)!;
  const drained = marks.findLast((mark) => mark.event === 'draining')!;
  const { planned, sent, received, discarded } = run.totals;
  const response = run.latency['response.deliver'];
  const perAlert = (from: Mark, to: Mark): number => ((to.cpuMs - from.cpuMs) * 1_000) / planned;
  return {
    verdict: run.verdict,
    verified: run.verdict !== 'fail' && sent === planned && received === planned,
    received,
    discarded: discarded / planned,
    connectS: (at('connected').wallMs - at('connecting').wallMs) / 1_000,
    memoryMB: run.generator.peakRssBytes / 1e6,
    p50Ms: (response?.p50Us ?? Number.NaN) / 1_000,
    p99Ms: (response?.p99Us ?? Number.NaN) / 1_000,
    perSecond: steadyRate(marks.flatMap(({ figures }) => figures ?? [])),
    stormUs: perAlert(at('storm'), drained),
    judgingUs: perAlert(at('judging'), at('end')),
    threads: run.generator.threads
      .map(({ thread, utilization }) => `${thread} ${(utilization * 100).toFixed(0)} %`)
      .join(', '),
  };
}

/** What each thread's samples add up to. */
async function threadUsOf(
  record: string,
  { totals }: RunDocument,
): Promise<Readonly<Record<string, number>>> {
  const { threads } = JSON.parse(await readFile(join(record, 'health.json'), 'utf8')) as HealthSeries;
  return Object.fromEntries(
    threads.map(({ thread, samples }) => [
      thread,
      (samples.cpuMs.reduce<number>((sum, ms) => sum + Number(ms), 0) * 1_000) / totals.planned,
    ]),
  );
}

/** The rate while the storm was neither starting nor ending. */
function steadyRate(figures: readonly StormFigures[]): number {
  const all = figures.at(-1)?.received ?? 0;
  const steady = figures.filter(({ received }) => received >= 0.2 * all && received <= 0.9 * all);
  const [first, last] = [steady[0], steady.at(-1)];
  if (!first || !last || last.nowUs === first.nowUs) return Number.NaN;
  return ((last.received - first.received) * 1e6) / (last.nowUs - first.nowUs);
}

/** A run as one line. */
export function stormText(run: StormRun): string {
  const { verdict, received, discarded, connectS, p50Ms, p99Ms, stormUs, memoryMB, threads } = run;
  const came = `${received.toLocaleString('en')} Alerts, ${(discarded * 100).toFixed(0)} % discarded`;
  const response = `response p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`;
  const cost = `${stormUs.toFixed(1)} µs CPU per Alert, ${memoryMB.toFixed(0)} MB`;
  return `${verdict}, ${came}, ${response}, ${cost}; connected in ${connectS.toFixed(1)} s; ${threads}`;
}
