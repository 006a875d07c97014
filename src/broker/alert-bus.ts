// What Aedes takes for its message queue (the public `mq` option). Alerts pass it by, on their own way to the gate;
// what Aedes publishes by itself, as the last will of a Device, is offered to the gate here. Nothing else comes
// through, so that nothing but the gate can reach a User.

import type { Qos } from '../domain/qos.ts';
import { readAlertTopic } from '../wire/topics.ts';
import type { IntakeParts } from './device-intake.ts';

/** A PUBLISH as it passes through the broker. */
export interface BusPacket {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: Qos;
}

type BusListener = (packet: BusPacket, done: () => void) => void;

/** The message queue between the broker's publishers and its subscribers, none of which it serves. */
export class AlertBus {
  readonly #parts: IntakeParts;
  /** Aedes reads this to bound what is under way; the bus keeps nothing waiting. */
  readonly concurrency = 0;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  on(_filter: string, _listener: BusListener, done?: () => void): this {
    if (done) setImmediate(done);
    return this;
  }

  removeListener(_filter: string, _listener: BusListener, done?: () => void): this {
    if (done) setImmediate(done);
    return this;
  }

  emit({ topic, payload, qos }: BusPacket, done?: () => void): this {
    const { access, gate, outlets } = this.#parts;
    const alert = readAlertTopic(topic);
    const device = alert && access.deviceNamed(alert.deviceId);
    const delivery = device && gate.receive(device, alert.alertCode, payload, qos);
    if (delivery) outlets.give(delivery);
    if (done) setImmediate(done);
    return this;
  }

  close(done: () => void): void {
    done();
  }
}
