// The Devices that have tracked keys, each with a number of the throttle's own. A Device ID in, that number out. A
// Device that a caller has numbered gets a number that can be told from the caller's, so that nothing is looked up: the
// ID found there says whether it is the one. A Device without keys is forgotten: never are there more than keys.

import { MAX_DEVICE_NUMBER } from '../domain/limits.ts';
import { HashedNumbers, hashOf } from './hashed-numbers.ts';

/** No Device. */
export const UNKNOWN = -1;

/** Numbers come in runs, which belong in turn to Devices that callers number and to those that they do not. */
const RUN_BITS = 10;
const RUN = 1 << RUN_BITS;

/** Numbers Devices; those that are numbered one after the other get neighbouring numbers. */
export class KnownDevices {
  readonly #numbers = new HashedNumbers();
  /** By the caller's number. */
  readonly #numbered = new Holders();
  /** In the order in which they came, but for places that had become free. */
  readonly #unnumbered = new Holders();
  readonly #free: number[] = [];
  /** The ID hashed last: a Device that is not found is as a rule added next. */
  #hashed = { deviceId: '', hash: hashOf('') };

  /** The number of a Device, `UNKNOWN` when it has no key. */
  find(deviceId: string, given?: number): number {
    if (given !== undefined && this.#numbered.ids[given] === deviceId) return numberOf(given);
    const hash = this.#hashOf(deviceId);
    let place = this.#numbers.placeOf(hash);
    for (;;) {
      const number = this.#numbers.numberAt(place);
      if (number < 0) return UNKNOWN;
      if (this.#numbers.isOf(place, hash) && this.#idOf(number) === deviceId) return number;
      place = this.#numbers.after(place);
    }
  }

  /** The number of a Device, which has one key more from now on. */
  addKey(deviceId: string, given?: number): number {
    const found = this.find(deviceId, given);
    const number = found === UNKNOWN ? this.#add(deviceId, given) : found;
    this.#holders(number).keys[placeOf(number)]!++;
    return number;
  }

  /** Takes one key from the Device of this number. */
  removeKey(number: number): void {
    const { ids, hashes, keys } = this.#holders(number);
    const place = placeOf(number);
    keys[place]!--;
    if (keys[place] !== 0) return;
    this.#numbers.remove(hashes[place]!, number);
    ids[place] = undefined;
    if (isUnnumbered(number)) this.#free.push(number);
  }

  #add(deviceId: string, given: number | undefined): number {
    const number = this.#isFree(given) ? numberOf(given) : this.#unnumberedOne();
    const { ids, hashes, keys } = this.#holders(number);
    const place = placeOf(number);
    hashes[place] = this.#hashOf(deviceId);
    this.#numbers.add(hashes[place], number);
    ids[place] = deviceId;
    keys[place] = 0;
    return number;
  }

  /** Whether a caller's number can be made use of: it is one, and no other Device has it. */
  #isFree(given: number | undefined): given is number {
    if (given === undefined || !Number.isInteger(given) || given < 0 || given > MAX_DEVICE_NUMBER)
      return false;
    return this.#numbered.ids[given] === undefined;
  }

  #unnumberedOne(): number {
    return this.#free.pop() ?? numberOf(this.#unnumbered.ids.length) + RUN;
  }

  #hashOf(deviceId: string): number {
    if (deviceId !== this.#hashed.deviceId) this.#hashed = { deviceId, hash: hashOf(deviceId) };
    return this.#hashed.hash;
  }

  #idOf(number: number): string | undefined {
    return this.#holders(number).ids[placeOf(number)];
  }

  #holders(number: number): Holders {
    return isUnnumbered(number) ? this.#unnumbered : this.#numbered;
  }
}

/** Who holds a number, by place. */
class Holders {
  /** The Device ID; undefined while nobody holds it. */
  readonly ids: (string | undefined)[] = [];
  /** The hash of that ID. */
  readonly hashes: number[] = [];
  /** How many keys the Device has. */
  readonly keys: number[] = [];
}

/** The number for a place among the Devices that callers number; a run further on, among those that they do not. */
function numberOf(place: number): number {
  return ((place >>> RUN_BITS) << (RUN_BITS + 1)) | (place & (RUN - 1));
}

function placeOf(number: number): number {
  return ((number >>> (RUN_BITS + 1)) << RUN_BITS) | (number & (RUN - 1));
}

function isUnnumbered(number: number): boolean {
  return (number & RUN) !== 0;
}
