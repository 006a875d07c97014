// Pairs of rows in, the decisions that changed out: how many, which way, in which keys, and the first with
// both its rows. An arrival that one run has and the other has not is no decision that changed; it is
// counted apart.

import type { History } from '../ledger/history.ts';
import { OUTCOME } from '../ledger/history.ts';
import { entryAt } from '../ledger/history-builder.ts';
import { ChangedKeys } from './changed-keys.ts';
import type { DecisionChanges } from './comparison.ts';
import { fateOf } from './fate.ts';
import { NO_ROW } from './rows-by-alert.ts';

/** What the rows alone say; how it is judged depends on more than the rows. */
export type DecisionCounts = Omit<DecisionChanges, 'cause' | 'allowed' | 'judgement'>;

/** Counts the decisions of two histories of one plan. */
export class DecisionTally {
  readonly #baseline: History;
  readonly #run: History;
  readonly #keys: ChangedKeys;
  #compared = 0;
  #discardedNow = 0;
  #deliveredNow = 0;
  #onlyInBaseline = 0;
  #onlyInRun = 0;
  #firstBaselineRow = NO_ROW;
  #firstRunRow = NO_ROW;

  constructor(baseline: History, run: History) {
    this.#baseline = baseline;
    this.#run = run;
    this.#keys = new ChangedKeys(run);
  }

  take(baselineRow: number, runRow: number): void {
    const before = fateOf(this.#baseline, baselineRow);
    const now = fateOf(this.#run, runRow);
    if (before === OUTCOME.none || now === OUTCOME.none) {
      if (before !== OUTCOME.none) this.#onlyInBaseline++;
      if (now !== OUTCOME.none) this.#onlyInRun++;
      return;
    }
    this.#compared++;
    if (before === now) return;
    if (now === OUTCOME.discard) this.#discardedNow++;
    else this.#deliveredNow++;
    this.#keys.count(runRow, now === OUTCOME.discard);
    if (this.#firstRunRow !== NO_ROW) return;
    this.#firstBaselineRow = baselineRow;
    this.#firstRunRow = runRow;
  }

  counts(): DecisionCounts {
    const changed = this.#discardedNow + this.#deliveredNow;
    return {
      compared: this.#compared,
      changed,
      discardedNow: this.#discardedNow,
      deliveredNow: this.#deliveredNow,
      keyCount: this.#keys.size,
      keys: this.#keys.most(),
      arrivedOnlyInBaseline: this.#onlyInBaseline,
      arrivedOnlyInRun: this.#onlyInRun,
      example:
        changed === 0
          ? null
          : {
              baseline: entryAt(this.#baseline, this.#firstBaselineRow),
              run: entryAt(this.#run, this.#firstRunRow),
            },
    };
  }
}
