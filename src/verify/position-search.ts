// Searching a key's sorted arrays. A position is an index into one key's arrivals, in arrival order.
// What the profile means by a window or a period is decided elsewhere.

/** First position in [from, to) whose value is at least `value`; `to` when there is none. */
export function firstAtLeast(
  sorted: Float64Array | Uint32Array,
  value: number,
  from: number,
  to: number,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The positions in [0, length) for which something holds, in order. */
export function positionsWhere(length: number, holds: (position: number) => boolean): Uint32Array {
  const positions = new Uint32Array(length);
  let found = 0;
  for (let i = 0; i < length; i++) if (holds(i)) positions[found++] = i;
  return positions.subarray(0, found);
}
