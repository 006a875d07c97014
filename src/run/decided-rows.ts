// What was decided in virtual time, kept until it is judged: as it is where it is little, else a few bytes for each
// Alert beside the plan, which says the rest. Pieces of a history in, in planned order; the run in parts out.

import { float64, GrowingColumns, uint32 } from '../columns/growing-columns.ts';
import { type History, type HistoryHeader, OUTCOME } from '../ledger/history.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import { streamNames } from '../plan/planned-stream.ts';
import type { Profile } from '../throttle/profile.ts';
import { type HistoryPart, inOnePart, type RunInParts } from '../verify/run-in-parts.ts';

/** Alerts that are judged at a time, on average: some hundred bytes each. */
const PART_ALERTS = 500_000;

/** Few Alerts have metadata. */
interface MetadataColumns {
  readonly id: Uint32Array;
  readonly sequenceId: Float64Array;
  readonly count: Float64Array;
}

const METADATA = { id: uint32, sequenceId: float64, count: float64 };

/** The rows of one run. */
export class DecidedRows {
  readonly #plan: EmissionPlan;
  readonly #countsBy: Profile['clock'];
  readonly #parts: number;
  #whole: History | null = null;
  /** What was decided on each Alert of the plan, and its checksum. */
  #decided: { outcome: Uint8Array; reason: Int16Array; payloadCrc: Uint32Array } | null = null;
  /** Per part, its rows with metadata in planned order. */
  readonly #metadata: GrowingColumns<MetadataColumns>[];
  readonly #faults = new Map<number, string>();
  #deviceIds: readonly string[] = [];
  #reasons: readonly string[] = [];

  /** `partAlerts` are judged at a time where a run comes in pieces; `countsBy` is the clock of its profile. */
  constructor(plan: EmissionPlan, countsBy: Profile['clock'], partAlerts = PART_ALERTS) {
    this.#plan = plan;
    this.#countsBy = countsBy;
    this.#parts = Math.ceil(plan.length / partAlerts);
    this.#metadata = Array.from({ length: this.#parts }, () => new GrowingColumns(METADATA, 0));
  }

  add(history: History): void {
    const { length, device, outcome, reason, sequenceId, count, payloadCrc } = history;
    if (length === this.#plan.length) {
      this.#whole = history;
      return;
    }
    this.#decided ??= {
      outcome: new Uint8Array(this.#plan.length),
      reason: new Int16Array(this.#plan.length),
      payloadCrc: new Uint32Array(this.#plan.length),
    };
    const firstId = history.id[0]!;
    this.#decided.outcome.set(outcome, firstId);
    this.#decided.reason.set(reason, firstId);
    this.#decided.payloadCrc.set(payloadCrc, firstId);
    for (let row = 0; row < length; row++) {
      if (Number.isNaN(sequenceId[row]!) && Number.isNaN(count[row]!)) continue;
      const some = this.#metadata[device[row]! % this.#parts]!;
      const at = some.claimRow();
      some.columns.id[at] = firstId + row;
      some.columns.sequenceId[at] = sequenceId[row]!;
      some.columns.count[at] = count[row]!;
    }
    for (const [row, fault] of history.faults) this.#faults.set(firstId + row, fault);
    this.#deviceIds = history.deviceIds;
    this.#reasons = history.reasons;
  }

  /** The run, ready to be judged. `header` is that of the whole of it. */
  inParts(header: HistoryHeader): RunInParts {
    if (this.#whole) return inOnePart({ ...this.#whole, header });
    const rowsOfParts = this.#rowsOfParts();
    return { header, parts: this.#parts, read: () => this.#read(rowsOfParts, header) };
  }

  *#read(rowsOfParts: readonly Uint32Array[], header: HistoryHeader): Generator<HistoryPart> {
    for (const [part, rows] of rowsOfParts.entries()) {
      const history = this.#historyOf(rows, this.#metadata[part]!, header);
      yield { history, numberOf: (row) => rows[row]! };
    }
  }

  /** The rows of the plan, in order, shared out by Device. */
  #rowsOfParts(): Uint32Array[] {
    const { device, length } = this.#plan;
    const sizes = new Uint32Array(this.#parts);
    for (let row = 0; row < length; row++) sizes[device[row]! % this.#parts]!++;
    const parts = Array.from(sizes, (size) => new Uint32Array(size));
    sizes.fill(0);
    for (let row = 0; row < length; row++) {
      const part = device[row]! % this.#parts;
      parts[part]![sizes[part]!++] = row;
    }
    return parts;
  }

  #historyOf(rows: Uint32Array, metadata: GrowingColumns<MetadataColumns>, header: HistoryHeader): History {
    const plan = this.#plan;
    const { streams } = plan;
    const { outcome, reason, payloadCrc } = this.#decided!;
    const names = streamNames(streams);
    const nameOf = streams.map(({ name }) => names.indexOf(name));
    const to = columnsOf(rows.length);
    for (let row = 0; row < rows.length; row++) {
      const id = rows[row]!;
      const timeUs = plan.plannedUs[id]!;
      const stream = plan.stream[id]!;
      to.id[row] = id;
      to.device[row] = plan.device[id]!;
      to.code[row] = streams[stream]!.alertCode;
      to.stream[row] = nameOf[stream]!;
      to.counter[row] = plan.counter[id]!;
      to.plannedUs[row] = timeUs;
      to.outcome[row] = outcome[id]!;
      to.reason[row] = reason[id]!;
      // What the throttle was not asked about was not reached: it was never sent.
      if (reason[id]! < 0) continue;
      to.happenedUs[row] = timeUs;
      to.payloadCrc[row] = payloadCrc[id]!;
      if (this.#countsBy !== 'receipt') to.timestampUs[row] = plan.timestampUs[id]!;
      if (outcome[id] !== OUTCOME.deliver) continue;
      to.deliveredUs[row] = timeUs;
      to.deliveredCrc[row] = payloadCrc[id]!;
      to.copies[row] = 1;
    }
    putMetadata(metadata, to);
    const { happenedUs, ...columns } = to;
    return {
      header,
      length: rows.length,
      deviceIds: this.#deviceIds,
      reasons: this.#reasons,
      faults: this.#faultsOf(rows),
      ...columns,
      sentUs: happenedUs,
      receivedUs: happenedUs,
    };
  }

  #faultsOf(rows: Uint32Array): Map<number, string> {
    const faults = new Map<number, string>();
    if (this.#faults.size === 0) return faults;
    for (let row = 0; row < rows.length; row++) {
      const fault = this.#faults.get(rows[row]!);
      if (fault !== undefined) faults.set(row, fault);
    }
    return faults;
  }
}

/** Nothing is known of any row. */
function columnsOf(length: number) {
  const unknown = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  return {
    id: new Float64Array(length),
    device: new Uint32Array(length),
    code: new Uint16Array(length),
    stream: new Int16Array(length),
    counter: new Float64Array(length),
    plannedUs: new Float64Array(length),
    happenedUs: unknown(),
    timestampUs: unknown(),
    acknowledgedUs: unknown(),
    deliveredUs: unknown(),
    outcome: new Uint8Array(length),
    reason: new Int16Array(length),
    copies: new Uint32Array(length),
    sequenceId: unknown(),
    count: unknown(),
    payloadCrc: unknown(),
    deliveredCrc: unknown(),
  };
}

/** Goes through rows and metadata side by side: both are in planned order. */
function putMetadata(
  { columns, length }: GrowingColumns<MetadataColumns>,
  to: ReturnType<typeof columnsOf>,
): void {
  for (let row = 0, at = 0; at < length; row++) {
    if (to.id[row] !== columns.id[at]) continue;
    to.sequenceId[row] = columns.sequenceId[at]!;
    to.count[row] = columns.count[at++]!;
  }
}
