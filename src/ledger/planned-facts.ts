// What the plan and the meters know of an Alert, put into rows of a history. Writes its own columns only, and all of
// them for every row it is asked for.

import type { EmissionPlan } from '../plan/emission-plan.ts';
import type { Sent } from './emission-ledger.ts';
import type { HistoryColumns } from './history-columns.ts';

/** Fills `id`, `stream`, `plannedUs`, `sentUs`, `acknowledgedUs` and `payloadCrc`. */
export class PlannedFacts {
  readonly #plan: EmissionPlan;
  readonly #sent: Sent;
  readonly #to: HistoryColumns;
  /** The plan's streams by their places in the history's: there streams of one name are one. */
  readonly #streamOf: Int16Array;

  /** `streams` are the names that the history's `stream` column numbers. */
  constructor(plan: EmissionPlan, sent: Sent, to: HistoryColumns, streams: readonly string[]) {
    this.#plan = plan;
    this.#sent = sent;
    this.#to = to;
    this.#streamOf = Int16Array.from(plan.streams, ({ name }) => streams.indexOf(name));
  }

  /** Writes the row of the plan `id`; -1 is what nobody planned. */
  write(row: number, id: number): void {
    const to = this.#to;
    to.id[row] = id;
    if (id < 0) {
      to.stream[row] = -1;
      to.plannedUs[row] = Number.NaN;
      to.sentUs[row] = Number.NaN;
      to.acknowledgedUs[row] = Number.NaN;
      to.payloadCrc[row] = Number.NaN;
      return;
    }
    const sentUs = this.#sent.sentUs[id]!;
    to.stream[row] = this.#streamOf[this.#plan.stream[id]!]!;
    to.plannedUs[row] = this.#plan.plannedUs[id]!;
    to.sentUs[row] = sentUs;
    to.acknowledgedUs[row] = this.#sent.acknowledgedUs[id]!;
    to.payloadCrc[row] = Number.isNaN(sentUs) ? Number.NaN : this.#sent.payloadCrc[id]!;
  }
}
