// The second part of a merged history: rows of the plan that never arrived at the gate, in planned order, whether they
// were sent or not, and whether a User was given them all the same or not.

import type { EmissionPlan } from '../plan/emission-plan.ts';
import type { GivenFacts } from './given-facts.ts';
import type { HistoryColumns } from './history-columns.ts';
import type { MatchedDeliveries } from './match-deliveries.ts';
import { writeNoArrival } from './no-arrival.ts';
import type { PlannedFacts } from './planned-facts.ts';

/** What is known of all that never arrived. */
interface Unreceived {
  readonly plan: EmissionPlan;
  readonly neverReceived: Int32Array;
  readonly matched: MatchedDeliveries;
  readonly planned: PlannedFacts;
  readonly given: GivenFacts;
}

/** The rows of a plan of this length that none of these arrivals stands for, ascending. */
export function rowsNeverReceived(planned: number, idOf: Int32Array): Int32Array {
  const received = new Uint8Array(planned);
  let missing = planned;
  for (const id of idOf) {
    if (id < 0 || received[id] === 1) continue;
    received[id] = 1;
    missing--;
  }
  const rows = new Int32Array(missing);
  for (let id = 0, at = 0; at < missing; id++) if (received[id] === 0) rows[at++] = id;
  return rows;
}

/** Writes them all, from a row on. */
export function writeUnreceived(
  to: HistoryColumns,
  from: number,
  { plan, neverReceived, matched, planned, given }: Unreceived,
): void {
  const firstOf = new Int32Array(neverReceived.length).fill(-1);
  const copiesOf = new Uint32Array(neverReceived.length);
  writeNoArrival(to, from, from + neverReceived.length);
  for (let at = 0; at < neverReceived.length; at++) {
    const id = neverReceived[at]!;
    const row = from + at;
    to.device[row] = plan.device[id]!;
    to.code[row] = plan.streams[plan.stream[id]!]!.alertCode;
    to.counter[row] = plan.counter[id]!;
    const delivery = matched.unreceived.get(id);
    if (!delivery) continue;
    firstOf[at] = delivery.first;
    copiesOf[at] = delivery.copies;
  }
  planned.write(from, neverReceived);
  given.write(from, firstOf, copiesOf);
}
