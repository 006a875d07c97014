// One thread through a run: readings of itself in, a bounded series, its load and the use of its resources out. Times
// are wall microseconds of the clock that all threads share. Never judges, and never throws for what cannot be read.

import { every } from '../domain/clock.ts';
import { BACKLOG_BYTES, BUSY_SHARE, HINDERED_SHARE, SAMPLE_MS } from '../domain/limits.ts';
import type { ResourceKind } from '../domain/resource-use.ts';
import { type SampleColumns, SampleSeries } from './sample-series.ts';
import type { LatenessReading } from './send-gauge.ts';
import { type Strain, StrainWatch } from './strain-watch.ts';
import { type ThreadSource, thisThread } from './thread-source.ts';

/** What only the thread's own work knows; left out where there is no such thing. */
export interface ThreadGauges {
  /** Bytes to be sent that no socket has taken yet. */
  readonly backlogBytes?: () => number;
  /** Packets that its broker keeps for later. */
  readonly keptPackets?: () => number;
  /** Lateness of sending since the last call. */
  readonly lateness?: () => LatenessReading;
  /** Alerts sent whose quality of service is not fulfilled yet. */
  readonly unacknowledged?: () => number;
}

/** How one thread fared over the whole run. */
export interface ThreadLoad {
  /** Share of wall time the event loop was busy, 0…1. */
  readonly utilization: number;
  /** Delay of the event loop's timers in milliseconds. */
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
  /** Share of wall time it was on a processor, and waited for one; null where the system does not say. */
  readonly cpuShare: number | null;
  readonly waitShare: number | null;
  /** Collections of garbage, and what they took together. */
  readonly collections: number;
  readonly gcMs: number;
}

const FOLDS = {
  toUs: 'max',
  wallMs: 'sum',
  busyMs: 'sum',
  cpuMs: 'sum',
  waitMs: 'sum',
  gcMs: 'sum',
  collections: 'sum',
  delayMaxMs: 'max',
  backlogBytes: 'max',
  keptPackets: 'max',
  lateMaxMs: 'max',
  late: 'sum',
  unacknowledged: 'max',
} as const;

/** The columns of a thread's series. */
export type ThreadColumn = keyof typeof FOLDS;

/** A resource that was watched, and how far it was used. */
export interface WatchedResource extends Strain {
  readonly resource: ResourceKind;
  readonly bound: number;
}

/** What is known of a thread in the end. Survives a structured clone. */
export interface ThreadMeasurement {
  readonly load: ThreadLoad;
  readonly resources: readonly WatchedResource[];
  readonly series: SampleColumns<ThreadColumn>;
}

/** Takes a thread's samples. */
export class ThreadSampler {
  readonly #source: ThreadSource;
  readonly #gauges: ThreadGauges;
  readonly #series = new SampleSeries<ThreadColumn>(FOLDS);
  readonly #watches = {
    thread: new StrainWatch(BUSY_SHARE),
    'processor-wait': new StrainWatch(HINDERED_SHARE),
    gc: new StrainWatch(HINDERED_SHARE),
    backlog: new StrainWatch(BACKLOG_BYTES),
  } as const;
  readonly #first;
  #last;

  constructor(source: ThreadSource, gauges: ThreadGauges) {
    this.#source = source;
    this.#gauges = gauges;
    this.#first = source.read();
    this.#last = this.#first;
  }

  /** Takes one sample: what happened since the last. */
  sample(): void {
    const [before, now] = [this.#last, this.#source.read()];
    this.#last = now;
    const wallMs = (now.nowUs - before.nowUs) / 1_000;
    if (wallMs <= 0) return;
    const { lateMaxMs = Number.NaN, late = Number.NaN } = this.#gauges.lateness?.() ?? {};
    const sample = {
      toUs: now.nowUs,
      wallMs,
      busyMs: now.busyMs - before.busyMs,
      cpuMs: now.cpuMs - before.cpuMs,
      waitMs: now.waitMs - before.waitMs,
      gcMs: now.gcMs - before.gcMs,
      collections: now.collections - before.collections,
      delayMaxMs: now.delayMaxMs,
      backlogBytes: this.#gauges.backlogBytes?.() ?? Number.NaN,
      keptPackets: this.#gauges.keptPackets?.() ?? Number.NaN,
      lateMaxMs,
      late,
      unacknowledged: this.#gauges.unacknowledged?.() ?? Number.NaN,
    };
    this.#series.add(sample);
    const levels = {
      thread: Math.min(1, sample.busyMs / wallMs),
      'processor-wait': sample.waitMs / wallMs,
      gc: sample.gcMs / wallMs,
      backlog: sample.backlogBytes,
    };
    for (const kind of KINDS) this.#watches[kind].add(before.nowUs, now.nowUs, levels[kind]);
  }

  /** Takes the last sample, stops, and says what was measured. */
  end(): ThreadMeasurement {
    this.sample();
    const delay = this.#source.stop();
    const [first, last] = [this.#first, this.#last];
    const wallMs = Math.max((last.nowUs - first.nowUs) / 1_000, Number.MIN_VALUE);
    const share = (ms: number): number => Math.min(1, ms / wallMs);
    const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
    const load = {
      utilization: share(last.busyMs - first.busyMs),
      ...delay,
      cpuShare: known(share(last.cpuMs - first.cpuMs)),
      waitShare: known(share(last.waitMs - first.waitMs)),
      collections: last.collections - first.collections,
      gcMs: last.gcMs - first.gcMs,
    };
    return { load, resources: watched(this.#watches), series: this.#series.columns };
  }
}

const KINDS = ['thread', 'processor-wait', 'gc', 'backlog'] as const;

/** What each of these watches has seen, leaving out what was never known. */
export function watched(watches: Readonly<Partial<Record<ResourceKind, StrainWatch>>>): WatchedResource[] {
  return Object.entries(watches).flatMap(([resource, watch]) => {
    const { strain, bound } = watch;
    return strain === null ? [] : [{ resource: resource as ResourceKind, bound, ...strain }];
  });
}

/** Starts measuring the calling thread; the returned function stops and says what was measured. */
export function measureThread(gauges: ThreadGauges = {}): () => ThreadMeasurement {
  const sampler = new ThreadSampler(thisThread(), gauges);
  const stop = every(SAMPLE_MS, () => sampler.sample());
  return () => {
    stop();
    return sampler.end();
  };
}
