// One part of a run made ready for the checks: its trace, what the reference model expects of it, and how that
// compares. Each is worked out when the first check asks for it, and only once.

import { gateOf } from '../ledger/history.ts';
import { type DecisionTally, tallyDecisions } from './decision-tally.ts';
import { type PossibleTally, tallyPossible } from './possible-decisions.ts';
import { numbered } from './reference-model.ts';
import type { Replay, ReplayedKeys } from './replay.ts';
import type { RunFacts } from './run-facts.ts';
import { idsOfRun } from './sequence-ids.ts';
import type { Trace } from './trace.ts';
import { trackedArrivals } from './untracked.ts';

/** All arrivals of some Devices, and the facts of the whole run that they must be seen with. */
export class Part {
  readonly trace: Trace;
  readonly run: RunFacts;
  readonly #replayed: () => ReplayedKeys;
  #tracked: Uint32Array | null = null;
  #expected: Replay | null = null;
  #decisions: DecisionTally | null = null;
  #possible: PossibleTally | null = null;

  constructor(trace: Trace, run: RunFacts, replayed: () => ReplayedKeys) {
    this.trace = trace;
    this.run = run;
    this.#replayed = replayed;
  }

  /** Per key, how many arrivals came before it went untracked. */
  get tracked(): Uint32Array {
    this.#tracked ??= trackedArrivals(this.trace, this.run.countedKeys);
    return this.#tracked;
  }

  /** What a correct throttle would have done. */
  get expected(): Replay {
    const gate = (row: number): number => gateOf(this.trace.history, row);
    this.#expected ??= numbered(this.trace, this.#replayed(), idsOfRun(this.trace, this.run.idTakers, gate));
    return this.#expected;
  }

  /** The decisions, held against that. */
  get decisions(): DecisionTally {
    this.#decisions ??= tallyDecisions(this.trace, this.expected, this.tracked);
    return this.#decisions;
  }

  /** What became of each Alert, held against all that could be right where arrivals are intervals. */
  get possible(): PossibleTally {
    this.#possible ??= tallyPossible(this.trace, this.tracked);
    return this.#possible;
  }
}
