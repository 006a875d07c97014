// Pairs of rows in, the metadata that changed out, for Alerts that were let through in both runs. Where the
// order of arrival is not the throttle's doing, sequence ids are compared as names, and other names are
// counted, not blamed.

import type { History } from '../ledger/history.ts';
import { OUTCOME } from '../ledger/history.ts';
import { entryAt } from '../ledger/history-builder.ts';
import type { MetadataChanges } from './comparison.ts';
import { fateOf } from './fate.ts';
import { NO_ROW } from './rows-by-alert.ts';
import { SequenceNames } from './sequence-names.ts';

/** What the rows alone say; how it is judged depends on more than the rows. */
export type MetadataCounts = Omit<MetadataChanges, 'cause' | 'allowed' | 'judgement'>;

type Difference = 'presence' | 'counts' | 'sequenceIds' | 'renumbered' | null;

/** Counts the metadata of two histories of one plan. `sameOrder`: ids must be the same numbers. */
export class MetadataTally {
  readonly #baseline: History;
  readonly #run: History;
  readonly #names: SequenceNames | null;
  readonly #counts = { presence: 0, counts: 0, sequenceIds: 0, renumbered: 0 };
  #compared = 0;
  #firstBaselineRow = NO_ROW;
  #firstRunRow = NO_ROW;

  constructor(baseline: History, run: History, sameOrder: boolean) {
    this.#baseline = baseline;
    this.#run = run;
    this.#names = sameOrder ? null : new SequenceNames();
  }

  take(baselineRow: number, runRow: number): void {
    if (fateOf(this.#baseline, baselineRow) !== OUTCOME.deliver) return;
    if (fateOf(this.#run, runRow) !== OUTCOME.deliver) return;
    if (!carries(this.#baseline, baselineRow) && !carries(this.#run, runRow)) return;
    this.#compared++;
    const difference = this.#difference(baselineRow, runRow);
    if (difference === null) return;
    this.#counts[difference]++;
    if (difference === 'renumbered' || this.#firstRunRow !== NO_ROW) return;
    this.#firstBaselineRow = baselineRow;
    this.#firstRunRow = runRow;
  }

  counts(): MetadataCounts {
    const { presence, counts, sequenceIds } = this.#counts;
    const changed = presence + counts + sequenceIds;
    return {
      compared: this.#compared,
      changed,
      ...this.#counts,
      example:
        changed === 0
          ? null
          : {
              baseline: entryAt(this.#baseline, this.#firstBaselineRow),
              run: entryAt(this.#run, this.#firstRunRow),
            },
    };
  }

  #difference(baselineRow: number, runRow: number): Difference {
    const idBefore = this.#baseline.sequenceId[baselineRow]!;
    const idNow = this.#run.sequenceId[runRow]!;
    const countBefore = this.#baseline.count[baselineRow]!;
    const countNow = this.#run.count[runRow]!;
    const sameFields =
      Number.isNaN(idBefore) === Number.isNaN(idNow) && Number.isNaN(countBefore) === Number.isNaN(countNow);
    if (!sameFields) return 'presence';
    // Names are learnt from every pair that has them, whatever else differs in it.
    const agree = Number.isNaN(idNow) || (this.#names?.agree(idBefore, idNow) ?? idBefore === idNow);
    if (!Number.isNaN(countNow) && countBefore !== countNow) return 'counts';
    if (!agree) return 'sequenceIds';
    return Number.isNaN(idNow) || idBefore === idNow ? null : 'renumbered';
  }
}

const carries = (history: History, row: number): boolean =>
  !Number.isNaN(history.sequenceId[row]!) || !Number.isNaN(history.count[row]!);
