// What is measured of a run while it is carried out or right after: its history goes by once, in pieces or whole, and
// is counted, drawn as a curve and written to its file. Holds no row longer than that.

import type { History, HistoryHeader } from '../ledger/history.ts';
import { HistoryWriter } from '../ledger/history-file.ts';
import { LatenessTally, type SendLateness } from '../measure/send-lateness.ts';
import { type Timeline, TimelineTally } from '../measure/timeline.ts';
import type { RecordDirectory } from '../record/record-directory.ts';
import type { RunTotals } from '../record/run-document.ts';
import { historyPath } from '../record/write-record.ts';
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
  readonly #record: RecordDirectory | null;
  #writer: HistoryWriter | null = null;

  /** `record` is the one that the history is kept in; null where none is kept. */
  constructor(planned: number, durationUs: number, record: RecordDirectory | null) {
    this.#lateness = new LatenessTally(planned);
    this.#timeline = new TimelineTally(durationUs);
    this.#record = record;
  }

  /** Begins, with the header that the history is expected to have in the end. */
  begin(expected: HistoryHeader): void {
    if (this.#record) this.#writer = new HistoryWriter(historyPath(this.#record.path), expected);
  }

  /**
   * Takes the history, or its next piece in arrival order.
   * @throws StormError `record-unwritable`.
   */
  async take(history: History): Promise<void> {
    this.#totals.add(history);
    this.#lateness.add(history);
    this.#timeline.add(history);
    if (this.#writer) await this.#record?.writing(this.#writer.write(history));
  }

  /**
   * Completes the file; the header says how the run ended.
   * @throws StormError `record-unwritable`.
   */
  async finish(header: HistoryHeader): Promise<RunFigures> {
    if (this.#writer) await this.#record?.writing(this.#writer.finish(header));
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
}
