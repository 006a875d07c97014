// Which arrival each delivery belongs to. A delivery goes to the first arrival of the same Alert that was let through
// and not yet given, and that had come by then; a further one is a further copy of what was given; one that fits no
// arrival belongs to what was sent, or stands alone.

import type { DeliveryRows } from './delivery-ledger.ts';
import type { GateRows } from './gate-ledger.ts';
import { OUTCOME } from './history.ts';
import type { Sendings } from './sendings.ts';

/** For each arrival its first delivery (-1 for none) and how many there were; and what was left over. */
export interface MatchedDeliveries {
  readonly firstOf: Int32Array;
  readonly copiesOf: Uint32Array;
  /** Deliveries of planned Alerts that never arrived, by row of the plan. */
  readonly unreceived: ReadonlyMap<number, { readonly first: number; readonly copies: number }>;
  /** Deliveries that nobody planned and that never arrived: rows of the delivery ledger. */
  readonly strays: readonly number[];
}

/** The number of the Alert in each row of the two ledgers; all are below `count`. */
export interface NumberedAlerts {
  readonly ofArrival: Uint32Array;
  readonly ofDelivery: Uint32Array;
  readonly count: number;
}

/** Matches every delivery, in the order of time. */
export function matchDeliveries(
  gate: GateRows,
  deliveries: DeliveryRows,
  alerts: NumberedAlerts,
  sendings: Sendings,
): MatchedDeliveries {
  const arrivals = new ArrivalsByAlert(gate, alerts);
  const firstOf = new Int32Array(gate.length).fill(-1);
  const copiesOf = new Uint32Array(gate.length);
  const unreceived = new Map<number, { first: number; copies: number }>();
  const strays: number[] = [];
  const { timeUs } = deliveries.columns;

  for (let row = 0; row < deliveries.length; row++) {
    const alert = alerts.ofDelivery[row]!;
    const arrival = arrivals.take(alert, timeUs[row]!);
    if (arrival >= 0) {
      if (copiesOf[arrival]!++ === 0) firstOf[arrival] = row;
      continue;
    }
    const id = sendings.next(alert, timeUs[row]!);
    const known = unreceived.get(id);
    if (id < 0) strays.push(row);
    else if (known) known.copies++;
    else unreceived.set(id, { first: row, copies: 1 });
  }
  return { firstOf, copiesOf, unreceived, strays };
}

/** Arrivals of the same Alert in order: one that is sent again, or delivered again by MQTT, arrives more than once. */
class ArrivalsByAlert {
  readonly #gate: GateRows;
  /** Per Alert, its first arrival; -1 for none, as in the columns below. */
  readonly #first: Int32Array;
  /** Per arrival, the next of the same Alert. */
  readonly #next: Int32Array;
  /** Per Alert, its first arrival from which on none was given yet. */
  readonly #waiting: Int32Array;
  /** Per Alert, the arrival given last. */
  readonly #given: Int32Array;

  constructor(gate: GateRows, { ofArrival, count }: NumberedAlerts) {
    this.#gate = gate;
    this.#first = new Int32Array(count).fill(-1);
    this.#next = new Int32Array(gate.length);
    this.#given = new Int32Array(count).fill(-1);
    for (let row = gate.length - 1; row >= 0; row--) {
      const alert = ofArrival[row]!;
      this.#next[row] = this.#first[alert]!;
      this.#first[alert] = row;
    }
    this.#waiting = this.#first.slice();
  }

  /**
   * The arrival that a delivery at this moment belongs to: let through and not yet given, else given before, else any;
   * -1 for none.
   */
  take(alert: number, timeUs: number): number {
    const given = this.#given[alert]!;
    const waiting = this.#letThrough(this.#waiting[alert]!);
    // What comes too early for the arrival that waits was given twice; the first is given whatever the clocks say.
    if (waiting >= 0 && (given < 0 || this.#gate.columns.timeUs[waiting]! <= timeUs)) {
      this.#waiting[alert] = this.#next[waiting]!;
      this.#given[alert] = waiting;
      return waiting;
    }
    this.#waiting[alert] = waiting;
    return given >= 0 ? given : this.#first[alert]!;
  }

  /** This arrival, or the next of its Alert that was let through. */
  #letThrough(row: number): number {
    let next = row;
    while (next >= 0 && this.#gate.columns.outcome[next] !== OUTCOME.deliver) next = this.#next[next]!;
    return next;
  }
}
