// Arrivals through a throttle on a virtual clock, as a History: what a run over MQTT would have recorded had every
// message taken no time at all. Opens no socket and waits for nothing.

import { formatAlertCode } from '../domain/alert-code.ts';
import { ManualClock } from '../domain/clock.ts';
import type { History, HistoryEntry } from '../ledger/history.ts';
import { HistoryBuilder } from '../ledger/history-builder.ts';
import { ask } from '../throttle/ask.ts';
import type { Profile } from '../throttle/profile.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';

/** One Alert and its moment, microseconds. The originator counter is the place in the trace unless given. */
export interface VirtualArrival {
  readonly deviceId: string;
  readonly alertCode: number;
  readonly timeUs: number;
  readonly originatorCounter?: number;
  /** The Alert's own time, where it is not the moment it arrives. */
  readonly timestampUs?: number;
}

/** Changes a row on its way into the history: a fault of the broker or the generator. */
export type RowFault = (row: HistoryEntry) => HistoryEntry;

/** Sends the arrivals, which must be in order, through a new throttle of the factory. */
export function virtualRun(
  factory: ThrottleFactory,
  profile: Profile,
  arrivals: readonly VirtualArrival[],
  rowFault: RowFault = (row) => row,
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
  arrivals.forEach((arrival, id) => {
    const { deviceId, alertCode, timeUs, originatorCounter = id + 1, timestampUs = timeUs } = arrival;
    clock.moveTo(timeUs);
    const countedUs = profile.clock === 'receipt' ? timeUs : timestampUs;
    const answer = ask(throttle, { deviceId, alertCode, originatorCounter, timeUs: countedUs });
    const given = answer.outcome === 'deliver';
    const row: HistoryEntry = {
      id,
      device: deviceId,
      code: formatAlertCode(alertCode),
      counter: originatorCounter,
      stream: 'all',
      planned: timeUs,
      sent: timeUs,
      received: timeUs,
      outcome: answer.outcome,
      reason: answer.reason,
      delivered: given ? timeUs : null,
      copies: given ? 1 : 0,
      seq: given ? (answer.metadata?.sequenceId ?? null) : null,
      count: given ? (answer.metadata?.count ?? null) : null,
      payload: '00000001',
      deliveredPayload: given ? '00000001' : null,
      ...(answer.fault === undefined ? {} : { fault: answer.fault }),
    };
    builder.add(rowFault(profile.clock === 'receipt' ? row : { ...row, timestamp: timestampUs }));
  });
  return builder.build();
}
