// A mistyped word and the valid ones in, the one that was probably meant out, or nothing.
// It must never guess wildly: a far-fetched suggestion is worse than a list.

const LONGEST_WORD = 80;

/** The valid word within a third of the length in edits, letter case aside; null when none is that near. */
export function nearestWord(word: string, valid: readonly string[]): string | null {
  if (word.length > LONGEST_WORD) return null;
  const wanted = word.toLowerCase();
  let nearest: string | null = null;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of valid) {
    const edits = editDistance(wanted, candidate.toLowerCase());
    if (edits < fewest) {
      fewest = edits;
      nearest = candidate;
    }
  }
  return nearest;
}

/**
 * Levenshtein distance with swaps (optimal string alignment): the fewest insertions, deletions, replacements
 * and swaps of neighbours that turn one text into the other. A swap is the commonest slip of the fingers.
 */
function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    const previous = rows[row - 1]!;
    for (let column = 1; column <= to.length; column += 1) {
      const differs = from[row - 1] === to[column - 1] ? 0 : 1;
      let edits = Math.min(previous[column - 1]! + differs, previous[column]! + 1, current[column - 1]! + 1);
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && swapped) edits = Math.min(edits, rows[row - 2]![column - 2]! + 1);
      current.push(edits);
    }
    rows.push(current);
  }
  return rows[from.length]![to.length]!;
}
