// A column of whole numbers in, the order of its rows out: by number, and rows of equal numbers as they were. Counting
// sorts: first by strips of numbers that a processor's cache holds, then within each from the least significant digit
// up. For a million rows a comparator takes twenty times as long.

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const WORD_BITS = 32;
const WORD = 2 ** WORD_BITS;
/** So few are sorted by comparing them before the counters of one digit are even cleared. */
const FEW_ROWS = 1_024;
const STRIP_ROWS = 32_768;

/**
 * The rows of a column in ascending order of its numbers, which are whole and of up to 53 bits. Rows of equal numbers
 * stay as they are in `rows`, all of them in some order, or else as they stand in the column.
 */
export function stableOrder(numbers: ArrayLike<number>, rows = asTheyStand(numbers.length)): Uint32Array {
  if (rows.length <= STRIP_ROWS) return sortedStrip(numbers, rows);
  const strips = Math.ceil(rows.length / STRIP_ROWS);
  const { least, range } = spanOf(numbers, rows);
  const perNumber = strips / (range + 1);
  const stripOf = new Uint16Array(rows.length);
  for (let at = 0; at < stripOf.length; at++) {
    stripOf[at] = Math.min(strips - 1, (numbers[rows[at]!]! - least) * perNumber);
  }
  const ends = placesOf(stripOf, 0, strips);
  const order = new Uint32Array(rows.length);
  for (let at = 0; at < order.length; at++) order[ends[stripOf[at]!]!++] = rows[at]!;
  for (let strip = 0, from = 0; strip < strips; from = ends[strip++]!) {
    order.set(sortedStrip(numbers, order.subarray(from, ends[strip])), from);
  }
  return order;
}

function asTheyStand(length: number): Uint32Array {
  const rows = new Uint32Array(length);
  for (let row = 0; row < length; row++) rows[row] = row;
  return rows;
}

/** Leaves the rows that it is given as they are. */
function sortedStrip(numbers: ArrayLike<number>, rows: Uint32Array): Uint32Array {
  if (rows.length <= FEW_ROWS) return rows.slice().sort((a, b) => numbers[a]! - numbers[b]!);
  const { least, range } = spanOf(numbers, rows);
  const word = new Uint32Array(rows.length);
  for (let at = 0; at < word.length; at++) word[at] = numbers[rows[at]!]! - least;
  let order = sortedBy(word, Math.min(range, WORD - 1), asTheyStand(rows.length));
  if (range >= WORD) {
    for (let at = 0; at < word.length; at++) word[at] = (numbers[rows[at]!]! - least) / WORD;
    order = sortedBy(word, Math.floor(range / WORD), order);
  }
  for (let at = 0; at < order.length; at++) order[at] = rows[order[at]!]!;
  return order;
}

function spanOf(numbers: ArrayLike<number>, rows: Uint32Array): { least: number; range: number } {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < rows.length; at++) {
    const number = numbers[rows[at]!]!;
    if (number < least) least = number;
    if (number > greatest) greatest = number;
  }
  return { least, range: greatest - least };
}

/** Sorts places of words, which may be overwritten, by the digits that the greatest word has. */
function sortedBy(word: Uint32Array, greatest: number, places: Uint32Array): Uint32Array {
  let from = places;
  let to: Uint32Array = new Uint32Array(places.length);
  for (let bits = 0; bits < WORD_BITS && greatest >>> bits > 0; bits += DIGIT_BITS) {
    const next = placesOf(word, bits, DIGITS);
    for (let at = 0; at < from.length; at++) {
      const place = from[at]!;
      to[next[(word[place]! >>> bits) % DIGITS]!++] = place;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Per digit, where the first of those that have it goes. */
function placesOf(word: Uint32Array | Uint16Array, bits: number, digits: number): Uint32Array {
  const places = new Uint32Array(digits + 1);
  for (let at = 0; at < word.length; at++) places[((word[at]! >>> bits) % DIGITS) + 1]!++;
  for (let digit = 1; digit < digits; digit++) places[digit]! += places[digit - 1]!;
  return places;
}
