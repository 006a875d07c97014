// The rows of a history in, their lines out as bytes: what JSON makes of each row (`entryAt`), without the row ever
// being an object or its line a string. A field that the row of a file gets is written in both.

import { formatAlertCode } from '../domain/alert-code.ts';
import { ByteWriter } from './byte-writer.ts';
import type { History } from './history.ts';
import { outcomeOf } from './history.ts';

const LINE_BYTES = 400;

/** Writes lines of one history. */
export class HistoryBytes {
  readonly #history: History;
  /** Texts that many rows share, by what they say. */
  readonly #codes = new Map<number, Uint8Array>();
  readonly #streams: readonly Uint8Array[];
  readonly #decisions = new Map<number, Uint8Array>();

  constructor(history: History) {
    this.#history = history;
    this.#streams = history.header.streams.map(streamText);
  }

  /** The lines of these rows, from the first up to and not including the last. */
  lines(from: number, until: number): Buffer {
    const to = new ByteWriter((until - from) * LINE_BYTES);
    for (let row = from; row < until; row++) this.#write(row, to);
    return to.finish();
  }

  #write(row: number, to: ByteWriter): void {
    const of = this.#history;
    const id = of.id[row]!;
    to.bytes(ID);
    numberOrNull(id < 0 ? Number.NaN : id, to);
    to.bytes(DEVICE);
    to.quoted(of.deviceIds[of.device[row]!]!);
    to.bytes(this.#code(of.code[row]!));
    numberOrNull(of.counter[row]!, to);
    to.bytes(this.#streams[of.stream[row]!] ?? NO_STREAM);
    const planned = of.plannedUs[row]!;
    const plannedAt = to.end;
    numberOrNull(planned, to);
    const plannedEnd = to.end;
    // In virtual time all moments of an Alert are one: it is put into digits once.
    const moment = (us: number): void =>
      us === planned ? to.again(plannedAt, plannedEnd) : numberOrNull(us, to);
    to.bytes(SENT);
    moment(of.sentUs[row]!);
    to.bytes(RECEIVED);
    moment(of.receivedUs[row]!);
    to.bytes(this.#decision(of.outcome[row]!, of.reason[row]!));
    moment(of.deliveredUs[row]!);
    to.bytes(COPIES);
    to.number(of.copies[row]!);
    to.bytes(SEQ);
    numberOrNull(of.sequenceId[row]!, to);
    to.bytes(COUNT);
    numberOrNull(of.count[row]!, to);
    to.bytes(PAYLOAD);
    crcOrNull(of.payloadCrc[row]!, to);
    to.bytes(DELIVERED_PAYLOAD);
    crcOrNull(of.deliveredCrc[row]!, to);
    this.#writeExtras(row, to);
    to.bytes(END);
  }

  /** The fields that few rows have. */
  #writeExtras(row: number, to: ByteWriter): void {
    const timestampUs = this.#history.timestampUs[row]!;
    const acknowledgedUs = this.#history.acknowledgedUs[row]!;
    const fault = this.#history.faults.get(row);
    if (!Number.isNaN(timestampUs)) {
      to.bytes(TIMESTAMP);
      numberOrNull(timestampUs, to);
    }
    if (!Number.isNaN(acknowledgedUs)) {
      to.bytes(ACKNOWLEDGED);
      numberOrNull(acknowledgedUs, to);
    }
    if (fault !== undefined) {
      to.bytes(FAULT);
      to.quoted(fault);
    }
    const { gate } = this.#history;
    if (gate !== undefined) {
      to.bytes(GATE);
      to.number(gate[row]!);
    }
  }

  #code(code: number): Uint8Array {
    return kept(this.#codes, code, () => Buffer.from(`,"code":"${formatAlertCode(code)}","counter":`));
  }

  #decision(outcome: number, reason: number): Uint8Array {
    return kept(this.#decisions, outcome * 0x1_0000 + reason, () => {
      const said = JSON.stringify(outcomeOf(outcome));
      const why = JSON.stringify(this.#history.reasons[reason] ?? null);
      return Buffer.from(`,"outcome":${said},"reason":${why},"delivered":`);
    });
  }
}

const GATE = Buffer.from(',"gate":');
const ID = Buffer.from('{"id":');
const DEVICE = Buffer.from(',"device":');
const NO_STREAM = streamText(null);
const SENT = Buffer.from(',"sent":');
const RECEIVED = Buffer.from(',"received":');
const COPIES = Buffer.from(',"copies":');
const SEQ = Buffer.from(',"seq":');
const COUNT = Buffer.from(',"count":');
const PAYLOAD = Buffer.from(',"payload":');
const DELIVERED_PAYLOAD = Buffer.from(',"deliveredPayload":');
const TIMESTAMP = Buffer.from(',"timestamp":');
const ACKNOWLEDGED = Buffer.from(',"acknowledged":');
const FAULT = Buffer.from(',"fault":');
const END = Buffer.from('}\n');
const NULL = Buffer.from('null');

function streamText(name: string | null): Uint8Array {
  return Buffer.from(`,"stream":${JSON.stringify(name)},"planned":`);
}

function kept(texts: Map<number, Uint8Array>, of: number, make: () => Uint8Array): Uint8Array {
  let text = texts.get(of);
  if (text === undefined) {
    text = make();
    texts.set(of, text);
  }
  return text;
}

/** As JSON writes it: what is not known is null, and so is what is not finite. */
function numberOrNull(value: number, to: ByteWriter): void {
  if (Number.isFinite(value)) to.number(value);
  else to.bytes(NULL);
}

function crcOrNull(value: number, to: ByteWriter): void {
  if (Number.isNaN(value)) to.bytes(NULL);
  else to.hex(value);
}
