// The episodes of the throttled keys of one Alert Code: for each a few numbers side by side, found by the key's slot.
// Only throttled keys have any; what an ended episode held is handed out again first. Knows nothing of what is decided.

import { ChunkedColumns } from '../columns/chunked-columns.ts';
import { uint32 } from '../columns/growing-columns.ts';
import { EPISODE_NUMBERS, Episode } from './episode.ts';

/** Episodes by slot. One look at an episode is handed out again and again: it holds until the next is asked for. */
export class Episodes {
  readonly #places = new ChunkedColumns({ place: uint32 });
  readonly #held = new ChunkedColumns({
    numbers: (episodes) => new Float64Array(episodes * EPISODE_NUMBERS),
  });
  readonly #free: number[] = [];
  #everHeld = 0;
  readonly #look = new Episode();

  /** The episode of a slot that has one. */
  of(slot: number): Episode {
    const place = this.#places.chunkOf(slot).place[this.#places.rowIn(slot)]!;
    return this.#look.lookAt(this.#held.chunkOf(place).numbers, this.#held.rowIn(place) * EPISODE_NUMBERS);
  }

  /** Makes an episode for a slot that has none, to be begun. */
  add(slot: number): Episode {
    const place = this.#free.pop() ?? this.#everHeld++;
    this.#held.reserve(place);
    this.#places.reserve(slot);
    this.#places.chunkOf(slot).place[this.#places.rowIn(slot)] = place;
    return this.of(slot);
  }

  /** Gives up the episode of a slot that has one. */
  delete(slot: number): void {
    this.#free.push(this.#places.chunkOf(slot).place[this.#places.rowIn(slot)]!);
  }
}
