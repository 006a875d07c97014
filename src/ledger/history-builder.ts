// Rows in, columns out, and single rows back out for people to read. Grows by doubling; never holds a row
// as an object longer than one call.

import { GrowingColumns } from '../columns/growing-columns.ts';
import { formatAlertCode, parseAlertCode } from '../domain/alert-code.ts';
import type { History, HistoryEntry, HistoryHeader } from './history.ts';
import { OUTCOME, outcomeOf } from './history.ts';
import { HISTORY_COLUMNS, type HistoryColumns } from './history-columns.ts';
import { Interner } from './interner.ts';

/** Collects rows into a {@link History}. */
export class HistoryBuilder {
  readonly #rows: GrowingColumns<HistoryColumns>;
  readonly #devices = new Interner();
  readonly #reasons = new Interner();
  readonly #faults = new Map<number, string>();
  readonly #streams: ReadonlyMap<string, number>;
  readonly #header: HistoryHeader;

  constructor(header: HistoryHeader, expectedRows = 1024) {
    this.#header = header;
    this.#rows = new GrowingColumns(HISTORY_COLUMNS, expectedRows);
    this.#streams = new Map(header.streams.map((name, index) => [name, index]));
  }

  add(entry: HistoryEntry): void {
    const row = this.#rows.claimRow();
    const to = this.#rows.columns;
    to.id[row] = entry.id ?? -1;
    to.device[row] = this.#devices.indexOf(entry.device);
    to.code[row] = parseAlertCode(entry.code) ?? 0;
    to.counter[row] = entry.counter;
    to.stream[row] = entry.stream === null ? -1 : (this.#streams.get(entry.stream) ?? -1);
    to.plannedUs[row] = entry.planned ?? Number.NaN;
    to.sentUs[row] = entry.sent ?? Number.NaN;
    to.timestampUs[row] = entry.timestamp ?? Number.NaN;
    to.acknowledgedUs[row] = entry.acknowledged ?? Number.NaN;
    to.receivedUs[row] = entry.received ?? Number.NaN;
    to.outcome[row] = OUTCOME[entry.outcome ?? 'none'];
    to.reason[row] = entry.reason === null ? -1 : this.#reasons.indexOf(entry.reason);
    to.deliveredUs[row] = entry.delivered ?? Number.NaN;
    to.copies[row] = entry.copies;
    to.sequenceId[row] = entry.seq ?? Number.NaN;
    to.count[row] = entry.count ?? Number.NaN;
    to.payloadCrc[row] = readCrc(entry.payload);
    to.deliveredCrc[row] = readCrc(entry.deliveredPayload);
    to.gate[row] = entry.gate ?? 0;
    if (entry.fault !== undefined) this.#faults.set(row, entry.fault);
  }

  build(): History {
    const { gate, ...columns } = this.#rows.trimmed();
    return {
      header: this.#header,
      length: this.#rows.length,
      deviceIds: this.#devices.names,
      reasons: this.#reasons.names,
      faults: this.#faults,
      ...columns,
      ...(this.#header.gates === undefined ? {} : { gate }),
    };
  }
}

/** Reads one row as it stands in the file. */
export function entryAt(history: History, row: number): HistoryEntry {
  const stream = history.stream[row]!;
  const reason = history.reason[row]!;
  const timestampUs = history.timestampUs[row]!;
  const acknowledgedUs = history.acknowledgedUs[row]!;
  const fault = history.faults.get(row);
  return {
    id: history.id[row]! < 0 ? null : history.id[row]!,
    device: history.deviceIds[history.device[row]!]!,
    code: formatAlertCode(history.code[row]!),
    counter: history.counter[row]!,
    stream: stream < 0 ? null : history.header.streams[stream]!,
    planned: known(history.plannedUs[row]!),
    sent: known(history.sentUs[row]!),
    received: known(history.receivedUs[row]!),
    outcome: outcomeOf(history.outcome[row]!),
    reason: reason < 0 ? null : history.reasons[reason]!,
    delivered: known(history.deliveredUs[row]!),
    copies: history.copies[row]!,
    seq: known(history.sequenceId[row]!),
    count: known(history.count[row]!),
    payload: formatCrc(history.payloadCrc[row]!),
    deliveredPayload: formatCrc(history.deliveredCrc[row]!),
    ...(Number.isNaN(timestampUs) ? {} : { timestamp: timestampUs }),
    ...(Number.isNaN(acknowledgedUs) ? {} : { acknowledged: acknowledgedUs }),
    ...(fault === undefined ? {} : { fault }),
    ...(history.gate === undefined ? {} : { gate: history.gate[row]! }),
  };
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

const readCrc = (text: string | null): number => (text === null ? Number.NaN : Number.parseInt(text, 16));

/** A CRC-32 as eight hexadecimal digits; null when not known. */
export const formatCrc = (crc: number): string | null =>
  Number.isNaN(crc) ? null : crc.toString(16).padStart(8, '0');
