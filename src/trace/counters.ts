// Originator counters of a trace in time order: those it has, and a number for each Alert that has none. A number that
// is made up is never one that the Device itself has used.

import { stableOrder } from '../columns/stable-order.ts';

/** The counters, unknown ones filled: per Device 1, 2, 3…, or on from the highest that the Device has itself. */
export function withCounters(given: Float64Array, device: Uint32Array, devices: number): Float64Array {
  const highest = new Float64Array(devices);
  given.forEach((counter, row) => {
    if (counter > highest[device[row]!]!) highest[device[row]!] = counter;
  });
  return given.map((counter, row) => (Number.isNaN(counter) ? ++highest[device[row]!]! : counter));
}

/** Which Alerts of a trace come again. */
export interface Repeats {
  /** Rows with the Device, counter and Alert Code of an earlier one. */
  readonly repeated: number;
  /** Rows with the Device and counter of an earlier one, and the first of their Alert Code to have them. */
  readonly clashing: number;
  /** Per row, the row that sends its Alert first: itself, for most. */
  readonly firstOf: Uint32Array;
}

/** Finds the Alerts that come again. */
export function findRepeats(counter: Float64Array, device: Uint32Array, code: Uint16Array): Repeats {
  const order = stableOrder(counter, stableOrder(device));
  const firstOf = new Uint32Array(order.length);
  const firstOfCode = new Map<number, number>();
  let repeated = 0;
  let clashing = 0;
  for (let at = 0; at < order.length; at++) {
    const row = order[at]!;
    const before = order[at - 1];
    const same = before !== undefined && counter[before] === counter[row] && device[before] === device[row];
    if (!same) firstOfCode.clear();
    const first = firstOfCode.get(code[row]!);
    if (first !== undefined) repeated++;
    else if (same) clashing++;
    if (first === undefined) firstOfCode.set(code[row]!, row);
    firstOf[row] = first ?? row;
  }
  return { repeated, clashing, firstOf };
}
