// Room for what is decided in virtual time, lent to one run after another: new memory for each would cost a good part
// of what deciding does. Only for an owner that is done with the history of one run, or has copied it, when the next
// begins.

import { type ColumnMakers, columnsOf, float64, int16, uint8, uint32 } from '../columns/growing-columns.ts';

/** Columns of a history that say what was decided, a value for each Alert; they hold what they held before. */
export interface DecisionColumns {
  readonly id: Float64Array;
  readonly outcome: Uint8Array;
  readonly reason: Int16Array;
  readonly deliveredUs: Float64Array;
  readonly copies: Uint32Array;
  readonly sequenceId: Float64Array;
  readonly count: Float64Array;
  readonly deliveredCrc: Float64Array;
  /** NaN in every row: for what is known of no Alert. Not to be written. */
  readonly unknown: Float64Array;
}

const COLUMNS: ColumnMakers<DecisionColumns> = {
  id: float64,
  outcome: uint8,
  reason: int16,
  deliveredUs: float64,
  copies: uint32,
  sequenceId: float64,
  count: float64,
  deliveredCrc: float64,
  unknown: (length) => new Float64Array(length).fill(Number.NaN),
};

/** The room of one owner, as large as the most that was ever asked of it. */
export class DecisionRoom {
  #columns = columnsOf(COLUMNS, 0);

  /** Columns for so many Alerts, the same memory every time: what was lent before must no longer be looked at. */
  lend(length: number): DecisionColumns {
    if (this.#columns.id.length < length) this.#columns = columnsOf(COLUMNS, length);
    return cut(this.#columns, length);
  }
}

function cut(columns: DecisionColumns, length: number): DecisionColumns {
  const { id, outcome, reason, deliveredUs, copies, sequenceId, count, deliveredCrc, unknown } = columns;
  return {
    id: id.subarray(0, length),
    outcome: outcome.subarray(0, length),
    reason: reason.subarray(0, length),
    deliveredUs: deliveredUs.subarray(0, length),
    copies: copies.subarray(0, length),
    sequenceId: sequenceId.subarray(0, length),
    count: count.subarray(0, length),
    deliveredCrc: deliveredCrc.subarray(0, length),
    unknown: unknown.subarray(0, length),
  };
}
