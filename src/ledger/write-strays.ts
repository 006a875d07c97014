// The last part of a merged history: deliveries that nobody planned and that never arrived at the gate, in the order in
// which the Users were given them.

import type { DeliveryRows } from './delivery-ledger.ts';
import type { GivenFacts } from './given-facts.ts';
import type { HistoryColumns } from './history-columns.ts';
import { writeNoArrival } from './no-arrival.ts';
import type { PlannedFacts } from './planned-facts.ts';

/** What is known of all strays. */
interface Strays {
  readonly deliveries: DeliveryRows;
  /** The number of each Device in the delivery ledger's list. */
  readonly deviceOf: Uint32Array;
  /** Rows of the delivery ledger. */
  readonly strays: readonly number[];
  readonly planned: PlannedFacts;
  readonly given: GivenFacts;
}

/** Writes them all, from a row on. */
export function writeStrays(
  to: HistoryColumns,
  from: number,
  { deliveries, deviceOf, strays, planned, given }: Strays,
): void {
  const { device, code, counter } = deliveries.columns;
  writeNoArrival(to, from, from + strays.length);
  strays.forEach((delivery, at) => {
    const row = from + at;
    to.device[row] = deviceOf[device[delivery]!]!;
    to.code[row] = code[delivery]!;
    to.counter[row] = Number.isNaN(counter[delivery]!) ? 0 : counter[delivery]!;
  });
  planned.write(from, new Int32Array(strays.length).fill(-1));
  given.write(from, Int32Array.from(strays), new Uint32Array(strays.length).fill(1));
}
