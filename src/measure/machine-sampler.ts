// The machine and the process through a run: readings in, a bounded series and the use of what all threads share out.
// Runs on one thread of the run only.

import { every } from '../domain/clock.ts';
import { FULL_SHARE, PROCESSORS_SHARE, SAMPLE_MS } from '../domain/limits.ts';
import { type MachineSource, thisMachine } from './machine-source.ts';
import { type SampleColumns, SampleSeries } from './sample-series.ts';
import { StrainWatch } from './strain-watch.ts';
import { type WatchedResource, watched } from './thread-sampler.ts';

const FOLDS = {
  toUs: 'max',
  wallMs: 'sum',
  processorTime: 'sum',
  busyTime: 'sum',
  stolenTime: 'sum',
  rssBytes: 'max',
  openFiles: 'max',
  ports: 'max',
} as const;

/** The columns of the machine's series. */
export type MachineColumn = keyof typeof FOLDS;

/** What is known of the machine in the end. Limits are null where there are none, or none can be read. */
export interface MachineMeasurement {
  readonly openFileLimit: number | null;
  readonly portRange: number | null;
  readonly resources: readonly WatchedResource[];
  readonly series: SampleColumns<MachineColumn>;
}

/** Takes the machine's samples. */
export class MachineSampler {
  readonly #source: MachineSource;
  readonly #series = new SampleSeries<MachineColumn>(FOLDS);
  readonly #watches = {
    processors: new StrainWatch(PROCESSORS_SHARE),
    files: new StrainWatch(FULL_SHARE),
    ports: new StrainWatch(FULL_SHARE),
  } as const;
  #last;

  constructor(source: MachineSource) {
    this.#source = source;
    this.#last = source.read();
  }

  /** Takes one sample: what happened since the last. */
  sample(): void {
    const [before, now] = [this.#last, this.#source.read()];
    this.#last = now;
    const wallMs = (now.nowUs - before.nowUs) / 1_000;
    if (wallMs <= 0) return;
    const { rssBytes, openFiles, ports } = now;
    const sample = {
      toUs: now.nowUs,
      wallMs,
      processorTime: now.processorTime - before.processorTime,
      busyTime: now.busyTime - before.busyTime,
      stolenTime: now.stolenTime - before.stolenTime,
      rssBytes,
      openFiles,
      ports,
    };
    this.#series.add(sample);
    const levels = {
      processors: sample.processorTime > 0 ? sample.busyTime / sample.processorTime : Number.NaN,
      files: openFiles / this.#source.openFileLimit,
      ports: ports / this.#source.portRange,
    };
    for (const kind of KINDS) this.#watches[kind].add(before.nowUs, now.nowUs, levels[kind]);
  }

  /** Takes the last sample and says what was measured. */
  end(): MachineMeasurement {
    this.sample();
    const { openFileLimit, portRange } = this.#source;
    const finite = (limit: number): number | null => (Number.isFinite(limit) ? limit : null);
    return {
      openFileLimit: finite(openFileLimit),
      portRange: finite(portRange),
      resources: watched(this.#watches),
      series: this.#series.columns,
    };
  }
}

const KINDS = ['processors', 'files', 'ports'] as const;

/** Starts measuring the machine; the returned function stops and says what was measured. */
export function measureMachine(): () => MachineMeasurement {
  const sampler = new MachineSampler(thisMachine());
  const stop = every(SAMPLE_MS, () => sampler.sample());
  return () => {
    stop();
    return sampler.end();
  };
}
