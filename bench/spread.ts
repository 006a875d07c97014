// Figures of several rounds in, what is said of them out: the median, and how far apart they lay. Pure.

/** The middle of some figures, and their ends. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The spread of at least one figure. */
export function spreadOf(figures: readonly number[]): Spread {
  const ascending = [...figures].sort((a, b) => a - b);
  const middle = (ascending.length - 1) / 2;
  const median = (ascending[Math.floor(middle)]! + ascending[Math.ceil(middle)]!) / 2;
  return { median, min: ascending[0]!, max: ascending.at(-1)! };
}

/** Round by round, each figure as a multiple of the one it stands beside: what disturbed a round disturbed both. */
export function ratiosOf(figures: readonly number[], beside: readonly number[]): number[] {
  return figures.map((figure, round) => figure / beside[round]!);
}
