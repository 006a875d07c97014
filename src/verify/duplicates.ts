// Which arrivals repeat an earlier one under `duplicates: ignore`: the same key and originator counter while
// the first copy is still inside the window. Found by sorting each key's arrivals by their counters.

import type { WindowRule } from '../throttle/profile.ts';
import { windowOpens } from './window-counts.ts';

/**
 * Per position of one key, the position of the first copy it repeats; -1 for an Alert that counts. An
 * anchored window is opened by the same arrival whether or not duplicates count: what comes when no window
 * is open has no first copy in one.
 * @returns null when nothing repeats.
 */
export function firstCopies(
  counters: Float64Array,
  timesUs: Float64Array,
  window: WindowRule,
): Int32Array | null {
  if (counters.every((counter, i) => i === 0 || counter > counters[i - 1]!)) return null;
  const opens = windowOpens(timesUs, window);
  const byCounter = Uint32Array.from(counters, (_, i) => i).sort(
    (one, other) => counters[one]! - counters[other]! || one - other,
  );
  const copies = new Int32Array(counters.length).fill(-1);
  let first = -1;
  let repeats = 0;
  for (const position of byCounter) {
    if (first >= 0 && counters[first] === counters[position] && first >= opens[position]!) {
      copies[position] = first;
      repeats++;
    } else {
      first = position;
    }
  }
  return repeats === 0 ? null : copies;
}
