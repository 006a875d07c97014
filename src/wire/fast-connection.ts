// The cheapest client that keeps MQTT's rules: the life of one connection, from the first attempt over every loss to
// the close. What each packet means is told apart here; what becomes of it is the business of others.

import { after } from '../domain/clock.ts';
import { type Deferred, deferred } from '../domain/deferred.ts';
import { CLOSE_PATIENCE_MS } from '../domain/limits.ts';
import type { Qos } from '../domain/qos.ts';
import { connectFrame, readPacket } from './control-packets.ts';
import { PeerFault } from './frame-reader.ts';
import { IncomingMessages } from './incoming-messages.ts';
import {
  type Acknowledged,
  CONNECT_TIMEOUT_MS,
  KEEPALIVE_S,
  type MqttConnection,
  type MqttConnectionOptions,
  RECONNECT_MS,
} from './mqtt-connection.ts';
import { type LinkOwner, MqttLink } from './mqtt-link.ts';
import { OutgoingPackets } from './outgoing-packets.ts';
import {
  CONNACK,
  idAnswered,
  PINGRESP,
  PUBACK,
  PUBCOMP,
  PUBLISH,
  PUBREC,
  PUBREL,
  SUBACK,
} from './packet-type.ts';

/** Opens a connection; rejects when the broker cannot be reached or refuses the client. */
export function openFastConnection(options: MqttConnectionOptions): Promise<MqttConnection> {
  const opening = deferred<MqttConnection>();
  const connection = new FastConnection(options, opening);
  connection.connect();
  return opening.promise;
}

/** What a broker says when it refuses a client (MQTT 3.1.1 section 3.2.2.3). */
const REFUSALS: Readonly<Record<number, string>> = {
  1: 'Unacceptable protocol version',
  2: 'Identifier rejected',
  3: 'Server unavailable',
  4: 'Bad username or password',
  5: 'Not authorized',
};

const nothing = (): void => {};

const NO_FILTERS: ReadonlyMap<string, Qos> = new Map();

class FastConnection implements MqttConnection, LinkOwner {
  readonly #options: MqttConnectionOptions;
  readonly #outgoing = new OutgoingPackets();
  readonly #incoming: IncomingMessages;
  #link: MqttLink | null = null;
  #accepted = false;
  /** Null as soon as the connection stood once. */
  #opening: Deferred<MqttConnection> | null;
  #closing: Deferred<void> | null = null;
  /** Calls off what is to be done in a while, be it giving up or trying again. */
  #callOff = nothing;
  #granted: Map<string, Qos> | null = null;

  constructor(options: MqttConnectionOptions, opening: Deferred<MqttConnection>) {
    this.#options = options;
    this.#opening = opening;
    this.#incoming = new IncomingMessages(options.onMessage);
  }

  get backlog(): number {
    return this.#accepted && this.#link ? this.#link.backlog : 0;
  }

  publish(topic: string, payload: Buffer, qos: Qos, acknowledged: Acknowledged, ticket = 0): void {
    this.#outgoing.publish(topic, payload, qos, acknowledged, ticket);
  }

  subscribe(filter: string, qos: Qos): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#outgoing.subscribe(new Map([[filter, qos]]), (error) => {
        if (error === null) {
          this.#granted ??= new Map();
          this.#granted.set(filter, qos);
          resolve();
        } else reject(error);
      });
    });
  }

  close(): Promise<void> {
    if (this.#closing) return this.#closing.promise;
    const closing = deferred<void>();
    this.#closing = closing;
    this.#calledOff();
    this.#outgoing.finish();
    const link = this.#link;
    if (link === null) this.#closed();
    else if (this.#accepted) {
      link.end();
      this.#callOff = after(CLOSE_PATIENCE_MS, () => link.cut());
    } else link.cut();
    return closing.promise;
  }

  connect(): void {
    const { clientId, username, password, connectTimeoutMs = CONNECT_TIMEOUT_MS } = this.#options;
    const { keepaliveS = KEEPALIVE_S } = this.#options;
    const link = new MqttLink(this.#options, keepaliveS, this);
    this.#link = link;
    link.send(connectFrame(clientId, keepaliveS, username, password));
    this.#callOff = after(connectTimeoutMs, () => link.cut(new Error('connack timeout')));
  }

  packet(bytes: Buffer, at: number, body: number, end: number): void {
    const link = this.#link!;
    const type = this.#accepted ? bytes[at]! >> 4 : CONNACK;
    switch (type) {
      case PUBACK:
      case PUBREC:
      case PUBCOMP:
        this.#outgoing.answered(type, idAnswered(bytes, at, body, end));
        break;
      case PUBLISH:
        this.#incoming.publish(bytes, at, body, end, link);
        break;
      case PUBREL:
        this.#incoming.release(idAnswered(bytes, at, body, end), link);
        break;
      case SUBACK:
        this.#answerSubscription(bytes.subarray(at, end));
        break;
      case PINGRESP:
        link.alive();
        break;
      case CONNACK:
        this.#welcome(bytes.subarray(at, end), link);
        break;
      default:
        throw new PeerFault('a packet came that no broker may send now');
    }
  }

  closed(cause: Error | null): void {
    this.#calledOff();
    this.#link = null;
    this.#accepted = false;
    this.#incoming.forget();
    this.#outgoing.interrupted();
    if (this.#closing) this.#closed();
    else if (this.#opening === null) this.#lost();
    else this.#opening.reject(cause ?? new Error('the connection was closed before it was accepted'));
  }

  #lost(): void {
    this.#options.onLost?.();
    if (!this.#closing) this.#callOff = after(RECONNECT_MS, () => this.#connectAgain());
  }

  /** What was to be done is let go of, too: a timer is large beside the rest of a connection. */
  #calledOff(): void {
    this.#callOff();
    this.#callOff = nothing;
  }

  #connectAgain(): void {
    this.#options.onReconnect?.();
    if (!this.#closing) this.connect();
  }

  #welcome(bytes: Buffer, link: MqttLink): void {
    const packet = readPacket(bytes);
    if (packet.cmd !== 'connack' || this.#accepted) throw new PeerFault('CONNACK comes first, and once');
    const code = packet.returnCode ?? 0;
    if (code !== 0) {
      link.cut(new Error(`Connection refused: ${REFUSALS[code] ?? code}`));
      return;
    }
    this.#calledOff();
    this.#accepted = true;
    link.accepted();
    this.#outgoing.resume(link, this.#granted ?? NO_FILTERS);
    if (this.#opening === null) this.#options.onRestored?.();
    else this.#opening.resolve(this);
    this.#opening = null;
  }

  #answerSubscription(bytes: Buffer): void {
    const packet = readPacket(bytes);
    if (packet.cmd !== 'suback' || packet.granted.length === 0)
      throw new PeerFault('a subscription has no answer that can be read');
    const refused = packet.granted.some((code) => typeof code === 'number' && code >= 0x80);
    this.#outgoing.answered(
      SUBACK,
      packet.messageId!,
      refused ? new Error('Subscribe error: refused') : null,
    );
  }

  #closed(): void {
    this.#outgoing.giveUp();
    this.#closing?.resolve();
  }
}
