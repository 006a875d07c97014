// What every thread and the machine measured, put together on the run's own clock: the loads for the run document, the
// use of resources for the history's header, and the series for `health.json`. Judges nothing.

import type { HarnessSide, ResourceUse } from '../domain/resource-use.ts';
import type { MachineColumn, MachineMeasurement } from './machine-sampler.ts';
import type { SampleColumns } from './sample-series.ts';
import type { ThreadColumn, ThreadLoad, ThreadMeasurement, WatchedResource } from './thread-sampler.ts';

/** A thread of the run and what it measured of itself. */
export interface MeasuredThread {
  readonly thread: string;
  readonly side: HarnessSide;
  readonly measured: ThreadMeasurement;
}

/** A series as it is written: one list of numbers per column, null where not known. */
export type WrittenSeries<Name extends string> = Readonly<Record<Name, readonly (number | null)[]>>;

/** The whole of `health.json`. Times (`toUs`) are the ends of the samples in microseconds of scenario time. */
export interface HealthSeries {
  readonly schemaVersion: 1;
  readonly threads: readonly {
    readonly thread: string;
    readonly side: HarnessSide;
    readonly samples: WrittenSeries<ThreadColumn>;
  }[];
  readonly machine: Pick<MachineMeasurement, 'openFileLimit' | 'portRange'> & {
    readonly samples: WrittenSeries<MachineColumn>;
  };
}

/** How the harness fared. */
export interface HarnessHealth {
  readonly threads: readonly (ThreadLoad & { readonly thread: string })[];
  readonly resources: readonly ResourceUse[];
  readonly series: HealthSeries;
}

/**
 * Puts measurements together.
 * @param scenarioUs the moment of scenario time that a moment of the threads' shared clock is
 */
export function harnessHealth(
  threads: readonly MeasuredThread[],
  machine: MachineMeasurement,
  scenarioUs: (wallUs: number) => number,
): HarnessHealth {
  const use = (
    { resource, bound, mean, peak, strained }: WatchedResource,
    thread: string | null,
    side: HarnessSide | null,
  ): ResourceUse => ({
    resource,
    thread,
    side,
    bound,
    mean: rounded(mean),
    peak: rounded(peak),
    strained: strained.map(({ fromUs, toUs, level }) => ({
      fromUs: Math.round(scenarioUs(fromUs)),
      toUs: Math.round(scenarioUs(toUs)),
      level: rounded(level),
    })),
  });
  const { openFileLimit, portRange } = machine;
  return {
    threads: threads.map(({ thread, measured }) => ({ thread, ...measured.load })),
    resources: [
      ...threads.flatMap(({ thread, side, measured }) =>
        measured.resources.map((resource) => use(resource, thread, side)),
      ),
      ...machine.resources.map((resource) => use(resource, null, null)),
    ],
    series: {
      schemaVersion: 1,
      threads: threads.map(({ thread, side, measured }) => ({
        thread,
        side,
        samples: written(measured.series, scenarioUs),
      })),
      machine: { openFileLimit, portRange, samples: written(machine.series, scenarioUs) },
    },
  };
}

function written<Name extends string>(
  columns: SampleColumns<Name | 'toUs'>,
  scenarioUs: (wallUs: number) => number,
): WrittenSeries<Name | 'toUs'> {
  const names = Object.keys(columns) as (Name | 'toUs')[];
  const lists = names.map((name) => {
    const value = name === 'toUs' ? (us: number) => Math.round(scenarioUs(us)) : rounded;
    return [name, Array.from(columns[name], (number) => (Number.isNaN(number) ? null : value(number)))];
  });
  return Object.fromEntries(lists) as WrittenSeries<Name | 'toUs'>;
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
