// Rows in, columns out, and single rows back out for people to read. Grows by doubling; never holds a row
// as an object longer than one call.

import { formatAlertCode, parseAlertCode } from '../domain/alert-code.ts';
import type { History, HistoryEntry, HistoryHeader } from './history.ts';
import { OUTCOME } from './history.ts';
import { Interner } from './interner.ts';

const columns = (capacity: number) => ({
  id: new Float64Array(capacity),
  device: new Uint32Array(capacity),
  code: new Uint16Array(capacity),
  counter: new Float64Array(capacity),
  stream: new Int16Array(capacity),
  plannedUs: new Float64Array(capacity),
  sentUs: new Float64Array(capacity),
  receivedUs: new Float64Array(capacity),
  outcome: new Uint8Array(capacity),
  reason: new Int16Array(capacity),
  deliveredUs: new Float64Array(capacity),
  copies: new Uint32Array(capacity),
  sequenceId: new Float64Array(capacity),
  count: new Float64Array(capacity),
  payloadCrc: new Float64Array(capacity),
  deliveredCrc: new Float64Array(capacity),
});

/** Collects rows into a {@link History}. */
export class HistoryBuilder {
  readonly #devices = new Interner();
  readonly #reasons = new Interner();
  readonly #streams = new Map<string, number>();
  readonly #header: HistoryHeader;
  #columns: ReturnType<typeof columns>;
  #capacity: number;
  #length = 0;

  constructor(header: HistoryHeader, expectedRows = 1024) {
    this.#header = header;
    this.#capacity = Math.max(16, expectedRows);
    this.#columns = columns(this.#capacity);
    header.streams.forEach((name, index) => this.#streams.set(name, index));
  }

  add(entry: HistoryEntry): void {
    if (this.#length === this.#capacity) this.#grow();
    const to = this.#columns;
    const row = this.#length++;
    to.id[row] = entry.id ?? -1;
    to.device[row] = this.#devices.indexOf(entry.device);
    to.code[row] = parseAlertCode(entry.code) ?? 0;
    to.counter[row] = entry.counter;
    to.stream[row] = entry.stream === null ? -1 : (this.#streams.get(entry.stream) ?? -1);
    to.plannedUs[row] = entry.planned ?? Number.NaN;
    to.sentUs[row] = entry.sent ?? Number.NaN;
    to.receivedUs[row] = entry.received ?? Number.NaN;
    to.outcome[row] = OUTCOME[entry.outcome ?? 'none'];
    to.reason[row] = entry.reason === null ? -1 : this.#reasons.indexOf(entry.reason);
    to.deliveredUs[row] = entry.delivered ?? Number.NaN;
    to.copies[row] = entry.copies;
    to.sequenceId[row] = entry.seq ?? Number.NaN;
    to.count[row] = entry.count ?? Number.NaN;
    to.payloadCrc[row] = readCrc(entry.payload);
    to.deliveredCrc[row] = readCrc(entry.deliveredPayload);
  }

  build(): History {
    const c = this.#columns;
    const end = this.#length;
    return {
      header: this.#header,
      length: end,
      deviceIds: this.#devices.names,
      reasons: this.#reasons.names,
      id: c.id.subarray(0, end),
      device: c.device.subarray(0, end),
      code: c.code.subarray(0, end),
      counter: c.counter.subarray(0, end),
      stream: c.stream.subarray(0, end),
      plannedUs: c.plannedUs.subarray(0, end),
      sentUs: c.sentUs.subarray(0, end),
      receivedUs: c.receivedUs.subarray(0, end),
      outcome: c.outcome.subarray(0, end),
      reason: c.reason.subarray(0, end),
      deliveredUs: c.deliveredUs.subarray(0, end),
      copies: c.copies.subarray(0, end),
      sequenceId: c.sequenceId.subarray(0, end),
      count: c.count.subarray(0, end),
      payloadCrc: c.payloadCrc.subarray(0, end),
      deliveredCrc: c.deliveredCrc.subarray(0, end),
    };
  }

  #grow(): void {
    this.#capacity *= 2;
    const wider = columns(this.#capacity);
    for (const name of Object.keys(wider) as (keyof typeof wider)[]) wider[name].set(this.#columns[name]);
    this.#columns = wider;
  }
}

/** Reads one row as it stands in the file. */
export function entryAt(history: History, row: number): HistoryEntry {
  const stream = history.stream[row]!;
  const reason = history.reason[row]!;
  const outcome = history.outcome[row]!;
  return {
    id: history.id[row]! < 0 ? null : history.id[row]!,
    device: history.deviceIds[history.device[row]!]!,
    code: formatAlertCode(history.code[row]!),
    counter: history.counter[row]!,
    stream: stream < 0 ? null : history.header.streams[stream]!,
    planned: known(history.plannedUs[row]!),
    sent: known(history.sentUs[row]!),
    received: known(history.receivedUs[row]!),
    outcome: outcome === OUTCOME.none ? null : outcome === OUTCOME.deliver ? 'deliver' : 'discard',
    reason: reason < 0 ? null : history.reasons[reason]!,
    delivered: known(history.deliveredUs[row]!),
    copies: history.copies[row]!,
    seq: known(history.sequenceId[row]!),
    count: known(history.count[row]!),
    payload: writeCrc(history.payloadCrc[row]!),
    deliveredPayload: writeCrc(history.deliveredCrc[row]!),
  };
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

const readCrc = (text: string | null): number => (text === null ? Number.NaN : Number.parseInt(text, 16));

const writeCrc = (crc: number): string | null =>
  Number.isNaN(crc) ? null : crc.toString(16).padStart(8, '0');
