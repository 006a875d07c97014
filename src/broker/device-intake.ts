// What one Device, or hub, publishes: each Alert is parsed once, offered to the gate at once, acknowledged after that,
// and given to its User if it was let through. Publications under any other topic are left to Aedes, whose rules they
// meet. QoS 2 by method B of MQTT 3.1.1 section 4.3.3: what was decided is remembered until the Device releases it.

import { MAX_REPLY_BACKLOG_BYTES } from '../domain/limits.ts';
import type { Qos } from '../domain/qos.ts';
import { readAlertTopic } from '../wire/topics.ts';
import type { Access, KnownDevice } from './access.ts';
import { BrokenOff } from './broken-off.ts';
import type { PacketSender, PacketTaker } from './client-connection.ts';
import { bodyOf } from './packet-frames.ts';
import type { Replies } from './replies.ts';
import type { ThrottleGate } from './throttle-gate.ts';
import type { UserOutlets } from './user-outlets.ts';

const PUBLISH = 3;
const PUBREL = 0x62;
const ACKNOWLEDGED = 0x40;
const RECEIVED = 0x50;
const COMPLETED = 0x70;

/** What becomes of the Alerts of all clients. */
export interface IntakeParts {
  readonly access: Access;
  readonly gate: ThrottleGate;
  readonly outlets: UserOutlets;
}

/** What the topic of an Alert says. */
interface AlertSource {
  readonly device: KnownDevice;
  readonly alertCode: number;
}

/** Takes the Alerts of one client. */
export class DeviceIntake implements PacketTaker {
  readonly #clientId: string;
  readonly #connection: PacketSender;
  readonly #parts: IntakeParts;
  readonly #replies: Replies;
  /** What was said of its latest topic: a Device in a storm says the same again and again. */
  #topic = '';
  #source: AlertSource | null = null;
  /** Packet ids of QoS 2 that the Device has not released. */
  #unreleased: Set<number> | null = null;

  constructor(clientId: string, connection: PacketSender, parts: IntakeParts) {
    this.#clientId = clientId;
    this.#connection = connection;
    this.#parts = parts;
    this.#replies = parts.outlets.replies;
  }

  take(packet: Buffer): boolean {
    const type = packet[0]!;
    const taken =
      type >> 4 === PUBLISH
        ? this.#publish(packet, (type >> 1) & 3)
        : type === PUBREL && this.#release(packet);
    if (!taken) this.#answer();
    return taken;
  }

  flush(): void {
    this.#replies.dueTo(this.#connection);
    if (this.#connection.backlogBytes > MAX_REPLY_BACKLOG_BYTES)
      this.#connection.destroy(new BrokenOff('unread-replies', 'acknowledgements not read'));
  }

  closed(): void {
    this.#answer();
  }

  #answer(): void {
    this.#replies.dueTo(this.#connection);
    this.#replies.sendNow();
  }

  #publish(packet: Buffer, qos: number): boolean {
    const topicAt = bodyOf(packet) + 2;
    if (topicAt > packet.length) return false;
    const idAt = topicAt + packet.readUInt16BE(topicAt - 2);
    const payloadAt = qos === 0 ? idAt : idAt + 2;
    if (qos > 2 || payloadAt > packet.length) return false;
    const id = qos === 0 ? 0 : packet.readUInt16BE(idAt);
    const source = this.#sourceOf(packet.toString('latin1', topicAt, idAt));
    if (source === null) return false;
    if (qos > 0 && id === 0) {
      this.#connection.destroy(new BrokenOff('protocol-error', 'a packet id of 0'));
      return true;
    }
    if (qos < 2) {
      this.#offer(source, packet.subarray(payloadAt), qos as Qos);
      if (qos === 1) this.#replies.add(ACKNOWLEDGED, id);
      return true;
    }
    this.#unreleased ??= new Set();
    if (!this.#unreleased.has(id)) {
      this.#unreleased.add(id);
      this.#offer(source, packet.subarray(payloadAt), 2);
    }
    this.#replies.add(RECEIVED, id);
    return true;
  }

  #sourceOf(topic: string): AlertSource | null {
    if (topic !== this.#topic) {
      const alert = readAlertTopic(topic);
      const device = alert && this.#parts.access.deviceOf(this.#clientId, alert.deviceId);
      this.#source = device ? { device, alertCode: alert.alertCode } : null;
      this.#topic = topic;
    }
    return this.#source;
  }

  #offer({ device, alertCode }: AlertSource, payload: Buffer, qos: Qos): void {
    const { gate, outlets } = this.#parts;
    const delivery = gate.receive(device, alertCode, payload, qos);
    if (delivery) outlets.give(delivery);
  }

  #release(packet: Buffer): boolean {
    if (packet.length !== 4) return false;
    const id = packet.readUInt16BE(2);
    if (!this.#unreleased?.delete(id)) return false;
    this.#replies.add(COMPLETED, id);
    return true;
  }
}
