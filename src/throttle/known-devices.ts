// The Devices that have tracked keys, each with a number of the throttle's own. A Device ID in, that number out.
// Numbers are dense: however many Devices there are, what is held for the few that have keys lies side by side. A
// caller's number leads to the throttle's own at once; the ID found there says whether it is the one. A Device without
// keys is forgotten: never are there more than keys.

import { GivenNumbers, NO_NUMBER } from './given-numbers.ts';
import { HashedNumbers, hashOf } from './hashed-numbers.ts';

/** No Device. */
export const UNKNOWN = -1;

const RUN_BITS = 12;
const RUN = 1 << RUN_BITS;

/** Numbers Devices; those that come one after the other get neighbouring numbers. */
export class KnownDevices {
  readonly #byGiven = new GivenNumbers();
  readonly #byHash = new HashedNumbers();
  readonly #runs: Run[] = [new Run()];
  /** How many numbers were ever held, and which of them nobody holds now. */
  #everHeld = 0;
  readonly #free: number[] = [];
  /** The ID hashed last: a Device that is not found is as a rule added next. */
  #hashedId = '';
  #hash = hashOf('');

  /** The number of a Device, `UNKNOWN` when it has no key. */
  find(deviceId: string, given?: number): number {
    if (given !== undefined) {
      const number = this.#byGiven.numberOf(given);
      // Unlike ===, this does not look at the text when both are one string: most often the only look that would wait.
      if (number !== NO_NUMBER && Object.is(this.#idOf(number), deviceId)) return number;
    }
    return this.#findById(deviceId);
  }

  /** The number of a Device, which has one key more from now on. */
  addKey(deviceId: string, given?: number): number {
    const found = this.find(deviceId, given);
    const number = found === UNKNOWN ? this.#add(deviceId, given) : found;
    this.#runOf(number).marks[markOf(number) + KEYS]!++;
    return number;
  }

  /** Takes one key from the Device of this number. */
  removeKey(number: number): void {
    const { ids, marks } = this.#runOf(number);
    const at = markOf(number);
    marks[at + KEYS]!--;
    if (marks[at + KEYS] !== 0) return;
    this.#byHash.remove(marks[at + HASH]!, number);
    if (marks[at + GIVEN] !== NO_NUMBER) this.#byGiven.release(marks[at + GIVEN]!);
    ids[placeOf(number)] = undefined;
    this.#free.push(number);
  }

  #findById(deviceId: string): number {
    const hash = this.#hashOf(deviceId);
    let place = this.#byHash.placeOf(hash);
    for (;;) {
      const number = this.#byHash.numberAt(place);
      if (number < 0) return UNKNOWN;
      if (this.#byHash.isOf(place, hash) && this.#idOf(number) === deviceId) return number;
      place = this.#byHash.after(place);
    }
  }

  #add(deviceId: string, given = NO_NUMBER): number {
    const number = this.#free.pop() ?? this.#oneMore();
    const { ids, marks } = this.#runOf(number);
    const at = markOf(number);
    const hash = this.#hashOf(deviceId);
    ids[placeOf(number)] = deviceId;
    marks[at + HASH] = hash;
    marks[at + GIVEN] = this.#byGiven.take(given, number) ? given : NO_NUMBER;
    this.#byHash.add(hash, number);
    return number;
  }

  #oneMore(): number {
    if (this.#everHeld === this.#runs.length * RUN) this.#runs.push(new Run());
    return this.#everHeld++;
  }

  #hashOf(deviceId: string): number {
    if (deviceId !== this.#hashedId) {
      this.#hashedId = deviceId;
      this.#hash = hashOf(deviceId);
    }
    return this.#hash;
  }

  #idOf(number: number): string | undefined {
    return this.#runOf(number).ids[placeOf(number)];
  }

  #runOf(number: number): Run {
    return this.#runs[number >>> RUN_BITS]!;
  }
}

/** Who holds the numbers of a run, by place. */
class Run {
  /** The Device ID; undefined while nobody holds the number. */
  readonly ids = new Array<string | undefined>(RUN).fill(undefined);
  /** Side by side: the hash of the ID, how many keys the Device has, and the caller's number that stands for it. */
  readonly marks = new Int32Array(RUN * MARKS);
}

const HASH = 0;
const KEYS = 1;
const GIVEN = 2;
const MARKS = 3;

function placeOf(number: number): number {
  return number & (RUN - 1);
}

function markOf(number: number): number {
  return placeOf(number) * MARKS;
}
