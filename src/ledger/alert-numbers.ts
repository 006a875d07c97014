// The Alerts in the ledgers in, one small number for each out, so that columns can stand beside them: the plan's own
// number for those that were planned, further ones for those that nobody planned. Knows nothing of who sent what when.

import type { DeliveryRows } from './delivery-ledger.ts';
import type { GateRows } from './gate-ledger.ts';
import { Interner } from './interner.ts';
import type { PlanIndex } from './plan-index.ts';

/** Numbers Alerts by Device, originator counter and code; the same three always have the same number. */
export class AlertNumbers {
  readonly #index: PlanIndex;
  readonly #unplanned = new Interner();

  constructor(index: PlanIndex) {
    this.#index = index;
  }

  /** One more than the largest number given so far, and at least the number of planned Alerts. */
  get count(): number {
    return this.#index.alerts + this.#unplanned.names.length;
  }

  /** The number of the Alert in each row of a ledger. `numberOf` numbers its Devices as the plan does. */
  of({ length, columns }: GateRows | DeliveryRows, numberOf: Uint32Array): Uint32Array {
    const { device, counter, code } = columns;
    const alerts = new Uint32Array(length);
    for (let row = 0; row < length; row++) {
      alerts[row] = this.#numberOf(numberOf[device[row]!]!, counter[row]!, code[row]!);
    }
    return alerts;
  }

  #numberOf(device: number, counter: number, alertCode: number): number {
    const planned = this.#index.alertOf(device, counter, alertCode);
    if (planned >= 0) return planned;
    return this.#index.alerts + this.#unplanned.indexOf(`${device} ${alertCode} ${counter}`);
  }
}
