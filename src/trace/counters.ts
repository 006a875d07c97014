// Originator counters of a trace in time order: those it has, and a number for each Alert that has none. A number that
// is made up is never one that the Device itself has used.

import { plannedOrder } from '../plan/planned-order.ts';

/** The counters, unknown ones filled: per Device 1, 2, 3…, or on from the highest that the Device has itself. */
export function withCounters(given: Float64Array, device: Uint32Array, devices: number): Float64Array {
  const highest = new Float64Array(devices);
  given.forEach((counter, row) => {
    if (counter > highest[device[row]!]!) highest[device[row]!] = counter;
  });
  return given.map((counter, row) => (Number.isNaN(counter) ? ++highest[device[row]!]! : counter));
}

/** How many Alerts have the Device and counter of an earlier one: with its Alert Code, and with another. */
export function countRepeats(
  counter: Float64Array,
  device: Uint32Array,
  code: Uint16Array,
  devices: number,
): { readonly repeated: number; readonly clashing: number } {
  const order = plannedOrder(counter, device, devices);
  const seen = new Set<number>();
  let repeated = 0;
  let clashing = 0;
  for (let at = 0; at < order.length; at++) {
    const row = order[at]!;
    const before = order[at - 1];
    const same = before !== undefined && counter[before] === counter[row] && device[before] === device[row];
    if (!same) seen.clear();
    else if (seen.has(code[row]!)) repeated++;
    else clashing++;
    seen.add(code[row]!);
  }
  return { repeated, clashing };
}
