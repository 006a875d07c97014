// The first part of a merged history: every arrival at the gate, in arrival order, with what was planned and what was
// given of it. Row n of the gate's ledger is row n of the history.

import type { GateRows } from './gate-ledger.ts';
import type { GivenFacts } from './given-facts.ts';
import type { HistoryColumns } from './history-columns.ts';
import type { MatchedDeliveries } from './match-deliveries.ts';
import type { PlannedFacts } from './planned-facts.ts';

/** What is known of all arrivals. */
interface Arrivals {
  readonly gate: GateRows;
  /** The number of each Device in the gate's list. */
  readonly deviceOf: Uint32Array;
  /** Per arrival its row of the plan, -1 for none. */
  readonly idOf: Int32Array;
  readonly matched: MatchedDeliveries;
  readonly planned: PlannedFacts;
  readonly given: GivenFacts;
}

/** Writes all arrivals. */
export function writeArrivals(
  to: HistoryColumns,
  { gate, deviceOf, idOf, matched, planned, given }: Arrivals,
): void {
  const { device, sequenceId, count, ...from } = gate.columns;
  to.code.set(from.code.subarray(0, gate.length));
  to.counter.set(from.counter.subarray(0, gate.length));
  to.receivedUs.set(from.timeUs.subarray(0, gate.length));
  to.timestampUs.set(from.timestampUs.subarray(0, gate.length));
  to.outcome.set(from.outcome.subarray(0, gate.length));
  to.reason.set(from.reason.subarray(0, gate.length));
  planned.write(0, idOf);
  given.write(0, matched.firstOf, matched.copiesOf);
  for (let row = 0; row < gate.length; row++) {
    to.device[row] = deviceOf[device[row]!]!;
    if (matched.firstOf[row]! >= 0) continue;
    // Where the delivery never came, the gate's own metadata shows what it would have carried.
    to.sequenceId[row] = sequenceId[row]!;
    to.count[row] = count[row]!;
  }
}
