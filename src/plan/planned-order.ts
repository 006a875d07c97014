// Planned times and Devices of rows in, the order of the rows out: by time, then Device, then as they came. Made of
// counting sorts, from the least significant digit up: for a million rows a comparator takes ten times as long.

const DIGIT = 0x800;
/** So few are sorted by comparing them before the counters of one digit are even cleared. */
const FEW_ROWS = 1_024;

/** The numbers of the rows in planned order. Times are whole and not negative. */
export function plannedOrder(
  times: ArrayLike<number>,
  deviceOf: ArrayLike<number>,
  devices: number,
): Uint32Array {
  const rows = times.length;
  if (rows <= FEW_ROWS) return sortedFew(times, deviceOf);
  let latest = 0;
  for (let row = 0; row < rows; row++) latest = Math.max(latest, times[row]!);
  let order = new Uint32Array(rows).map((_, row) => row);
  order = sortedBy(order, Uint32Array.from(deviceOf), devices);
  const digits = new Uint32Array(rows);
  for (let place = 1; place <= latest; place *= DIGIT) {
    for (let row = 0; row < rows; row++) digits[row] = Math.floor(times[row]! / place) % DIGIT;
    order = sortedBy(order, digits, DIGIT);
  }
  return order;
}

function sortedFew(times: ArrayLike<number>, deviceOf: ArrayLike<number>): Uint32Array {
  const order = new Uint32Array(times.length).map((_, row) => row);
  return order.sort((a, b) => times[a]! - times[b]! || deviceOf[a]! - deviceOf[b]! || a - b);
}

/** Rows with the same number keep their order. */
function sortedBy(order: Uint32Array, numberOf: Uint32Array, numbers: number): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(numbers + 1);
  for (let row = 0; row < order.length; row++) next[numberOf[row]! + 1]!++;
  for (let n = 1; n <= numbers; n++) next[n]! += next[n - 1]!;
  const sorted = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const row = order[at]!;
    sorted[next[numberOf[row]!]!++] = row;
  }
  return sorted;
}
