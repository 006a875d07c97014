// The latest times of many keys, a ring for each that has any. A ring is as long as it needs to be for the times that
// still matter, and grows by moving to a longer block; so a key costs what it holds, not what it might hold one day.

import { ChunkedColumns } from '../columns/chunked-columns.ts';
import { uint8, uint32 } from '../columns/growing-columns.ts';
import { TimeBlocks } from './time-blocks.ts';

const SHORTEST = 32;
/** Longer steps would hold more that nobody needs; shorter ones leave behind more blocks that are too short by now. */
const GROWTH = 4;

/** Rings of at most `longest` times, each named by its key's slot. */
export class TimeRings {
  /** Blocks by kind: of each length that a ring may have, from nought up. */
  readonly #kinds: readonly TimeBlocks[];
  /** `next` is the place in the block where the next time goes: the oldest has it, once the ring is full. */
  readonly #columns = new ChunkedColumns({ block: uint32, next: uint32, kind: uint8 });

  constructor(longest: number) {
    this.#kinds = lengthsUpTo(longest).map((length) => new TimeBlocks(length));
  }

  /** Makes room for the slot, which holds no times before any is pushed. */
  reserve(slot: number): void {
    this.#columns.reserve(slot);
  }

  /** The time pushed last for `n` 1, the one before for 2, and so on; minus infinity where none is held. */
  nthLastUs(slot: number, n: number): number {
    const { block, next, kind } = this.#columns.chunkOf(slot);
    const row = this.#columns.rowIn(slot);
    const blocks = this.#kinds[kind[row]!]!;
    if (n > blocks.length) return Number.NEGATIVE_INFINITY;
    const place = next[row]! - n;
    return blocks.at(block[row]!, place < 0 ? place + blocks.length : place);
  }

  /**
   * Adds a time, and returns the one that went for it: the oldest, if that is not after `sinceUs` or the ring is as
   * long as it may be. Minus infinity when none did.
   */
  push(slot: number, timeUs: number, sinceUs: number): number {
    const { block, next, kind } = this.#columns.chunkOf(slot);
    const row = this.#columns.rowIn(slot);
    const blocks = this.#kinds[kind[row]!]!;
    const place = next[row]!;
    if (blocks.length === 0) return this.#lengthen(slot, timeUs);
    const oldestUs = blocks.at(block[row]!, place);
    if (oldestUs > sinceUs && kind[row]! < this.#kinds.length - 1) return this.#lengthen(slot, timeUs);
    blocks.set(block[row]!, place, timeUs);
    next[row] = place + 1 === blocks.length ? 0 : place + 1;
    return oldestUs;
  }

  /** Forgets all times of a key. */
  clear(slot: number): void {
    const { block, kind } = this.#columns.chunkOf(slot);
    const row = this.#columns.rowIn(slot);
    if (kind[row] === 0) return;
    this.#kinds[kind[row]!]!.release(block[row]!);
    kind[row] = 0;
  }

  /** Moves to a longer block, with one time more. */
  #lengthen(slot: number, timeUs: number): number {
    const { block, next, kind } = this.#columns.chunkOf(slot);
    const row = this.#columns.rowIn(slot);
    const { length } = this.#kinds[kind[row]!]!;
    const longerKind = kind[row]! + 1;
    const longer = this.#kinds[longerKind]!;
    const moved = longer.claim();
    for (let n = length; n > 0; n--) longer.set(moved, length - n, this.nthLastUs(slot, n));
    longer.set(moved, length, timeUs);
    this.clear(slot);
    kind[row] = longerKind;
    block[row] = moved;
    next[row] = length + 1 === longer.length ? 0 : length + 1;
    return Number.NEGATIVE_INFINITY;
  }
}

/** Lengths in steps, none so near below the longest that it would not be worth the move. */
function lengthsUpTo(longest: number): number[] {
  const lengths = [0];
  for (let length = SHORTEST; length * 2 < longest; length *= GROWTH) lengths.push(length);
  return longest > 0 ? [...lengths, longest] : lengths;
}
