// What a client has published or subscribed to and what has not been answered: sent over the link of the moment, kept
// until it is, and sent again over the next link in the order of the first time (MQTT 3.1.1 sections 4.3 and 4.4).

import type { Qos } from '../domain/qos.ts';
import { subscribeFrame, subscribeIdAt } from './control-packets.ts';
import { PeerFault } from './frame-reader.ts';
import { InFlightWindow } from './in-flight-window.ts';
import type { Acknowledged } from './mqtt-connection.ts';
import type { MqttLink } from './mqtt-link.ts';
import { answerFrame, PUBACK, PUBCOMP, PUBREC, PUBREL, SUBACK } from './packet-type.ts';
import { markAsDuplicate, publishFrame } from './publish-frame.ts';

/** The first answer to a message, by quality of service; none at 0. */
const FIRST_ANSWER = [0, PUBACK, PUBREC] as const;

interface Sent {
  /** What is sent, and would be sent again. */
  bytes: Buffer;
  readonly idAt: number;
  /** The type of the answer it waits for; 0 for none. */
  awaits: number;
  readonly acknowledged: Acknowledged;
  readonly ticket: number;
}

/** Everything that goes out over one connection but CONNECT, answers and goodbyes. */
export class OutgoingPackets {
  #link: MqttLink | null = null;
  readonly #inFlight = new InFlightWindow<Sent>();
  /** What cannot be sent yet, and how much of it has been since. */
  #waiting: Sent[] = [];
  #noLonger = 0;
  #over: Error | null = null;

  publish(topic: string, payload: Buffer, qos: Qos, acknowledged: Acknowledged, ticket: number): void {
    const bytes = publishFrame(topic, payload, qos);
    const idAt = bytes.length - payload.length - 2;
    this.#send({ bytes, idAt, awaits: FIRST_ANSWER[qos], acknowledged, ticket });
  }

  subscribe(filters: ReadonlyMap<string, Qos>, acknowledged: Acknowledged): void {
    this.#send(subscription(filters, acknowledged));
  }

  /**
   * Takes the answer to a packet; `refusal` is what a SUBACK says of its filters.
   * @throws PeerFault when it is no answer to that packet. One to a packet that no longer waits is ignored.
   */
  answered(type: number, id: number, refusal: Error | null = null): void {
    const sent = this.#inFlight.get(id);
    if (sent === undefined) return;
    if (type === PUBREC && (sent.awaits === PUBREC || sent.awaits === PUBCOMP)) {
      sent.awaits = PUBCOMP;
      sent.bytes = answerFrame(PUBREL, id);
      this.#link?.send(sent.bytes);
      return;
    }
    if (type !== sent.awaits) throw new PeerFault('an answer is of another kind than what it answers');
    this.#inFlight.free(id);
    sent.acknowledged(refusal, sent.ticket);
    if (this.#waiting.length > 0) this.#sendWaiting();
  }

  /** Goes on over a new link: subscriptions first, then what was sent before, then what waits. */
  resume(link: MqttLink, filters: ReadonlyMap<string, Qos>): void {
    this.#link = link;
    const before = [...this.#inFlight];
    if (filters.size > 0 && !this.#inFlight.full)
      this.#dispatch(
        subscription(filters, () => {}),
        link,
      );
    for (const [, sent] of before) {
      if (sent.awaits !== PUBCOMP) markAsDuplicate(sent.bytes);
      link.send(sent.bytes);
    }
    this.#sendWaiting();
  }

  /** The link is gone. Whoever subscribed and has no answer gets none. */
  interrupted(): void {
    this.#link = null;
    for (const [id, sent] of this.#inFlight) {
      if (sent.awaits !== SUBACK) continue;
      this.#inFlight.free(id);
      sent.acknowledged(
        new Error('the connection was lost before the subscription was answered'),
        sent.ticket,
      );
    }
  }

  /** Sends nothing more, and takes nothing more. Answers are heard until `giveUp`. */
  finish(): void {
    this.#over = new Error('the connection was closed');
  }

  /** Whatever is not fulfilled never will be. */
  giveUp(): void {
    const unfulfilled = [
      ...Array.from(this.#inFlight, ([, sent]) => sent),
      ...this.#waiting.slice(this.#noLonger),
    ];
    for (const [id] of this.#inFlight) this.#inFlight.free(id);
    this.#waiting = [];
    this.#noLonger = 0;
    for (const { acknowledged, ticket } of unfulfilled) acknowledged(this.#over, ticket);
  }

  #send(sent: Sent): void {
    if (this.#over) sent.acknowledged(this.#over, sent.ticket);
    else if (this.#link && this.#waiting.length === 0 && this.#maySend(sent))
      this.#dispatch(sent, this.#link);
    else this.#waiting.push(sent);
  }

  #sendWaiting(): void {
    while (this.#link && !this.#over && this.#noLonger < this.#waiting.length) {
      const next = this.#waiting[this.#noLonger]!;
      if (!this.#maySend(next)) return;
      this.#noLonger++;
      this.#dispatch(next, this.#link);
    }
    if (this.#noLonger < this.#waiting.length) return;
    this.#waiting = [];
    this.#noLonger = 0;
  }

  #maySend({ awaits }: Sent): boolean {
    return awaits === 0 || !this.#inFlight.full;
  }

  #dispatch(sent: Sent, link: MqttLink): void {
    if (sent.awaits === 0) {
      link.sendAtMostOnce(sent.bytes, sent.acknowledged, sent.ticket);
      return;
    }
    sent.bytes.writeUInt16BE(this.#inFlight.add(sent), sent.idAt);
    link.send(sent.bytes);
  }
}

function subscription(filters: ReadonlyMap<string, Qos>, acknowledged: Acknowledged): Sent {
  const bytes = subscribeFrame(filters);
  return { bytes, idAt: subscribeIdAt(bytes), awaits: SUBACK, acknowledged, ticket: 0 };
}
