// The gate in front of the Users: an Alert's bytes in, one decision by the throttle, a ledger row, and a delivery
// out or nothing. Reads each Alert once, decides once, never changes the payload.

import type { Clock } from '../domain/clock.ts';
import { StormError } from '../domain/failure.ts';
import type { Qos } from '../domain/qos.ts';
import type { UserRole } from '../domain/user.ts';
import { payloadCrc } from '../ledger/checksum.ts';
import type { GateLedger } from '../ledger/gate-ledger.ts';
import { nameOfArrival } from '../throttle/arrival-name.ts';
import type { Profile } from '../throttle/profile.ts';
import type { Arrival, Decision, Throttle } from '../throttle/throttle.ts';
import { readAlert } from '../wire/alert-message.ts';
import { writeDelivery } from '../wire/delivery-message.ts';
import { deliveryTopic } from '../wire/topics.ts';
import type { Refusals } from './refusals.ts';

/** What a User is to be given. */
export interface Delivery {
  readonly user: UserRole;
  readonly topic: string;
  readonly payload: Buffer;
}

/** What the gate works with. `onBroken` is told when the throttle throws; nothing is delivered from then on. */
export interface GateParts {
  readonly throttle: Throttle;
  /** Which time the throttle counts by: the gate's own, or the Alert's. */
  readonly countsBy: Profile['clock'];
  readonly clock: Clock;
  readonly ledger: GateLedger;
  readonly refusals: Refusals;
  readonly onBroken: (failure: StormError) => void;
}

/** Lets through what the throttle lets through. */
export class ThrottleGate {
  delivered = 0;
  discarded = 0;
  readonly #parts: GateParts;
  readonly #throttledKeys = new Set<string>();
  #broken = false;

  constructor(parts: GateParts) {
    this.#parts = parts;
  }

  /** Keys whose latest arrival was discarded. */
  get throttledKeys(): number {
    return this.#throttledKeys.size;
  }

  /** Takes an arrival. Bytes that are no Alert of this Device and code are refused and counted. */
  receive(deviceId: string, alertCode: number, payload: Buffer, qos: Qos): Delivery | null {
    const { clock, ledger, refusals } = this.#parts;
    const alert = readAlert(payload, deviceId, alertCode);
    if (!alert) {
      refusals.count('malformed-alert');
      return null;
    }
    const timeUs = clock.nowUs();
    const { originatorCounter, timestampUs } = alert;
    const countedUs = this.#parts.countsBy === 'receipt' ? null : timestampUs;
    const decision = this.#decide({ deviceId, alertCode, originatorCounter, timeUs: countedUs ?? timeUs });
    if (decision === null) return null;
    const metadata = decision.outcome === 'deliver' ? decision.metadata : undefined;
    const sequenceId = metadata?.sequenceId ?? null;
    const count = metadata?.count ?? null;
    ledger.append({
      deviceId,
      alertCode,
      counter: originatorCounter,
      timeUs,
      timestampUs: countedUs,
      outcome: decision.outcome,
      reason: decision.reason,
      sequenceId,
      count,
      payloadCrc: payloadCrc(payload),
      qos,
    });
    this.#countKey(`${deviceId} ${alertCode}`, decision.outcome);
    if (decision.outcome === 'discard') return null;
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

  #decide(arrival: Arrival): Decision | null {
    if (this.#broken) return null;
    try {
      return this.#parts.throttle.decide(arrival);
    } catch (thrown) {
      this.#broken = true;
      this.#parts.onBroken(faultOf(thrown, arrival));
      return null;
    }
  }

  #countKey(key: string, outcome: Decision['outcome']): void {
    if (outcome === 'discard') {
      this.discarded++;
      this.#throttledKeys.add(key);
    } else {
      this.delivered++;
      this.#throttledKeys.delete(key);
    }
  }
}

/** A throttle under guard says itself what was wrong; of any other all that is known is that it threw. */
function faultOf(thrown: unknown, arrival: Arrival): StormError {
  if (thrown instanceof StormError) return thrown;
  return new StormError('throttle-broke', { alert: nameOfArrival(arrival) }, thrown);
}
