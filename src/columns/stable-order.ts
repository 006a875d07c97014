// A column of whole numbers in, the order of its rows out: by number, and rows of equal numbers as they were. Counting
// sorts from the least significant digit up: for a million rows a comparator takes ten times as long.

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const WORD_BITS = 32;
const WORD = 2 ** WORD_BITS;
/** So few are sorted by comparing them before the counters of one digit are even cleared. */
const FEW_ROWS = 1_024;

/**
 * The rows of a column in ascending order of its numbers, which are whole and of up to 53 bits. Rows of equal numbers
 * stay as they are in `rows`, all of them in some order, or else as they stand in the column.
 */
export function stableOrder(numbers: ArrayLike<number>, rows = asTheyStand(numbers.length)): Uint32Array {
  if (rows.length <= FEW_ROWS) return rows.slice().sort((a, b) => numbers[a]! - numbers[b]!);
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < numbers.length; row++) {
    least = Math.min(least, numbers[row]!);
    greatest = Math.max(greatest, numbers[row]!);
  }
  const range = greatest - least;
  const word = new Uint32Array(numbers.length);
  for (let row = 0; row < word.length; row++) word[row] = numbers[row]! - least;
  const order = sortedBy(word, Math.min(range, WORD - 1), rows);
  if (range < WORD) return order;
  for (let row = 0; row < word.length; row++) word[row] = (numbers[row]! - least) / WORD;
  return sortedBy(word, Math.floor(range / WORD), order);
}

function asTheyStand(length: number): Uint32Array {
  const rows = new Uint32Array(length);
  for (let row = 0; row < length; row++) rows[row] = row;
  return rows;
}

/** Leaves the rows that it is given as they are. */
function sortedBy(word: Uint32Array, greatest: number, rows: Uint32Array): Uint32Array {
  let [from, to, spare] = [rows, new Uint32Array(rows.length), new Uint32Array(rows.length)];
  for (let bits = 0; bits < WORD_BITS && greatest >>> bits > 0; bits += DIGIT_BITS) {
    const next = placesOf(word, bits);
    for (let at = 0; at < from.length; at++) {
      const row = from[at]!;
      to[next[(word[row]! >>> bits) % DIGITS]!++] = row;
    }
    [from, to, spare] = [to, spare, to];
  }
  return from;
}

/** Per digit, where the first row that has it goes. */
function placesOf(word: Uint32Array, bits: number): Uint32Array {
  const places = new Uint32Array(DIGITS + 1);
  for (let row = 0; row < word.length; row++) places[((word[row]! >>> bits) % DIGITS) + 1]!++;
  for (let digit = 1; digit < DIGITS; digit++) places[digit]! += places[digit - 1]!;
  return places;
}
