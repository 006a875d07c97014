// The Devices that have tracked keys, each with a number of the throttle's own. A Device ID in, that number out. A
// Device that a caller has numbered gets a number that can be told from the caller's, so that nothing is looked up: the
// ID found there says whether it is the one. A Device without keys is forgotten: never are there more than keys.

import { MAX_DEVICE_NUMBER } from '../domain/limits.ts';

/** No Device. */
export const UNKNOWN = -1;

/** Numbers come in runs, which belong in turn to Devices that callers number and to those they do not. */
const RUN_BITS = 5;
const RUN = 1 << RUN_BITS;

/** Numbers Devices; those that are numbered alike, or one after the other, get neighbouring numbers. */
export class KnownDevices {
  readonly #numbers = new Map<string, number>();
  /** By number: the Device ID; undefined while nobody has the number. */
  readonly #ids: (string | undefined)[] = [];
  /** By number: how many keys the Device has. */
  readonly #keys: number[] = [];
  readonly #free: number[] = [];
  #unnumbered = 0;

  /** The number of a Device, `UNKNOWN` when it has no key. */
  find(deviceId: string, given?: number): number {
    if (given !== undefined) {
      const number = numberFor(given);
      if (this.#ids[number] === deviceId) return number;
    }
    return this.#numbers.get(deviceId) ?? UNKNOWN;
  }

  /** The number of a Device, which has one key more from now on. */
  addKey(deviceId: string, given?: number): number {
    const found = this.find(deviceId, given);
    const number = found === UNKNOWN ? this.#add(deviceId, given) : found;
    this.#keys[number]!++;
    return number;
  }

  /** Takes one key from the Device of this number. */
  removeKey(number: number): void {
    this.#keys[number]!--;
    if (this.#keys[number] !== 0) return;
    this.#numbers.delete(this.#ids[number]!);
    this.#ids[number] = undefined;
    if (number & RUN) this.#free.push(number);
  }

  #add(deviceId: string, given: number | undefined): number {
    const number = this.#isFree(given) ? numberFor(given) : this.#unnumberedOne();
    this.#numbers.set(deviceId, number);
    this.#ids[number] = deviceId;
    this.#keys[number] = 0;
    return number;
  }

  /** Whether a caller's number can be made use of: it is one, and no other Device has it. */
  #isFree(given: number | undefined): given is number {
    if (given === undefined || !Number.isInteger(given) || given < 0 || given > MAX_DEVICE_NUMBER)
      return false;
    return this.#ids[numberFor(given)] === undefined;
  }

  #unnumberedOne(): number {
    return this.#free.pop() ?? numberFor(this.#unnumbered++) + RUN;
  }
}

function numberFor(given: number): number {
  return ((given >>> RUN_BITS) << (RUN_BITS + 1)) | (given & (RUN - 1));
}
