// The Devices that have tracked keys, each with a number of the throttle's own. A Device ID in, that number out. A
// Device that a caller has numbered gets a number that can be told from the caller's, so that nothing is looked up: the
// ID found there says whether it is the one. A Device without keys is forgotten: never are there more than keys.

import { MAX_DEVICE_NUMBER } from '../domain/limits.ts';
import { HashedNumbers, hashOf } from './hashed-numbers.ts';

/** No Device. */
export const UNKNOWN = -1;

/** Numbers come in runs, which belong in turn to Devices that callers number and to those that they do not. */
const RUN_BITS = 12;
const RUN = 1 << RUN_BITS;

/** Numbers Devices; those that are numbered one after the other get neighbouring numbers. */
export class KnownDevices {
  readonly #byHash = new HashedNumbers();
  /** Those of which any number was ever held. */
  readonly #runs: (Run | undefined)[] = [undefined];
  /** How many numbers were ever held by Devices that callers do not number, and which of them nobody holds now. */
  #unnumbered = 0;
  readonly #free: number[] = [];
  /** The ID hashed last: a Device that is not found is as a rule added next. */
  #hashedId = '';
  #hash = hashOf('');

  /** The number of a Device, `UNKNOWN` when it has no key. */
  find(deviceId: string, given?: number): number {
    if (given !== undefined) {
      const number = numberOf(given);
      // Unlike ===, this does not look at the text when both are one string: most often the only look that would wait.
      if (Object.is(this.#idOf(number), deviceId)) return number;
    }
    const hash = this.#hashOf(deviceId);
    let place = this.#byHash.placeOf(hash);
    for (;;) {
      const number = this.#byHash.numberAt(place);
      if (number < 0) return UNKNOWN;
      if (this.#byHash.isOf(place, hash) && this.#idOf(number) === deviceId) return number;
      place = this.#byHash.after(place);
    }
  }

  /** The number of a Device, which has one key more from now on. */
  addKey(deviceId: string, given?: number): number {
    const found = this.find(deviceId, given);
    const number = found === UNKNOWN ? this.#add(deviceId, given) : found;
    this.#runOf(number).marks[keysAt(number)]!++;
    return number;
  }

  /** Takes one key from the Device of this number. */
  removeKey(number: number): void {
    const { ids, marks } = this.#runOf(number);
    marks[keysAt(number)]!--;
    if (marks[keysAt(number)] !== 0) return;
    this.#byHash.remove(marks[hashAt(number)]!, number);
    ids[placeOf(number)] = undefined;
    if (isUnnumbered(number)) this.#free.push(number);
  }

  #add(deviceId: string, given: number | undefined): number {
    const number = this.#isFree(given) ? numberOf(given) : this.#unnumberedOne();
    const { ids, marks } = this.#runFor(number >>> RUN_BITS);
    const hash = this.#hashOf(deviceId);
    ids[placeOf(number)] = deviceId;
    marks[hashAt(number)] = hash;
    this.#byHash.add(hash, number);
    return number;
  }

  /** Whether a caller's number can be made use of: it is one, and no other Device has it. */
  #isFree(given: number | undefined): given is number {
    if (given === undefined || !Number.isInteger(given) || given < 0 || given > MAX_DEVICE_NUMBER)
      return false;
    return this.#idOf(numberOf(given)) === undefined;
  }

  #unnumberedOne(): number {
    return this.#free.pop() ?? numberOf(this.#unnumbered++) | RUN;
  }

  #hashOf(deviceId: string): number {
    if (deviceId !== this.#hashedId) {
      this.#hashedId = deviceId;
      this.#hash = hashOf(deviceId);
    }
    return this.#hash;
  }

  #idOf(number: number): string | undefined {
    const run = number >>> RUN_BITS;
    return run < this.#runs.length ? this.#runs[run]?.ids[placeOf(number)] : undefined;
  }

  /** A list without holes: code that is compiled for one of those is not thrown away at the first Device far out. */
  #runFor(run: number): Run {
    while (this.#runs.length <= run) this.#runs.push(undefined);
    this.#runs[run] ??= new Run();
    return this.#runs[run];
  }

  #runOf(number: number): Run {
    return this.#runs[number >>> RUN_BITS]!;
  }
}

/** Who holds the numbers of a run, by place. */
class Run {
  /** The Device ID; undefined while nobody holds the number. */
  readonly ids = new Array<string | undefined>(RUN).fill(undefined);
  /** The hash of the ID and how many keys the Device has, side by side. */
  readonly marks = new Int32Array(2 * RUN);
}

/** The number for one that a caller gave, or would have given. */
function numberOf(given: number): number {
  return ((given >>> RUN_BITS) << (RUN_BITS + 1)) | placeOf(given);
}

function placeOf(number: number): number {
  return number & (RUN - 1);
}

function hashAt(number: number): number {
  return 2 * placeOf(number);
}

function keysAt(number: number): number {
  return 2 * placeOf(number) + 1;
}

function isUnnumbered(number: number): boolean {
  return (number & RUN) !== 0;
}
