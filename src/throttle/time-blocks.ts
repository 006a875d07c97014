// Blocks of so many times each, to be had one by one and given back. Blocks given back are handed out again first.
// Knows nothing of what the times are, nor whose.

import { ChunkedColumns } from '../columns/chunked-columns.ts';

/** Times held in one go, where blocks are shorter than that. */
const CHUNK_TIMES = 4096;

/** Blocks of `length` times, numbered from 0. */
export class TimeBlocks {
  readonly length: number;
  readonly #columns: ChunkedColumns<{ times: Float64Array }>;
  readonly #free: number[] = [];
  #claimed = 0;

  constructor(length: number) {
    this.length = length;
    const times = (blocks: number): Float64Array => new Float64Array(blocks * length);
    this.#columns = new ChunkedColumns({ times }, blocksInChunk(length));
  }

  /** A block of no times: minus infinity in every place. */
  claim(): number {
    const block = this.#free.pop() ?? this.#claimed++;
    this.#columns.reserve(block);
    const from = this.#placeOf(block, 0);
    this.#columns.chunkOf(block).times.fill(Number.NEGATIVE_INFINITY, from, from + this.length);
    return block;
  }

  /** Gives a block back. */
  release(block: number): void {
    this.#free.push(block);
  }

  /** The time in a place of a block. */
  at(block: number, place: number): number {
    return this.#columns.chunkOf(block).times[this.#placeOf(block, place)]!;
  }

  /** Puts a time into a place of a block. */
  set(block: number, place: number, timeUs: number): void {
    this.#columns.chunkOf(block).times[this.#placeOf(block, place)] = timeUs;
  }

  #placeOf(block: number, place: number): number {
    return this.#columns.rowIn(block) * this.length + place;
  }
}

function blocksInChunk(length: number): number {
  return length === 0 ? 1 : 2 ** Math.max(0, Math.floor(Math.log2(CHUNK_TIMES / length)));
}
