// One Device's PUBLISH of an Alert as prepared bytes: each Alert is a copy with another packet id and another originator
// counter, nothing is written anew. Counters have ten digits from the start, so that every Alert is as long.

import { writeAlert } from '../../src/wire/alert-message.ts';
import { alertTopic } from '../../src/wire/topics.ts';
import { frame, PACKET, text } from './mqtt-frames.ts';

const FIRST_COUNTER = 1_000_000_000;
const MAX_PACKET_ID = 65_535;
const AT_LEAST_ONCE = 2;
const CODE = 0x8f0a;

/** A PUBLISH at QoS 1, stamped out again and again. */
export class AlertTemplate {
  readonly #bytes: Buffer;
  readonly #idAt: number;
  readonly #counterAt: number;
  #sent = 0;

  constructor(deviceId: string) {
    const alert = {
      deviceId,
      alertCode: CODE,
      originatorCounter: FIRST_COUNTER,
      timestampUs: 1_000_000,
    } as const;
    const payload = writeAlert({ ...alert, recipient: 'Supplier' });
    const topic = text(alertTopic(deviceId, CODE));
    const first = (PACKET.publish << 4) | AT_LEAST_ONCE;
    this.#bytes = frame(first, Buffer.concat([topic, Buffer.alloc(2), payload]));
    const payloadAt = this.#bytes.length - payload.length;
    this.#idAt = payloadAt - 2;
    this.#counterAt = payloadAt + payload.indexOf(`${FIRST_COUNTER}`);
  }

  /** The next so many Alerts, one after another. */
  next(alerts: number): Buffer {
    const { length } = this.#bytes;
    const out = Buffer.allocUnsafe(alerts * length);
    for (let n = 0; n < alerts; n++) {
      const at = n * length;
      this.#bytes.copy(out, at);
      out.writeUInt16BE((this.#sent % MAX_PACKET_ID) + 1, at + this.#idAt);
      let rest = ++this.#sent;
      for (let digit = 9; rest > 0; digit--) {
        out[at + this.#counterAt + digit] = 0x30 + (rest % 10);
        rest = Math.floor(rest / 10);
      }
      out[at + this.#counterAt] = 0x31;
    }
    return out;
  }
}
