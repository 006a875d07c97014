// A plan as a run goes through it: whole, or in slices of time one after the other, so that it need not fit into
// memory. Slices put together are the whole plan, row by row, whichever way it was made.

import { ColumnSpool } from '../columns/column-spool.ts';
import { gather } from '../columns/gather.ts';
import { type ColumnMakers, float64, uint16, uint32 } from '../columns/growing-columns.ts';
import { StormError } from '../domain/failure.ts';
import { MAX_SLICE_ALERTS } from '../domain/limits.ts';
import type { Scenario } from '../scenario/scenario.ts';
import {
  addAlerts,
  clocksOf,
  devicesOf,
  type EmissionPlan,
  expectedAlerts,
  planEmissions,
  populationOf,
  type Senders,
} from './emission-plan.ts';
import { PlanDraft, type PlannedRows } from './plan-draft.ts';
import { plannedOrder } from './planned-order.ts';

/** Bins of time for each slice that is expected: enough to make slices of a size where storms make some bins full. */
const BINS_PER_SLICE = 16;
const ROWS_PER_CHUNK = 2_048;
const DEVICES_AT_A_TIME = 1_000;

/** A plan that can be gone through as often as need be. */
export interface SlicedPlan extends Pick<EmissionPlan, 'devices' | 'streams' | 'length'> {
  /** True when any Alert has a time of its own that is not its planned moment. */
  readonly ownTimes: boolean;
  /** True when counters are those of a trace, which may be greater than 32 bits hold. */
  readonly wideCounters: boolean;
  /** The rows in planned order, some at a time. */
  slices(): Iterable<EmissionPlan>;
  /** Gives back what it holds outside of memory. */
  close(): void;
}

/** A plan that is there as a whole. */
export function inOneSlice(plan: EmissionPlan): SlicedPlan {
  const { devices, streams, length, plannedUs, timestampUs, counter } = plan;
  const ownTimes = timestampUs !== plannedUs && timestampUs.some((us, id) => us !== plannedUs[id]);
  const wideCounters = counter instanceof Float64Array;
  return { devices, streams, length, ownTimes, wideCounters, slices: () => [plan], close: () => {} };
}

/**
 * Plans a scenario, in slices where it is large.
 * @throws StormError `plan-too-large`, `plan-empty`, `spool-unwritable`.
 */
export function planInSlices(scenario: Scenario, seed: number, sliceAlerts = MAX_SLICE_ALERTS): SlicedPlan {
  const population = populationOf(scenario);
  const expected = expectedAlerts(population);
  if (expected <= sliceAlerts) return inOneSlice(planEmissions(scenario, seed));
  const bins = BINS_PER_SLICE * Math.ceil(expected / sliceAlerts);
  const spooled = new SpooledPlan(population, bins, scenario.durationUs, sliceAlerts);
  try {
    spooled.plan(seed);
    if (spooled.length === 0) throw new StormError('plan-empty');
    return spooled;
  } catch (thrown) {
    spooled.close();
    throw thrown;
  }
}

interface SpooledColumns extends Pick<PlannedRows, 'plannedUs' | 'timestampUs' | 'device'> {
  readonly stream: Uint16Array;
  readonly counter: Uint32Array;
}

const MAKERS: ColumnMakers<SpooledColumns> = {
  plannedUs: float64,
  timestampUs: float64,
  device: uint32,
  stream: uint16,
  counter: uint32,
};

/** Planned some Devices at a time, and put into bins of time; a slice is some bins, sorted when it is asked for. */
class SpooledPlan implements SlicedPlan {
  readonly devices: SlicedPlan['devices'];
  readonly streams: Senders['streams'];
  readonly wideCounters = false;
  ownTimes = false;
  length = 0;
  readonly #spool: ColumnSpool<SpooledColumns>;
  readonly #binUs: number;
  readonly #sliceAlerts: number;

  constructor({ devices, streams }: Senders, bins: number, durationUs: number, sliceAlerts: number) {
    this.devices = devices;
    this.streams = streams;
    this.#spool = new ColumnSpool(MAKERS, bins, ROWS_PER_CHUNK);
    this.#binUs = durationUs / bins;
    this.#sliceAlerts = sliceAlerts;
  }

  plan(seed: number): void {
    const runsOn = this.streams.map((stream) => {
      const flags = new Uint8Array(this.devices.length);
      for (const { index } of devicesOf(stream, this.devices)) flags[index] = 1;
      return flags;
    });
    const clocks = clocksOf(this.streams, this.devices, seed);
    for (let from = 0; from < this.devices.length; from += DEVICES_AT_A_TIME) {
      const some = this.devices.slice(from, from + DEVICES_AT_A_TIME);
      const draft = new PlanDraft();
      this.streams.forEach((stream, index) => {
        for (const device of some) {
          if (runsOn[index]![device.index] === 1) addAlerts(draft, stream, index, device, seed);
        }
      });
      this.#keep(draft.inOrder(this.devices.length, clocks));
    }
  }

  *slices(): Generator<EmissionPlan> {
    const { devices, streams } = this;
    for (const bins of this.#slicesOfBins()) {
      const rows = this.#spool.read(bins);
      const order = plannedOrder(rows.plannedUs, rows.device, devices.length);
      const { length } = order;
      const plannedUs = gather(rows.plannedUs, order, new Float64Array(length));
      yield {
        devices,
        streams,
        length,
        plannedUs,
        timestampUs: this.ownTimes ? gather(rows.timestampUs, order, new Float64Array(length)) : plannedUs,
        device: gather(rows.device, order, new Uint32Array(length)),
        stream: gather(rows.stream, order, new Uint16Array(length)),
        counter: gather(rows.counter, order, new Uint32Array(length)),
      };
    }
  }

  close(): void {
    this.#spool.close();
  }

  #keep({ length, plannedUs, timestampUs, device, stream, counter }: PlannedRows): void {
    this.length += length;
    const last = this.#spool.partitions - 1;
    for (let row = 0; row < length; row++) {
      const timeUs = plannedUs[row]!;
      if (timestampUs[row] !== timeUs) this.ownTimes = true;
      this.#spool.append(Math.min(last, Math.floor(timeUs / this.#binUs)), (to, at) => {
        to.plannedUs[at] = timeUs;
        to.timestampUs[at] = timestampUs[row]!;
        to.device[at] = device[row]!;
        to.stream[at] = stream[row]!;
        to.counter[at] = counter[row]!;
      });
    }
  }

  /** Bins in order, as many to a slice as it should hold; a bin is never divided. */
  *#slicesOfBins(): Generator<number[]> {
    let bins: number[] = [];
    let rows = 0;
    for (let bin = 0; bin < this.#spool.partitions; bin++) {
      const more = this.#spool.rowsIn(bin);
      if (rows > 0 && rows + more > this.#sliceAlerts) {
        yield bins;
        bins = [];
        rows = 0;
      }
      bins.push(bin);
      rows += more;
    }
    if (rows > 0) yield bins;
  }
}
