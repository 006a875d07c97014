// A plan as a run goes through it: whole, or in slices of time one after the other, so that it need not fit into
// memory. Slices put together are the whole plan, row by row, whichever way it was made.

import { ColumnSpool } from '../columns/column-spool.ts';
import { type ColumnMakers, columnsOf, float64, uint16, uint32 } from '../columns/growing-columns.ts';
import { stableOrder } from '../columns/stable-order.ts';
import { StormError } from '../domain/failure.ts';
import { MAX_SLICE_ALERTS } from '../domain/limits.ts';
import type { Scenario } from '../scenario/scenario.ts';
import {
  type EmissionPlan,
  expectedAlerts,
  planEmissions,
  plannedInDrafts,
  populationOf,
  type Senders,
} from './emission-plan.ts';
import type { PlannedRows } from './plan-draft.ts';

/** Bins of time for each slice that is expected: enough to make slices of a size where storms make some bins full. */
const BINS_PER_SLICE = 16;
const ROWS_PER_CHUNK = 2_048;
/** Rows of a draft, and about those of a bin: so few are sorted without leaving the processor's cache. */
const DRAFT_ROWS = 32_768;

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
    for (const rows of plannedInDrafts(this, seed, DRAFT_ROWS, DRAFT_ROWS)) this.#keep(rows);
  }

  *slices(): Generator<EmissionPlan> {
    const { devices, streams } = this;
    for (const bins of this.#slicesOfBins()) {
      const length = bins.reduce((sum, bin) => sum + this.#spool.rowsIn(bin), 0);
      const columns = columnsOf(MAKERS, length);
      let from = 0;
      for (const bin of bins) {
        putInOrder(this.#spool.read([bin]), columns, from);
        from += this.#spool.rowsIn(bin);
      }
      const timestampUs = this.ownTimes ? columns.timestampUs : columns.plannedUs;
      yield { devices, streams, length, ...columns, timestampUs };
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
      const chunk = this.#spool.chunkFor(Math.min(last, Math.floor(timeUs / this.#binUs)));
      const to = chunk.columns;
      const at = chunk.length++;
      to.plannedUs[at] = timeUs;
      to.timestampUs[at] = timestampUs[row]!;
      to.device[at] = device[row]!;
      to.stream[at] = stream[row]!;
      to.counter[at] = counter[row]!;
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

/** Drafts come in the order of their Devices, so that rows of one moment lie in planned order as they are. */
function putInOrder(rows: SpooledColumns, to: SpooledColumns, from: number): void {
  const order = stableOrder(rows.plannedUs);
  for (let at = 0; at < order.length; at++) {
    const row = order[at]!;
    to.plannedUs[from + at] = rows.plannedUs[row]!;
    to.timestampUs[from + at] = rows.timestampUs[row]!;
    to.device[from + at] = rows.device[row]!;
    to.stream[from + at] = rows.stream[row]!;
    to.counter[from + at] = rows.counter[row]!;
  }
}
