// What is measured of a run while it is carried out or right after: its history goes by once, in pieces or whole, and
// is counted, drawn as a curve and written to its file. Holds no row longer than that.

import { StormError } from '../domain/failure.ts';
import type { History, HistoryHeader } from '../ledger/history.ts';
import { HistoryWriter } from '../ledger/history-file.ts';
import { LatenessTally, type SendLateness } from '../measure/send-lateness.ts';
import { type Timeline, TimelineTally } from '../measure/timeline.ts';
import type { RunTotals } from '../record/run-document.ts';
import { TotalsTally } from './totals.ts';

/** What is known of a run once all of it has gone by. */
export interface RunFigures {
  readonly totals: RunTotals;
  readonly lateness: SendLateness;
  readonly timeline: Timeline;
}

/** Measures one run. */
export class RunMeasures {
  readonly #totals = new TotalsTally();
  readonly #lateness: LatenessTally;
  readonly #timeline: TimelineTally;
  readonly #path: string | null;
  #writer: HistoryWriter | null = null;

  /** `path` is that of the history file; null where none is kept. */
  constructor(planned: number, durationUs: number, path: string | null) {
    this.#lateness = new LatenessTally(planned);
    this.#timeline = new TimelineTally(durationUs);
    this.#path = path;
  }

  /** Begins, with the header that the history is expected to have in the end. */
  begin(expected: HistoryHeader): void {
    if (this.#path !== null) this.#writer = new HistoryWriter(this.#path, expected);
  }

  /**
   * Takes the history, or its next piece in arrival order.
   * @throws StormError `record-unwritable`.
   */
  async take(history: History): Promise<void> {
    this.#totals.add(history);
    this.#lateness.add(history);
    this.#timeline.add(history);
    await this.#writing((writer) => writer.write(history));
  }

  /**
   * Completes the file; the header says how the run ended.
   * @throws StormError `record-unwritable`.
   */
  async finish(header: HistoryHeader): Promise<RunFigures> {
    await this.#writing((writer) => writer.finish(header));
    const lateness = this.#lateness.result;
    return {
      totals: this.#totals.totals(header, lateness.sent),
      lateness,
      timeline: this.#timeline.result,
    };
  }

  /** Lets go of a file that was not completed. */
  async close(): Promise<void> {
    await this.#writer?.abandon();
  }

  async #writing(write: (writer: HistoryWriter) => Promise<void>): Promise<void> {
    if (!this.#writer) return;
    await write(this.#writer).catch((thrown: unknown) => {
      throw new StormError('record-unwritable', { path: this.#path ?? '' }, thrown);
    });
  }
}
