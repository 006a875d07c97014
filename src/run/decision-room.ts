// Room for what is decided in virtual time, lent to one run after another: new memory for each would cost a good part
// of what deciding does. Only for an owner that is done with the history of one run, or has copied it, when the next
// begins.

import { type ColumnMakers, columnsOf, cutTo } from '../columns/growing-columns.ts';
import { HISTORY_COLUMNS, type HistoryColumns } from '../ledger/history-columns.ts';

type Decided =
  | 'id'
  | 'outcome'
  | 'reason'
  | 'deliveredUs'
  | 'copies'
  | 'sequenceId'
  | 'count'
  | 'deliveredCrc';

/** Columns of a history that say what was decided, a value for each Alert; they hold what they held before. */
export interface DecisionColumns extends Pick<HistoryColumns, Decided> {
  /** NaN in every row: for what is known of no Alert. Not to be written. */
  readonly unknown: Float64Array;
}

const { id, outcome, reason, deliveredUs, copies, sequenceId, count, deliveredCrc } = HISTORY_COLUMNS;

const COLUMNS: ColumnMakers<DecisionColumns> = {
  id,
  outcome,
  reason,
  deliveredUs,
  copies,
  sequenceId,
  count,
  deliveredCrc,
  unknown: (length) => new Float64Array(length).fill(Number.NaN),
};

/** The room of one owner, as large as the most that was ever asked of it. */
export class DecisionRoom {
  #columns = columnsOf(COLUMNS, 0);

  /** Columns for so many Alerts, the same memory every time: what was lent before must no longer be looked at. */
  lend(length: number): DecisionColumns {
    if (this.#columns.id.length < length) this.#columns = columnsOf(COLUMNS, length);
    return cutTo(this.#columns, length);
  }
}
