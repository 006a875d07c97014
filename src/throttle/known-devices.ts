// The Devices that have tracked keys, each with a small number of the throttle's own. A Device ID in, that number out;
// the number a caller gives a Device only makes it quicker, for what it leads to is compared with the ID. A Device
// without keys is forgotten, and its number given to the next: so there are never more Devices than keys.

import { GrowingColumns, uint32 } from '../columns/growing-columns.ts';
import { MAX_DEVICE_NUMBER } from '../domain/limits.ts';

/** No Device. */
export const UNKNOWN = -1;

/** Numbers Devices from 0. */
export class KnownDevices {
  readonly #numbers = new Map<string, number>();
  /** By own number: the Device ID; undefined while nobody has the number. */
  readonly #ids: (string | undefined)[] = [];
  /** By own number: how many keys the Device has. */
  readonly #columns = new GrowingColumns({ keys: uint32 }, 16);
  readonly #free: number[] = [];
  /** By the caller's number: the own number it stood for last, which may be somebody else's by now. */
  #own = new Uint32Array(16);

  /** The own number of a Device, `UNKNOWN` when it has no key. */
  find(deviceId: string, given?: number): number {
    if (given === undefined) return this.#numbers.get(deviceId) ?? UNKNOWN;
    const own = this.#own[given];
    if (own !== undefined && this.#ids[own] === deviceId) return own;
    const number = this.#numbers.get(deviceId) ?? UNKNOWN;
    if (number !== UNKNOWN) this.#remember(given, number);
    return number;
  }

  /** The own number of a Device, which has one key more from now on. */
  addKey(deviceId: string, given?: number): number {
    const found = this.find(deviceId, given);
    const number = found === UNKNOWN ? this.#add(deviceId) : found;
    this.#columns.columns.keys[number]!++;
    return number;
  }

  /** Takes one key from the Device of this own number. */
  removeKey(number: number): void {
    const { keys } = this.#columns.columns;
    keys[number]!--;
    if (keys[number] !== 0) return;
    this.#numbers.delete(this.#ids[number]!);
    this.#ids[number] = undefined;
    this.#free.push(number);
  }

  #add(deviceId: string): number {
    const number = this.#free.pop() ?? this.#columns.claimRow();
    this.#numbers.set(deviceId, number);
    this.#ids[number] = deviceId;
    return number;
  }

  #remember(given: number, number: number): void {
    if (!Number.isInteger(given) || given < 0 || given > MAX_DEVICE_NUMBER) return;
    if (given >= this.#own.length) {
      const narrow = this.#own;
      this.#own = new Uint32Array(2 ** (32 - Math.clz32(given)));
      this.#own.set(narrow);
    }
    this.#own[given] = number;
  }
}
