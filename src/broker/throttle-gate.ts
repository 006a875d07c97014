// The gate in front of the Users: an Alert's bytes in, one decision by the throttle, a ledger row, and a delivery
// out or nothing. Reads each Alert once, decides once, never changes the payload. What the throttle does not decide
// on goes no further, and the ledger says what it did instead.

import type { Clock } from '../domain/clock.ts';
import { MAX_THROTTLE_FAULTS } from '../domain/limits.ts';
import type { Qos } from '../domain/qos.ts';
import type { UserRole } from '../domain/user.ts';
import { payloadCrc } from '../ledger/checksum.ts';
import type { GateLedger } from '../ledger/gate-ledger.ts';
import { type Answer, ask } from '../throttle/ask.ts';
import type { Profile } from '../throttle/profile.ts';
import type { Arrival, Throttle } from '../throttle/throttle.ts';
import { readAlert } from '../wire/alert-message.ts';
import { writeDelivery } from '../wire/delivery-message.ts';
import { deliveryTopic } from '../wire/topics.ts';
import type { KnownDevice } from './access.ts';
import type { Refusals } from './refusals.ts';
import { ThrottledKeys } from './throttled-keys.ts';

/** What a User is to be given. */
export interface Delivery {
  readonly user: UserRole;
  readonly topic: string;
  readonly payload: Buffer;
}

/** What the gate works with. `onGivenUp` is told, once, when the throttle has failed too often to be asked again. */
export interface GateParts {
  readonly throttle: Throttle;
  /** Which time the throttle counts by: the gate's own, or the Alert's. */
  readonly countsBy: Profile['clock'];
  readonly clock: Clock;
  readonly ledger: GateLedger;
  readonly refusals: Refusals;
  readonly onGivenUp: () => void;
}

const NOT_ASKED: Answer = { outcome: null, reason: 'not-asked' };

/** Lets through what the throttle lets through. */
export class ThrottleGate {
  delivered = 0;
  discarded = 0;
  /** Alerts on which there is no decision. */
  undecided = 0;
  readonly #parts: GateParts;
  readonly #throttledKeys = new ThrottledKeys();
  #faults = 0;

  constructor(parts: GateParts) {
    this.#parts = parts;
  }

  /** Keys whose latest arrival was discarded. */
  get throttledKeys(): number {
    return this.#throttledKeys.count;
  }

  /** Takes an arrival. Bytes that are no Alert of this Device and code are refused and counted. */
  receive(device: KnownDevice, alertCode: number, payload: Buffer, qos: Qos): Delivery | null {
    const { clock, ledger, refusals } = this.#parts;
    const deviceId = device.id;
    const alert = readAlert(payload, deviceId, alertCode);
    if (!alert) {
      refusals.count('malformed-alert');
      return null;
    }
    const timeUs = clock.nowUs();
    const { originatorCounter, timestampUs } = alert;
    const countedUs = this.#parts.countsBy === 'receipt' ? null : timestampUs;
    const answer = this.#ask({
      deviceId,
      device: device.number,
      alertCode,
      originatorCounter,
      timeUs: countedUs ?? timeUs,
    });
    const metadata = answer.outcome === 'deliver' ? answer.metadata : undefined;
    const sequenceId = metadata?.sequenceId ?? null;
    const count = metadata?.count ?? null;
    ledger.append({
      device: device.number,
      alertCode,
      counter: originatorCounter,
      timeUs,
      timestampUs: countedUs,
      outcome: answer.outcome,
      reason: answer.reason,
      fault: answer.fault ?? null,
      sequenceId,
      count,
      payloadCrc: payloadCrc(payload),
      qos,
    });
    this.#count(answer.outcome);
    if (answer.outcome !== null)
      this.#throttledKeys.note(device.number, alertCode, answer.outcome === 'discard');
    if (answer.outcome !== 'deliver') return null;
    return {
      user: alert.recipient,
      topic: deliveryTopic(alert.recipient, deviceId, alertCode),
      payload: writeDelivery({
        deviceId,
        alertCode,
        throttledAlertSequenceId: sequenceId,
        throttledAlertCount: count,
        payload,
      }),
    };
  }

  #ask(arrival: Arrival): Answer {
    if (this.#faults === MAX_THROTTLE_FAULTS) return NOT_ASKED;
    const answer = ask(this.#parts.throttle, arrival);
    if (answer.fault !== undefined && ++this.#faults === MAX_THROTTLE_FAULTS) this.#parts.onGivenUp();
    return answer;
  }

  #count(outcome: Answer['outcome']): void {
    if (outcome === 'discard') this.discarded++;
    else if (outcome === 'deliver') this.delivered++;
    else this.undecided++;
  }
}
