// Finds the planned Alert that a message claims to be, whatever its Device's counters are: with gaps, in any order, or
// the same again, as for an Alert that is planned to be sent more than once. Where a Device's counters follow each
// other the answer is one look-up; elsewhere it is searched for. A few bytes per row; no row becomes an object.

import type { EmissionPlan } from '../plan/emission-plan.ts';

/** What an index is made of. Originator counters are whole numbers that a double holds exactly. */
export type IndexedPlan = Pick<EmissionPlan, 'devices' | 'streams' | 'length' | 'device' | 'stream'> & {
  readonly counter: ArrayLike<number>;
};

/**
 * The Alerts of a plan, numbered from 0. Rows with the same Device, originator counter and code are one Alert, sent as
 * often as it has rows.
 */
export class PlanIndex {
  readonly #counter: ArrayLike<number>;
  readonly #stream: Uint16Array;
  readonly #codes: Uint16Array;
  readonly #deviceIndex: ReadonlyMap<string, number>;
  /** All rows, Device by Device: by counter, then code, then as planned. */
  readonly #rows: Uint32Array;
  /** Where the rows of each Alert begin, and where the last ones end; null when no Alert has more than one row. */
  readonly #starts: Uint32Array | null;
  /** Where the Alerts of each Device begin, and where the last ones end. */
  readonly #alertsOfDevice: Uint32Array;

  constructor(plan: IndexedPlan) {
    this.#counter = plan.counter;
    this.#stream = plan.stream;
    this.#codes = Uint16Array.from(plan.streams, ({ alertCode }) => alertCode);
    this.#deviceIndex = new Map(plan.devices.map((device) => [device.id, device.index]));
    const firstRowOfDevice = rowsBeforeDevice(plan);
    this.#rows = this.#orderRows(plan.device, firstRowOfDevice);
    this.#alertsOfDevice = new Uint32Array(firstRowOfDevice.length);
    this.#starts = this.#numberAlerts(firstRowOfDevice);
  }

  /** How many Alerts the plan has, however often each is sent. */
  get alerts(): number {
    return this.#alertsOfDevice.at(-1)!;
  }

  /** The place of a Device in the plan's list, or -1 when it is not there. */
  deviceOf(deviceId: string): number {
    return this.#deviceIndex.get(deviceId) ?? -1;
  }

  /**
   * The number of the planned Alert of a Device by its place in the plan's list, or -1 when nobody planned such a one;
   * any other number is a Device that plans nothing.
   */
  alertOf(device: number, counter: number, alertCode: number): number {
    const devices = this.#alertsOfDevice.length - 1;
    if (device < 0 || device >= devices || !Number.isInteger(counter)) return -1;
    const first = this.#alertsOfDevice[device]!;
    const end = this.#alertsOfDevice[device + 1]!;
    if (first === end) return -1;
    const guess = first + counter - this.#counter[this.#firstRowOf(first)]!;
    if (guess >= first && guess < end && this.#order(guess, counter, alertCode) === 0) return guess;
    return this.#search(first, end, counter, alertCode);
  }

  /** How often the plan sends an Alert: at least once. */
  sendings(alert: number): number {
    return this.#startOf(alert + 1) - this.#startOf(alert);
  }

  /** The plan's row for the n-th sending of an Alert, from 0; of any beyond the last, the last one's. */
  rowOf(alert: number, nth: number): number {
    return this.#rows[this.#startOf(alert) + Math.min(nth, this.sendings(alert) - 1)]!;
  }

  #startOf(alert: number): number {
    return this.#starts === null ? alert : this.#starts[alert]!;
  }

  #firstRowOf(alert: number): number {
    return this.#rows[this.#startOf(alert)]!;
  }

  #search(first: number, end: number, counter: number, alertCode: number): number {
    let low = first;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#order(middle, counter, alertCode) < 0) low = middle + 1;
      else high = middle;
    }
    return low < end && this.#order(low, counter, alertCode) === 0 ? low : -1;
  }

  /** Below 0 where the Alert comes before one with this counter and code, 0 where it has them. */
  #order(alert: number, counter: number, alertCode: number): number {
    const row = this.#firstRowOf(alert);
    return this.#counter[row]! - counter || this.#codeOf(row) - alertCode;
  }

  #codeOf(row: number): number {
    return this.#codes[this.#stream[row]!]!;
  }

  #orderRows(device: Uint32Array, firstRowOfDevice: Uint32Array): Uint32Array {
    const length = firstRowOfDevice.at(-1)!;
    const rows = new Uint32Array(length);
    const next = firstRowOfDevice.slice();
    for (let row = 0; row < length; row++) rows[next[device[row]!]!++] = row;
    const compare = (one: number, other: number): number => this.#compare(one, other) || one - other;
    for (let of = 0; of + 1 < firstRowOfDevice.length; of++) {
      const own = rows.subarray(firstRowOfDevice[of]!, firstRowOfDevice[of + 1]!);
      // As planned most are in order already, and asking that is quicker than any sorting.
      if (own.some((row, at) => at > 0 && this.#compare(own[at - 1]!, row) > 0)) own.sort(compare);
    }
    return rows;
  }

  #compare(one: number, other: number): number {
    return this.#counter[one]! - this.#counter[other]! || this.#codeOf(one) - this.#codeOf(other);
  }

  #numberAlerts(firstRowOfDevice: Uint32Array): Uint32Array | null {
    const starts = new Uint32Array(this.#rows.length + 1);
    let alerts = 0;
    for (let device = 0; device + 1 < firstRowOfDevice.length; device++) {
      const from = firstRowOfDevice[device]!;
      const until = firstRowOfDevice[device + 1]!;
      for (let at = from; at < until; at++) {
        const again = at > from && this.#compare(this.#rows[at - 1]!, this.#rows[at]!) === 0;
        if (!again) starts[alerts++] = at;
      }
      this.#alertsOfDevice[device + 1] = alerts;
    }
    starts[alerts] = this.#rows.length;
    return alerts === this.#rows.length ? null : starts.slice(0, alerts + 1);
  }
}

/** Per Device, how many rows those before it have; at the end, how many all have. */
function rowsBeforeDevice({ devices, length, device }: IndexedPlan): Uint32Array {
  const before = new Uint32Array(devices.length + 1);
  for (let row = 0; row < length; row++) before[device[row]! + 1]!++;
  for (let of = 0; of < devices.length; of++) before[of + 1]! += before[of]!;
  return before;
}
