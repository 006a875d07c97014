// Compares what was decided with what the reference model expected, key by key, and counts. It says how
// many and where first; what follows from that is for the checks.

import { OUTCOME } from '../ledger/history.ts';
import { arrivalCount } from './key-index.ts';
import type { Replay } from './replay.ts';
import type { Trace } from './trace.ts';

/** Counts of received rows. */
export interface DecisionTally {
  /** Decisions held against the model. */
  readonly compared: number;
  /** Of these: how many the model wants discarded. */
  readonly expectedDiscards: number;
  /** Of these: delivered, and should have been discarded. */
  readonly letThrough: number;
  /** Of these: discarded, and should have been delivered. */
  readonly swallowed: number;
  /** Not comparable, because the throttle had lost sight of the key at its ceiling. */
  readonly untracked: number;
  /** Not comparable, because no decision is on record. */
  readonly undecided: number;
  /** Not comparable, because the time that counts is not on record. */
  readonly untimed: number;
  /** The first row in arrival order that differs, -1 when none does. */
  readonly firstRow: number;
}

/** True when every decision was compared and none differs. */
export function allAgree(tally: DecisionTally): boolean {
  return tally.firstRow < 0 && tally.untracked === 0 && tally.undecided === 0 && tally.untimed === 0;
}

/** Holds every decision of a History against the model's. */
export function tallyDecisions(
  { history, index }: Trace,
  expected: Replay,
  tracked: Uint32Array,
): DecisionTally {
  const tally = {
    compared: 0,
    expectedDiscards: 0,
    letThrough: 0,
    swallowed: 0,
    untracked: 0,
    undecided: 0,
    untimed: 0,
  };
  let firstRow = -1;
  for (let key = 0; key < index.keys; key++) {
    const from = index.starts[key]!;
    const until = from + tracked[key]!;
    tally.untracked += arrivalCount(index, key) - tracked[key]!;
    for (let at = from; at < until; at++) {
      const row = index.rows[at]!;
      const decided = history.outcome[row]!;
      const wanted = expected.outcome[row]!;
      if (wanted === OUTCOME.none) {
        tally.untimed++;
        continue;
      }
      if (decided === OUTCOME.none) {
        tally.undecided++;
        continue;
      }
      tally.compared++;
      if (wanted === OUTCOME.discard) tally.expectedDiscards++;
      if (decided === wanted) continue;
      if (decided === OUTCOME.deliver) tally.letThrough++;
      else tally.swallowed++;
      if (firstRow < 0 || row < firstRow) firstRow = row;
    }
  }
  return { ...tally, firstRow };
}
