// What was decided in virtual time, kept until it is judged: as it is where it is little, else shared out by Device
// and, beyond what memory should hold, in a file. Pieces of a history in, in arrival order; the run in parts out.

import { ColumnSpool } from '../columns/column-spool.ts';
import { type ColumnMakers, float64, int16, uint8, uint16, uint32 } from '../columns/growing-columns.ts';
import { type History, type HistoryHeader, OUTCOME } from '../ledger/history.ts';
import { type HistoryPart, inOnePart, type RunInParts } from '../verify/run-in-parts.ts';

/** Alerts that are judged at a time, on average: some hundred bytes each. */
const PART_ALERTS = 500_000;
const ROWS_PER_CHUNK = 4_096;

/** All that differs from row to row where every message takes no time. */
interface DecidedColumns {
  readonly id: Uint32Array;
  readonly device: Uint32Array;
  readonly code: Uint16Array;
  readonly stream: Int16Array;
  readonly counter: Float64Array;
  readonly timeUs: Float64Array;
  readonly timestampUs: Float64Array;
  readonly outcome: Uint8Array;
  readonly reason: Int16Array;
  readonly sequenceId: Float64Array;
  readonly count: Float64Array;
  readonly payloadCrc: Uint32Array;
}

const MAKERS: ColumnMakers<DecidedColumns> = {
  id: uint32,
  device: uint32,
  code: uint16,
  stream: int16,
  counter: float64,
  timeUs: float64,
  timestampUs: float64,
  outcome: uint8,
  reason: int16,
  sequenceId: float64,
  count: float64,
  payloadCrc: uint32,
};

/** The rows of one run. */
export class DecidedRows {
  readonly #planned: number;
  readonly #partitions: number;
  readonly #faults = new Map<number, string>();
  #whole: History | null = null;
  #spool: ColumnSpool<DecidedColumns> | null = null;
  /** What pieces share: their Devices, and the reasons given so far. */
  #names: Pick<History, 'deviceIds' | 'reasons'> = { deviceIds: [], reasons: [] };

  /** `planned` is how many rows there will be; so many are judged at a time where they come in pieces. */
  constructor(planned: number, partAlerts = PART_ALERTS) {
    this.#planned = planned;
    this.#partitions = Math.ceil(planned / partAlerts);
  }

  add(history: History): void {
    if (history.length === this.#planned) {
      this.#whole = history;
      return;
    }
    this.#spool ??= new ColumnSpool(MAKERS, this.#partitions, ROWS_PER_CHUNK);
    this.#names = { deviceIds: history.deviceIds, reasons: history.reasons };
    for (let row = 0; row < history.length; row++) {
      const chunk = this.#spool.chunkFor(history.device[row]! % this.#spool.partitions);
      copyRow(history, row, chunk.columns, chunk.length++);
    }
    for (const [row, fault] of history.faults) this.#faults.set(history.id[row]!, fault);
  }

  /** The run, ready to be judged. `header` is that of the whole of it. */
  inParts(header: HistoryHeader): RunInParts {
    if (this.#whole) return inOnePart({ ...this.#whole, header });
    const spool = this.#spool!;
    return { header, parts: spool.partitions, read: () => this.#read(spool, header) };
  }

  close(): void {
    this.#spool?.close();
  }

  *#read(spool: ColumnSpool<DecidedColumns>, header: HistoryHeader): Generator<HistoryPart> {
    for (let partition = 0; partition < spool.partitions; partition++) {
      const history = this.#historyOf(spool.read([partition]), header);
      yield { history, numberOf: (row) => history.id[row]! };
    }
  }

  #historyOf(rows: DecidedColumns & { readonly length: number }, header: HistoryHeader): History {
    const { length, device, code, stream, counter, timeUs, timestampUs, outcome, reason } = rows;
    const { sequenceId, count } = rows;
    const id = new Float64Array(length);
    const happenedUs = unknown(length);
    const deliveredUs = unknown(length);
    const copies = new Uint32Array(length);
    const payloadCrc = unknown(length);
    const deliveredCrc = unknown(length);
    for (let row = 0; row < length; row++) {
      id[row] = rows.id[row]!;
      // What the throttle was not asked about was not reached: it was never sent.
      if (reason[row]! < 0) continue;
      happenedUs[row] = timeUs[row]!;
      payloadCrc[row] = rows.payloadCrc[row]!;
      if (outcome[row] !== OUTCOME.deliver) continue;
      deliveredUs[row] = timeUs[row]!;
      deliveredCrc[row] = rows.payloadCrc[row]!;
      copies[row] = 1;
    }
    return {
      header,
      length,
      deviceIds: this.#names.deviceIds,
      reasons: this.#names.reasons,
      faults: this.#faultsOf(rows),
      id,
      device,
      code,
      counter,
      stream,
      plannedUs: timeUs,
      sentUs: happenedUs,
      receivedUs: happenedUs,
      outcome,
      reason,
      deliveredUs,
      copies,
      sequenceId,
      count,
      deliveredCrc,
      timestampUs,
      acknowledgedUs: unknown(length),
      payloadCrc,
    };
  }

  #faultsOf({ length, id }: DecidedColumns & { readonly length: number }): Map<number, string> {
    const faults = new Map<number, string>();
    if (this.#faults.size === 0) return faults;
    for (let row = 0; row < length; row++) {
      const fault = this.#faults.get(id[row]!);
      if (fault !== undefined) faults.set(row, fault);
    }
    return faults;
  }
}

const unknown = (length: number): Float64Array => new Float64Array(length).fill(Number.NaN);

function copyRow(from: History, row: number, to: DecidedColumns, at: number): void {
  to.id[at] = from.id[row]!;
  to.device[at] = from.device[row]!;
  to.code[at] = from.code[row]!;
  to.stream[at] = from.stream[row]!;
  to.counter[at] = from.counter[row]!;
  to.timeUs[at] = from.plannedUs[row]!;
  to.timestampUs[at] = from.timestampUs[row]!;
  to.outcome[at] = from.outcome[row]!;
  to.reason[at] = from.reason[row]!;
  to.sequenceId[at] = from.sequenceId[row]!;
  to.count[at] = from.count[row]!;
  to.payloadCrc[at] = from.payloadCrc[row]!;
}
