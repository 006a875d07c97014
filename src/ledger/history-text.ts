// The rows of a history in, their lines out: byte for byte what JSON makes of each row (`entryAt`), without the row
// ever being an object. A field that the row of a file gets is written in both.

import { formatAlertCode } from '../domain/alert-code.ts';
import type { History } from './history.ts';
import { OUTCOME } from './history.ts';
import { formatCrc } from './history-builder.ts';

/** Writes lines of one history. */
export class HistoryText {
  readonly #history: History;
  readonly #devices: readonly string[];
  readonly #streams: readonly string[];
  readonly #reasons: readonly string[];
  readonly #codes = new Map<number, string>();

  constructor(history: History) {
    const quoted = (text: string): string => JSON.stringify(text);
    this.#history = history;
    this.#devices = history.deviceIds.map(quoted);
    this.#streams = history.header.streams.map(quoted);
    this.#reasons = history.reasons.map(quoted);
  }

  /** The lines of these rows, from the first up to and not including the last. */
  lines(from: number, until: number): string {
    let text = '';
    for (let row = from; row < until; row++) text += this.#line(row);
    return text;
  }

  #line(row: number): string {
    const of = this.#history;
    const planned = of.plannedUs[row]!;
    const plannedText = number(planned);
    // In virtual time all moments of an Alert are one: it is put into words once.
    const moment = (us: number): string => (us === planned ? plannedText : number(us));
    const payload = of.payloadCrc[row]!;
    const payloadText = crc(payload);
    const given = of.deliveredCrc[row]!;
    return (
      `{"id":${of.id[row]! < 0 ? 'null' : of.id[row]!},"device":${this.#devices[of.device[row]!]!},` +
      `"code":${this.#code(of.code[row]!)},"counter":${number(of.counter[row]!)},` +
      `"stream":${this.#streams[of.stream[row]!] ?? 'null'},"planned":${plannedText},` +
      `"sent":${moment(of.sentUs[row]!)},"received":${moment(of.receivedUs[row]!)},` +
      `"outcome":${OUTCOME_TEXTS[of.outcome[row]!]!},"reason":${this.#reasons[of.reason[row]!] ?? 'null'},` +
      `"delivered":${moment(of.deliveredUs[row]!)},"copies":${of.copies[row]!},` +
      `"seq":${number(of.sequenceId[row]!)},"count":${number(of.count[row]!)},` +
      `"payload":${payloadText},"deliveredPayload":${given === payload ? payloadText : crc(given)}` +
      `${this.#extras(row)}}\n`
    );
  }

  /** The fields that few rows have. */
  #extras(row: number): string {
    const { timestampUs, acknowledgedUs, faults } = this.#history;
    const fault = faults.get(row);
    return (
      extra('timestamp', timestampUs[row]!) +
      extra('acknowledged', acknowledgedUs[row]!) +
      (fault === undefined ? '' : `,"fault":${JSON.stringify(fault)}`)
    );
  }

  #code(code: number): string {
    let text = this.#codes.get(code);
    if (text === undefined) {
      text = `"${formatAlertCode(code)}"`;
      this.#codes.set(code, text);
    }
    return text;
  }
}

const OUTCOME_TEXTS: Readonly<Record<number, string>> = {
  [OUTCOME.none]: 'null',
  [OUTCOME.deliver]: '"deliver"',
  [OUTCOME.discard]: '"discard"',
};

/** As JSON writes it: what is not known is null, and so is what is not finite. */
const number = (value: number): string => (Number.isFinite(value) ? `${value}` : 'null');

const extra = (name: string, us: number): string => (Number.isNaN(us) ? '' : `,"${name}":${number(us)}`);

function crc(value: number): string {
  const text = formatCrc(value);
  return text === null ? 'null' : `"${text}"`;
}
