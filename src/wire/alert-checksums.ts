// CRC-32 of the bytes that a Device would write, without writing them: a million Alerts differ in little but two
// numbers. The fixed texts are cut out of an Alert that was really written, so that one place alone knows what one
// looks like.

import { formatAlertCode } from '../domain/alert-code.ts';
import type { UserRole } from '../domain/user.ts';
import { writeAlert } from './alert-message.ts';
import { appendByte, appending, type CrcState, crcOf, EMPTY_CRC } from './crc-state.ts';

const MINUS = 45;
const ZERO = 48;
const MILLION = 1_000_000;

type Appending = (state: CrcState) => CrcState;

/** The fixed texts of one stream's Alerts, as what they do to a checksum. What streams have alike they share. */
interface StreamTexts {
  readonly toCode: Appending;
  readonly code: string;
  readonly toCounter: Appending;
  readonly toTime: Appending;
}

/** Checksums of Alerts of these Devices, sent by these streams. */
export class AlertChecksums {
  /** Per Device, the checksum up to and with its ID. */
  readonly #devices: Int32Array;
  readonly #streams: readonly StreamTexts[];
  readonly #end: number;

  constructor(
    deviceIds: readonly string[],
    streams: readonly { readonly alertCode: number; readonly recipient: UserRole }[],
  ) {
    const [first] = cut(0, 'DCC');
    this.#devices = Int32Array.from(deviceIds, (id) => appendText(EMPTY_CRC, first + JSON.stringify(id)));
    const known = new Map<string, Appending>();
    const shared = (text: string): Appending => {
      const appended = known.get(text) ?? appending(text);
      known.set(text, appended);
      return appended;
    };
    this.#streams = streams.map(({ alertCode, recipient }) => {
      const [, beforeCounter, toTime] = cut(alertCode, recipient);
      const code = formatAlertCode(alertCode);
      const [toCode = '', toCounter = ''] = beforeCounter.split(code);
      return { toCode: shared(toCode), code, toCounter: shared(toCounter), toTime: shared(toTime) };
    });
    this.#end = cut(0, 'DCC')[3].charCodeAt(0);
  }

  /** The checksum of one Alert, an unsigned 32-bit number. Counter and time are whole, no counter is negative. */
  of(device: number, stream: number, originatorCounter: number, timestampUs: number): number {
    const { toCode, code, toCounter, toTime } = this.#streams[stream]!;
    const coded = appendText(toCode(this.#devices[device]!), code);
    const counted = appendNumber(toCounter(coded), originatorCounter);
    const timed = appendNumber(toTime(counted), timestampUs);
    return crcOf(appendByte(timed, this.#end));
  }
}

/** What stands before the Device ID, between it and the counter, between that and the time, and at the end. */
function cut(alertCode: number, recipient: UserRole): [string, string, string, string] {
  const alert = { deviceId: '', alertCode, recipient, originatorCounter: 1, timestampUs: 1 };
  const [toCounter = '', toTime = '', end = ''] = writeAlert(alert)
    .toString()
    .split(/(?<=:)1/);
  const [first = '', ...rest] = toCounter.split('""');
  return [first, rest.join('""'), toTime, end];
}

function appendText(state: CrcState, text: string): CrcState {
  let after = state;
  for (let at = 0; at < text.length; at++) after = appendByte(after, text.charCodeAt(at));
  return after;
}

/** Appends a whole number in decimal digits. Up to six digits at a time, because integer division is quick. */
function appendNumber(state: CrcState, value: number): CrcState {
  if (value < 0) return appendNumber(appendByte(state, MINUS), -value);
  if (value < MILLION) return appendDigits(state, value, digitsOf(value));
  const above = Math.floor(value / MILLION);
  return appendDigits(appendNumber(state, above), value - above * MILLION, MILLION / 10);
}

/** The place value of a number's first digit. */
function digitsOf(value: number): number {
  let place = 1;
  while (place * 10 <= value) place *= 10;
  return place;
}

function appendDigits(state: CrcState, value: number, firstPlace: number): CrcState {
  let after = state;
  let rest = value | 0;
  for (let place = firstPlace | 0; place > 0; place = (place / 10) | 0) {
    const digit = (rest / place) | 0;
    rest -= digit * place;
    after = appendByte(after, ZERO + digit);
  }
  return after;
}
