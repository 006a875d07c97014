// One episode of one key: the stretch from engage to release. Counts what was discarded and what of it no Alert
// has reported yet; writes the part 2 metadata. Who is discarded is decided by its owner, where it is held by another.

import type { MetadataRule } from './profile.ts';
import { type SequenceNumbers, saturate } from './sequence-numbers.ts';
import type { ThrottleMetadata } from './throttle.ts';

/** Numbers that an episode consists of. */
export const EPISODE_NUMBERS = 5;

const LAST_COPY_US = 0;
const LAST_ARRIVAL_US = 1;
const SEQUENCE_ID = 2;
const DISCARDED = 3;
const UNREPORTED = 4;

/** What is remembered of a key while it is throttled: a look at the numbers that hold it. */
export class Episode {
  #numbers: Float64Array = new Float64Array(EPISODE_NUMBERS);
  #from = 0;

  /** Looks at the episode whose numbers begin there, from now on. */
  lookAt(numbers: Float64Array, from: number): this {
    this.#numbers = numbers;
    this.#from = from;
    return this;
  }

  /**
   * Begins an episode; `carried` discards of the one before count as its own. A `sequenceId` is taken on engaging with
   * `sequence: episode`; 0 with `sequence: copy`, where each report takes its own.
   */
  begin(sequenceId: number, timeUs: number, carried: number): void {
    this.#set(LAST_COPY_US, timeUs);
    this.#set(LAST_ARRIVAL_US, timeUs);
    this.#set(SEQUENCE_ID, sequenceId);
    this.#set(DISCARDED, carried);
    this.#set(UNREPORTED, carried);
  }

  /** When the last copy was forwarded; before the first, when the episode began. */
  get lastCopyUs(): number {
    return this.#get(LAST_COPY_US);
  }

  /** When the key's latest Alert came. */
  get lastArrivalUs(): number {
    return this.#get(LAST_ARRIVAL_US);
  }

  /** Discards that no delivered Alert has reported. */
  get unreported(): number {
    return this.#get(UNREPORTED);
  }

  noteArrival(timeUs: number): void {
    this.#set(LAST_ARRIVAL_US, timeUs);
  }

  noteCopy(timeUs: number): void {
    this.#set(LAST_COPY_US, timeUs);
  }

  countDiscard(): void {
    this.#set(DISCARDED, this.#get(DISCARDED) + 1);
    this.#set(UNREPORTED, this.#get(UNREPORTED) + 1);
  }

  /** The metadata of an Alert that reports now; from then on nothing is unreported. */
  report(rule: MetadataRule, sequence: SequenceNumbers): ThrottleMetadata {
    const count = this.#get(rule.count === 'delta' ? UNREPORTED : DISCARDED);
    this.#set(UNREPORTED, 0);
    return {
      sequenceId: rule.sequence === 'episode' ? this.#get(SEQUENCE_ID) : sequence.next(),
      count: saturate(count),
    };
  }

  #get(number: number): number {
    return this.#numbers[this.#from + number]!;
  }

  #set(number: number, value: number): void {
    this.#numbers[this.#from + number] = value;
  }
}
