// What Aedes takes for its message queue (the public `mq` option): publications come in here, each is offered to
// the gate once, and what the gate lets through goes to the one User it is addressed to. Topics that are neither
// an Alert nor a User's are dropped: nothing but the gate can reach a User.

import type { Qos } from '../domain/qos.ts';
import { USER_ROLES, type UserRole } from '../domain/user.ts';
import { readAlertTopic, userFilter } from '../wire/topics.ts';
import type { Delivery, ThrottleGate } from './throttle-gate.ts';

/** A PUBLISH as it passes through the broker. */
export interface BusPacket {
  readonly cmd: 'publish';
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: Qos;
  readonly retain: boolean;
  readonly dup: boolean;
}

type BusListener = (packet: BusPacket, done: () => void) => void;

const USER_OF_FILTER = new Map<string, UserRole>(USER_ROLES.map((user) => [userFilter(user), user]));

/** The message queue between the broker's publishers and its subscribers. */
export class AlertBus {
  readonly #gate: ThrottleGate;
  readonly #qos: Qos;
  readonly #listeners = new Map<UserRole, Set<BusListener>>();
  /** Aedes reads this to bound what is under way; the bus keeps nothing waiting. */
  readonly concurrency = 0;

  constructor(gate: ThrottleGate, qos: Qos) {
    this.#gate = gate;
    this.#qos = qos;
  }

  on(filter: string, listener: BusListener, done?: () => void): this {
    const user = USER_OF_FILTER.get(filter);
    if (user) {
      const listeners = this.#listeners.get(user) ?? new Set();
      this.#listeners.set(user, listeners.add(listener));
    }
    if (done) setImmediate(done);
    return this;
  }

  removeListener(filter: string, listener: BusListener, done?: () => void): this {
    const user = USER_OF_FILTER.get(filter);
    if (user) this.#listeners.get(user)?.delete(listener);
    if (done) setImmediate(done);
    return this;
  }

  emit(packet: BusPacket, done?: () => void): this {
    const alert = readAlertTopic(packet.topic);
    if (alert) {
      const delivery = this.#gate.receive(alert.deviceId, alert.alertCode, packet.payload, packet.qos);
      if (delivery) this.#deliver(delivery);
    }
    if (done) setImmediate(done);
    return this;
  }

  close(done: () => void): void {
    this.#listeners.clear();
    done();
  }

  #deliver({ user, topic, payload }: Delivery): void {
    const packet: BusPacket = { cmd: 'publish', topic, payload, qos: this.#qos, retain: false, dup: false };
    for (const listener of this.#listeners.get(user) ?? []) listener(packet, () => {});
  }
}
