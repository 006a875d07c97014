// Alerts in, one small number for each out, so that columns can stand beside them: the plan's own number for those that
// were planned, further ones for those that nobody planned. Knows nothing of who sent what when.

import { Interner } from './interner.ts';
import type { PlanIndex } from './plan-index.ts';

/** Numbers Alerts by Device, originator counter and code. Those of the plan come first. */
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

  isPlanned(alert: number): boolean {
    return alert < this.#index.alerts;
  }

  /** The number of an Alert; the same three always have the same. */
  of(deviceId: string, counter: number, alertCode: number): number {
    const planned = this.#index.alertOf(deviceId, counter, alertCode);
    if (planned >= 0) return planned;
    // Device IDs, codes and counters hold no space, so no two Alerts share a name.
    return this.#index.alerts + this.#unplanned.indexOf(`${deviceId} ${alertCode} ${counter}`);
  }
}
