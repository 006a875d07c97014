// Arrivals through a throttle on a virtual clock, as a History: what a run over MQTT would have recorded had every
// message taken no time at all.

import { formatAlertCode } from '../../src/domain/alert-code.ts';
import { ManualClock } from '../../src/domain/clock.ts';
import type { History } from '../../src/ledger/history.ts';
import { HistoryBuilder } from '../../src/ledger/history-builder.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import type { ThrottleFactory } from '../../src/throttle/throttle.ts';

/** One Alert and its moment, microseconds. */
export interface VirtualArrival {
  readonly deviceId: string;
  readonly alertCode: number;
  readonly timeUs: number;
}

/** Sends the arrivals, which must be in order, through a new throttle of the factory. */
export function virtualRun(
  factory: ThrottleFactory,
  profile: Profile,
  arrivals: readonly VirtualArrival[],
): History {
  const clock = new ManualClock();
  const throttle = factory(profile, clock);
  const builder = new HistoryBuilder({
    history: 1,
    scenario: 'virtual',
    planHash: 'none',
    seed: 1,
    mode: 'virtual',
    timeScale: 1,
    qos: 1,
    planned: arrivals.length,
    streams: ['all'],
    receivedByQos: [0, arrivals.length, 0],
    refused: {},
    interrupted: false,
  });
  arrivals.forEach(({ deviceId, alertCode, timeUs }, id) => {
    clock.moveTo(timeUs);
    const decision = throttle.decide({ deviceId, alertCode, originatorCounter: id + 1, timeUs });
    const given = decision.outcome === 'deliver';
    builder.add({
      id,
      device: deviceId,
      code: formatAlertCode(alertCode),
      counter: id + 1,
      stream: 'all',
      planned: timeUs,
      sent: timeUs,
      timestamp: timeUs,
      received: timeUs,
      outcome: decision.outcome,
      reason: decision.reason,
      delivered: given ? timeUs : null,
      copies: given ? 1 : 0,
      seq: given ? (decision.metadata?.sequenceId ?? null) : null,
      count: given ? (decision.metadata?.count ?? null) : null,
      payload: '00000001',
      deliveredPayload: given ? '00000001' : null,
    });
  });
  return builder.build();
}
