// What the plan and the meters know of an Alert, put into rows of a history. Writes its own columns only, and all of
// them for every row it is asked for.

import { gatherKnown } from '../columns/gather.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import type { HistoryColumns } from './history-columns.ts';
import type { Sent } from './sent.ts';

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

  /** Writes these rows of the plan, one after the other from a row of the history on; -1 is what nobody planned. */
  write(from: number, ids: Int32Array): void {
    const { plannedUs, stream } = this.#plan;
    const { sentUs, acknowledgedUs, payloadCrc } = this.#sent;
    const to = this.#to;
    to.id.set(ids, from);
    gatherKnown(plannedUs, ids, to.plannedUs, from);
    gatherKnown(sentUs, ids, to.sentUs, from);
    gatherKnown(acknowledgedUs, ids, to.acknowledgedUs, from);
    gatherKnown(payloadCrc, ids, to.payloadCrc, from);
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at]!;
      to.stream[from + at] = id < 0 ? -1 : this.#streamOf[stream[id]!]!;
      if (Number.isNaN(to.sentUs[from + at]!)) to.payloadCrc[from + at] = Number.NaN;
    }
  }
}
