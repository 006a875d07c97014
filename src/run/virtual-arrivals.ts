// What a throttle is shown in virtual time: Alerts as typed columns, in the order in which they come. A plan in, its
// Alerts out, each arriving at the moment it is planned for. Columns are shared with the plan, never changed.

import type { EmissionPlan } from '../plan/emission-plan.ts';
import { streamNames } from '../plan/planned-stream.ts';
import { AlertChecksums } from '../wire/alert-checksums.ts';

/** Alerts in arrival order; row n has the id `firstId + n`. Times are microseconds of scenario time and never fall. */
export interface VirtualArrivals {
  readonly firstId: number;
  readonly length: number;
  /** How many there are in the whole run. */
  readonly planned: number;
  /** `device` indexes these. */
  readonly deviceIds: readonly string[];
  /** `stream` indexes these. */
  readonly streams: readonly string[];
  readonly device: Uint32Array;
  readonly code: Uint16Array;
  readonly stream: Int16Array;
  /** Originator counters. */
  readonly counter: Float64Array;
  readonly timeUs: Float64Array;
  /** The Alerts' own times, for a throttle that counts by them. */
  readonly timestampUs: Float64Array;
  /** CRC-32 of the bytes that would be sent. */
  readonly payloadCrc: Float64Array;
}

/** Makes arrivals of the Alerts of one plan, all at once or some after the others. */
export class PlanArrivals {
  readonly streams: readonly string[];
  readonly #planned: number;
  readonly #deviceIds: readonly string[];
  readonly #nameOf: readonly number[];
  readonly #codeOf: readonly number[];
  readonly #checksums: AlertChecksums;

  constructor({ devices, streams, length }: Pick<EmissionPlan, 'devices' | 'streams' | 'length'>) {
    this.#planned = length;
    this.streams = streamNames(streams);
    this.#deviceIds = devices.map(({ id }) => id);
    this.#nameOf = streams.map(({ name }) => this.streams.indexOf(name));
    this.#codeOf = streams.map(({ alertCode }) => alertCode);
    this.#checksums = new AlertChecksums(this.#deviceIds, streams);
  }

  /** The arrivals of these Alerts of the plan, of which the first has this id. */
  of(plan: EmissionPlan, firstId = 0): VirtualArrivals {
    const { length, device, plannedUs, timestampUs } = plan;
    const code = new Uint16Array(length);
    const stream = new Int16Array(length);
    const counter = new Float64Array(plan.counter);
    const payloadCrc = new Float64Array(length);
    for (let row = 0; row < length; row++) {
      const of = plan.stream[row]!;
      code[row] = this.#codeOf[of]!;
      stream[row] = this.#nameOf[of]!;
      payloadCrc[row] = this.#checksums.of(device[row]!, of, counter[row]!, timestampUs[row]!);
    }
    return {
      firstId,
      length,
      planned: this.#planned,
      deviceIds: this.#deviceIds,
      streams: this.streams,
      device,
      code,
      stream,
      counter,
      timeUs: plannedUs,
      timestampUs,
      payloadCrc,
    };
  }
}
