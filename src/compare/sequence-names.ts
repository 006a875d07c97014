// Sequence ids come from one counter for the whole throttle, so they depend on the order in which episodes of
// different keys begin. Two runs agree on them when one set of numbers is the other under new names.
// Only pairs that are offered can contradict; nothing is guessed about the rest.

/** Follows whether the ids of one run name the same episodes as those of another. */
export class SequenceNames {
  readonly #runName = new Map<number, number>();
  readonly #baselineName = new Map<number, number>();

  /** True when this pair agrees with all pairs before it. A pair that contradicts them is not remembered. */
  agree(baselineId: number, runId: number): boolean {
    const run = this.#runName.get(baselineId);
    const baseline = this.#baselineName.get(runId);
    if (run === undefined && baseline === undefined) {
      this.#runName.set(baselineId, runId);
      this.#baselineName.set(runId, baselineId);
      return true;
    }
    return run === runId && baseline === baselineId;
  }
}
