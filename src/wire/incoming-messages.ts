// PUBLISH packets in; messages for the listener and the answers that each quality of service asks for out. At QoS 2 a
// message is kept until it is released and given once then, as method A of MQTT 3.1.1 section 4.3.3 has it.

import { PeerFault } from './frame-reader.ts';
import type { MqttConnectionOptions } from './mqtt-connection.ts';
import { answerFrame, PUBACK, PUBCOMP, PUBREC } from './packet-type.ts';

type Listener = NonNullable<MqttConnectionOptions['onMessage']>;
type Message = Parameters<Listener>;

/** Where answers are sent. */
interface Answering {
  send(bytes: Buffer): void;
}

/** What one connection receives. */
export class IncomingMessages {
  readonly #listener: Listener | undefined;
  /** Messages of QoS 2 that are not released, by packet id. */
  #kept: Map<number, Message> | null = null;

  constructor(listener: Listener | undefined) {
    this.#listener = listener;
  }

  /**
   * Takes a PUBLISH; where it stands in the bytes is as `PacketTaker` says.
   * @throws PeerFault when it is malformed.
   */
  publish(bytes: Buffer, at: number, body: number, end: number, link: Answering): void {
    const first = bytes[at]!;
    const qos = (first >> 1) & 3;
    const idAt = body + 2 > end ? end + 1 : body + 2 + bytes.readUInt16BE(body);
    const payloadAt = qos === 0 ? idAt : idAt + 2;
    const id = qos > 0 && payloadAt <= end ? bytes.readUInt16BE(idAt) : 0;
    if (qos === 3 || payloadAt > end || (qos > 0 && id === 0)) throw new PeerFault('a message is malformed');
    if (qos === 2) link.send(answerFrame(PUBREC, id));
    if (qos === 2 && this.#kept?.has(id)) return;
    const facts = { dup: (first & 8) !== 0, retained: (first & 1) !== 0 };
    const topic = bytes.toString('utf8', body + 2, idAt);
    const message: Message = [topic, Buffer.from(bytes.subarray(payloadAt, end)), facts];
    if (qos === 2) {
      this.#kept ??= new Map();
      this.#kept.set(id, message);
      return;
    }
    this.#listener?.(...message);
    if (qos === 1) link.send(answerFrame(PUBACK, id));
  }

  /** The message with this id is released: gives it, if it was not given before. */
  release(id: number, link: Answering): void {
    const message = this.#kept?.get(id);
    this.#kept?.delete(id);
    if (message) this.#listener?.(...message);
    link.send(answerFrame(PUBCOMP, id));
  }

  /** With a clean session, a new connection knows nothing of what the last one had not released. */
  forget(): void {
    this.#kept = null;
  }
}
