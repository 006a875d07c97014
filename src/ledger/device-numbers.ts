// The Devices of every ledger of a run, by one number each: those of the plan by their place in it, then whoever else
// turned up. A ledger's own list of Devices is read once, not once per row.

import type { Device } from '../domain/device.ts';
import { Interner } from './interner.ts';
import type { PlanIndex } from './plan-index.ts';

/** Numbers Devices across ledgers. */
export class DeviceNumbers {
  readonly #planned: readonly Device[];
  readonly #index: PlanIndex;
  readonly #others = new Interner();

  /** `planned` is the list of Devices that the index numbers. */
  constructor(planned: readonly Device[], index: PlanIndex) {
    this.#planned = planned;
    this.#index = index;
  }

  /** The number of each Device in a ledger's list. */
  of(deviceIds: readonly string[]): Uint32Array {
    return Uint32Array.from(deviceIds, (id, at) => (this.#planned[at]?.id === id ? at : this.#numberOf(id)));
  }

  /**
   * Numbers a column anew, in place, in the order in which its Devices appear.
   * @returns the Device IDs, each at its new number
   */
  inOrderOfAppearance(column: Uint32Array): string[] {
    const numberOf = new Int32Array(this.#planned.length + this.#others.names.length).fill(-1);
    const deviceIds: string[] = [];
    for (let row = 0; row < column.length; row++) {
      const device = column[row]!;
      if (numberOf[device]! < 0) numberOf[device] = deviceIds.push(this.#idOf(device)) - 1;
      column[row] = numberOf[device]!;
    }
    return deviceIds;
  }

  #numberOf(deviceId: string): number {
    const planned = this.#index.deviceOf(deviceId);
    return planned >= 0 ? planned : this.#planned.length + this.#others.indexOf(deviceId);
  }

  #idOf(device: number): string {
    return this.#planned[device]?.id ?? this.#others.names[device - this.#planned.length]!;
  }
}
