// Which arrival each delivery belongs to. A delivery goes to the first arrival of the same Alert that was let
// through and not yet given; a further one is a further copy; one that fits no arrival stands alone.

import type { DeliveryLedger } from './delivery-ledger.ts';
import type { GateLedger } from './gate-ledger.ts';
import { OUTCOME } from './history.ts';
import type { PlanIndex } from './plan-index.ts';

/** For each arrival its first delivery (-1 for none) and how many there were; and what was left over. */
export interface MatchedDeliveries {
  readonly firstOf: Int32Array;
  readonly copiesOf: Uint32Array;
  /** Deliveries of planned Alerts that never arrived, by plan id. */
  readonly unreceived: ReadonlyMap<number, { readonly first: number; readonly copies: number }>;
  /** Deliveries that nobody planned and that never arrived: rows of the delivery ledger. */
  readonly strays: readonly number[];
}

/** Matches every delivery. `idOfArrival` holds each arrival's plan id, -1 where nobody planned it. */
export function matchDeliveries(
  gate: GateLedger,
  idOfArrival: Float64Array,
  deliveries: DeliveryLedger,
  index: PlanIndex,
): MatchedDeliveries {
  const arrivals = new ArrivalsByAlert(gate, idOfArrival);
  const firstOf = new Int32Array(gate.length).fill(-1);
  const copiesOf = new Uint32Array(gate.length);
  const unreceived = new Map<number, { first: number; copies: number }>();
  const strays: number[] = [];
  const from = deliveries.columns;

  for (let row = 0; row < deliveries.length; row++) {
    const deviceId = deliveries.deviceIds[from.device[row]!]!;
    const id = index.idOf(deviceId, from.counter[row]!, from.code[row]!);
    const arrival = arrivals.bestFor(id, alertName(deviceId, from.code[row]!, from.counter[row]!), copiesOf);
    if (arrival >= 0) {
      if (copiesOf[arrival]!++ === 0) firstOf[arrival] = row;
    } else if (id >= 0) {
      const known = unreceived.get(id);
      if (known) known.copies++;
      else unreceived.set(id, { first: row, copies: 1 });
    } else {
      strays.push(row);
    }
  }
  return { firstOf, copiesOf, unreceived, strays };
}

/** Arrivals of the same Alert as linked rows: an Alert that is sent again arrives more than once. */
class ArrivalsByAlert {
  readonly #gate: GateLedger;
  readonly #firstPlanned = new Map<number, number>();
  readonly #firstUnplanned = new Map<string, number>();
  readonly #next: Int32Array;

  constructor(gate: GateLedger, idOfArrival: Float64Array) {
    this.#gate = gate;
    this.#next = new Int32Array(gate.length).fill(-1);
    const from = gate.columns;
    for (let row = gate.length - 1; row >= 0; row--) {
      const id = idOfArrival[row]!;
      const name = alertName(gate.deviceIds[from.device[row]!]!, from.code[row]!, from.counter[row]!);
      this.#next[row] = this.#first(id, name);
      if (id >= 0) this.#firstPlanned.set(id, row);
      else this.#firstUnplanned.set(name, row);
    }
  }

  /** The arrival a delivery belongs to: let through and not yet given, else given before, else any; -1 for none. */
  bestFor(id: number, name: string, copiesOf: Uint32Array): number {
    const first = this.#first(id, name);
    let given = -1;
    for (let row = first; row >= 0; row = this.#next[row]!) {
      if (copiesOf[row]! > 0) given = row;
      else if (this.#gate.columns.outcome[row] === OUTCOME.deliver) return row;
    }
    return given >= 0 ? given : first;
  }

  #first(id: number, name: string): number {
    return (id >= 0 ? this.#firstPlanned.get(id) : this.#firstUnplanned.get(name)) ?? -1;
  }
}

/** Device IDs, codes and counters hold no space, so no two Alerts share a name. */
const alertName = (deviceId: string, code: number, counter: number): string =>
  `${deviceId} ${code} ${counter}`;
