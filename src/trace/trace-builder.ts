// Lines of a trace in, in the order of the file; the trace in time order out. Holds numbers in columns and never a line
// longer than one call.

import { float64, GrowingColumns, uint16, uint32 } from '../columns/growing-columns.ts';
import { stableOrder } from '../columns/stable-order.ts';
import { StormError } from '../domain/failure.ts';
import { MAX_DEVICES, MAX_PLANNED_ALERTS, MAX_TRACE_KINDS } from '../domain/limits.ts';
import type { UserRole } from '../domain/user.ts';
import { Interner } from '../ledger/interner.ts';
import { BadLines } from './bad-lines.ts';
import { findRepeats, withCounters } from './counters.ts';
import type { RecordedTrace, TraceFormat, TraceKind } from './recorded-trace.ts';
import type { RowFault, TraceRow } from './trace-row.ts';
import { formatUtc, type TimeForm } from './trace-time.ts';

const MAKERS = { timeUs: float64, timestampUs: float64, device: uint32, kind: uint16, counter: float64 };

const FORM_NAMES: Readonly<Record<TimeForm, string>> = {
  utc: 'a UTC time',
  seconds: 'a number of seconds',
  scenario: 'scenario time',
};

/** Collects the Alerts of one trace. */
export class TraceBuilder {
  /** Lines of a history whose Alert never reached the throttle. */
  notReceived = 0;
  readonly bad: BadLines;
  readonly #file: string;
  readonly #rows = new GrowingColumns(MAKERS);
  readonly #devices = new Interner();
  readonly #kinds: TraceKind[] = [];
  readonly #kindOf = new Map<string, number>();
  #form: TimeForm | null = null;
  #latestUs = Number.NEGATIVE_INFINITY;
  #earliestUs = Number.POSITIVE_INFINITY;
  #reordered = 0;

  constructor(file: string) {
    this.#file = file;
    this.bad = new BadLines(file);
  }

  get length(): number {
    return this.#rows.length;
  }

  /**
   * Adds an Alert; what does not fit the ones before it is said in `faults`, and it is left out.
   * @throws StormError `trace-too-large`.
   */
  add(alert: TraceRow, faults: RowFault[]): boolean {
    const { time, device, code, counter, recipient } = alert;
    if (this.#form !== null && this.#form !== time.form) {
      const others = FORM_NAMES[this.#form];
      const message = `\`time\` is ${FORM_NAMES[time.form]}, where the lines before it have ${others}`;
      faults.push({ field: 'time', message, hint: 'a trace tells all its times in one way' });
      return false;
    }
    const kind = this.#kind(code, recipient);
    if (kind < 0) {
      const message = `a trace holds at most ${MAX_TRACE_KINDS} pairs of Alert Code and User`;
      faults.push({ field: 'code', message, hint: null });
      return false;
    }
    this.#form = time.form;
    if (this.#rows.length === MAX_PLANNED_ALERTS) throw this.#tooLarge(MAX_PLANNED_ALERTS, 'Alerts');
    const row = this.#rows.claimRow();
    const to = this.#rows.columns;
    to.timeUs[row] = time.us;
    to.device[row] = this.#devices.indexOf(device);
    to.kind[row] = kind;
    to.counter[row] = counter ?? Number.NaN;
    to.timestampUs[row] = alert.timestampUs ?? Number.NaN;
    if (this.#devices.names.length > MAX_DEVICES) throw this.#tooLarge(MAX_DEVICES, 'Devices');
    if (time.us < this.#latestUs) this.#reordered++;
    this.#latestUs = Math.max(this.#latestUs, time.us);
    this.#earliestUs = Math.min(this.#earliestUs, time.us);
    return true;
  }

  /** The trace, sorted by time; Alerts of one moment stay as they came. Needs one Alert at least. */
  build(format: TraceFormat, sha256: string): RecordedTrace {
    const rows = this.#rows.trimmed();
    const { length } = this.#rows;
    const originUs = this.#form === 'scenario' ? Math.min(0, this.#earliestUs) : this.#earliestUs;
    const sinceUs = rows.timeUs.map((us) => us - originUs);
    const order = stableOrder(sinceUs);
    const device = order.map((row) => rows.device[row]!);
    const kind = new Uint16Array(order).map((_, at) => rows.kind[order[at]!]!);
    const given = new Float64Array(order).map((row) => rows.counter[row]!);
    const devices = this.#devices.names.length;
    const counter = withCounters(given, device, devices);
    const codes = kind.map((one) => this.#kinds[one]!.alertCode);
    const repeats = findRepeats(counter, device, codes);
    const timeUs = new Float64Array(order).map((row) => sinceUs[row]!);
    const own = new Float64Array(order).map((row) => rows.timestampUs[row]! - originUs);
    const ownTimes = repeats.repeated > 0 || own.some((us) => !Number.isNaN(us));
    const timestampOf = (us: number, row: number): number =>
      Number.isNaN(us) ? timeUs[repeats.firstOf[row]!]! : us;
    return {
      source: {
        file: this.#file,
        sha256,
        format,
        lines: length + this.bad.lines + this.notReceived,
        used: length,
        skipped: this.bad.lines,
        firstSkipped: this.bad.shown.map(
          ({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`,
        ),
        notReceived: this.notReceived,
        reordered: this.#reordered,
        repeated: repeats.repeated,
        clashing: repeats.clashing,
        firstAt: this.#form === 'utc' ? formatUtc(this.#earliestUs) : null,
      },
      length,
      deviceIds: this.#devices.names,
      kinds: this.#kinds,
      timeUs,
      timestampUs: ownTimes ? own.map(timestampOf) : timeUs,
      device,
      kind,
      counter,
    };
  }

  #kind(alertCode: number, recipient: UserRole): number {
    const name = `${alertCode} ${recipient}`;
    const known = this.#kindOf.get(name);
    if (known !== undefined) return known;
    if (this.#kinds.length === MAX_TRACE_KINDS) return -1;
    const kind = this.#kinds.push({ alertCode, recipient }) - 1;
    this.#kindOf.set(name, kind);
    return kind;
  }

  #tooLarge(limit: number, what: string): StormError {
    return new StormError('trace-too-large', { path: this.#file, limit, what });
  }
}
