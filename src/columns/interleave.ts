// Rows of several lists, each in order of time, in the places they have when all are one list in order of time. Where
// two have the same time, the earlier list comes first.

/** Per list, the place of each of its rows. */
export function interleaved(times: readonly Float64Array[]): Uint32Array[] {
  const places = times.map(({ length }) => new Uint32Array(length));
  const next = times.map(() => 0);
  const all = times.reduce((sum, { length }) => sum + length, 0);
  for (let place = 0; place < all; place++) {
    let first = -1;
    let firstUs = Number.POSITIVE_INFINITY;
    for (let list = 0; list < times.length; list++) {
      const us = times[list]![next[list]!];
      if (us === undefined || (first >= 0 && us >= firstUs)) continue;
      first = list;
      firstUs = us;
    }
    places[first]![next[first]!++] = place;
  }
  return places;
}
