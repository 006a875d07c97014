// A plan in virtual time: what its history says of every Alert, to the end and stopped half-way, by either clock.

import { expect, test } from 'vitest';
import { payloadCrc } from '../../src/ledger/checksum.ts';
import type { HistoryEntry } from '../../src/ledger/history.ts';
import { entryAt, formatCrc } from '../../src/ledger/history-builder.ts';
import { planEmissions } from '../../src/plan/emission-plan.ts';
import { AskedThrottle } from '../../src/run/asked-throttle.ts';
import { DecisionRoom } from '../../src/run/decision-room.ts';
import { PlanArrivals } from '../../src/run/virtual-arrivals.ts';
import { VirtualDecisions } from '../../src/run/virtual-decisions.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { ThrottleFactory } from '../../src/throttle/throttle.ts';
import { judge } from '../../src/verify/judge.ts';
import { writeAlert } from '../../src/wire/alert-message.ts';
import { HOUR_US, scenarioOf, streamOf } from '../plan/scenario-of.ts';
import { profileOf, ruleOf } from '../verify/profile-of.ts';

const IDENTITY = { scenario: 'small', planHash: 'abc', seed: 7, timeScale: 60, qos: 2 } as const;
/** More than two in an hour are too many; a copy goes through every quarter of an hour. */
const PROFILE = profileOf({ default: ruleOf(2, HOUR_US, HOUR_US / 4) });
const PLAN = planEmissions(
  scenarioOf([
    streamOf({ devices: { type: 'GSME', count: 3 } }),
    streamOf({ name: 'other', alertCode: 0x8f0a, recipient: 'NetworkOperator', jitterUs: 1_000 }),
  ]),
  7,
);
const ARRIVALS = new PlanArrivals(PLAN).of(PLAN);

function run(
  factory: ThrottleFactory = createThrottle,
  until = PLAN.length,
  profile = PROFILE,
  room = new DecisionRoom(),
) {
  const throttle = new AskedThrottle(factory, profile);
  const decisions = new VirtualDecisions(ARRIVALS, throttle, room);
  decisions.decideUntil(until);
  return { throttle, history: decisions.history(IDENTITY) };
}

const rowsOf = ({ history }: ReturnType<typeof run>): HistoryEntry[] =>
  Array.from({ length: history.length }, (_, row) => entryAt(history, row));

test('every Alert of the plan arrives when it is planned, with the bytes that would be sent', () => {
  const rows = rowsOf(run());
  expect(rows).toHaveLength(PLAN.length);
  rows.forEach((row, id) => {
    const stream = PLAN.streams[PLAN.stream[id]!]!;
    const device = PLAN.devices[PLAN.device[id]!]!.id;
    const timeUs = PLAN.plannedUs[id]!;
    expect(row).toMatchObject({ id, device, stream: stream.name, counter: PLAN.counter[id] });
    expect([row.planned, row.sent, row.received]).toEqual([timeUs, timeUs, timeUs]);
    const { alertCode, recipient } = stream;
    const originatorCounter = PLAN.counter[id]!;
    const bytes = writeAlert({
      deviceId: device,
      alertCode,
      originatorCounter,
      recipient,
      timestampUs: timeUs,
    });
    expect(row.payload).toBe(formatCrc(payloadCrc(bytes)));
    const given = row.outcome === 'deliver';
    expect([row.delivered, row.copies]).toEqual(given ? [timeUs, 1] : [null, 0]);
    expect(row.deliveredPayload).toBe(given ? row.payload : null);
  });
});

test('the history is that of the shipped throttle, and passes every check but those of a harness', () => {
  const { throttle, history } = run();
  const { verdict, checks } = judge(history, PROFILE, { claims: ['decisions'], expect: [] });
  expect(verdict).toBe('pass');
  expect(checks.find(({ id }) => id === 'pacing')).toMatchObject({ verdict: 'not-exercised', exercised: 0 });
  expect(throttle.discarded).toBeGreaterThan(10);
  expect(throttle.delivered + throttle.discarded).toBe(PLAN.length);
  expect(throttle.trackedKeys).toBe(3 + 20);
  expect(history.header).toEqual({
    ...{ history: 1, ...IDENTITY, mode: 'virtual', planned: PLAN.length, streams: ['storm', 'other'] },
    ...{ receivedByQos: [0, 0, PLAN.length], refused: {}, interrupted: false },
  });
});

test('shows the throttle every Alert, in order, and the clock standing at it', () => {
  const seen: number[] = [];
  const watching: ThrottleFactory = (profile, clock) => {
    const inner = createThrottle(profile, clock);
    return {
      trackedKeys: 0,
      decide: (arrival) => {
        expect(clock.nowUs()).toBe(arrival.timeUs);
        seen.push(arrival.timeUs);
        return inner.decide(arrival);
      },
    };
  };
  const { history } = run(watching);
  expect(seen).toEqual([...PLAN.plannedUs]);
  expect(history).toEqual(run().history);
});

test('keeps metadata, also when only half of it is given', () => {
  const halves: ThrottleFactory = () => ({
    trackedKeys: 0,
    decide: ({ originatorCounter }) => ({
      outcome: 'deliver',
      reason: 'mine',
      metadata: originatorCounter % 2 === 0 ? { sequenceId: 5 } : { count: 6 },
    }),
  });
  for (const { counter, seq, count, reason } of rowsOf(run(halves))) {
    expect([seq, count, reason]).toEqual(counter % 2 === 0 ? [5, null, 'mine'] : [null, 6, 'mine']);
  }
});

test('what was not reached when it was stopped was never sent, and the run does not pass', () => {
  const half = PLAN.length >> 1;
  const stopped = run(createThrottle, half);
  const whole = rowsOf(run());
  const rows = rowsOf(stopped);
  expect(rows.slice(0, half)).toEqual(whole.slice(0, half));
  rows.slice(half).forEach((row, at) => {
    const id = half + at;
    expect(row).toMatchObject({ id, planned: PLAN.plannedUs[id], sent: null, received: null, outcome: null });
    expect([row.reason, row.payload, row.delivered, row.copies]).toEqual([null, null, null, 0]);
  });
  expect(stopped.history.header).toMatchObject({ interrupted: true, receivedByQos: [0, 0, half] });
  const { verdict, checks } = judge(stopped.history, PROFILE, { claims: [], expect: [] });
  expect(verdict).toBe('inconclusive');
  expect(checks.find(({ id }) => id === 'decisions')).toMatchObject({ verdict: 'pass', exercised: half });
  expect(checks.find(({ id }) => id === 'pacing')).toMatchObject({ verdict: 'inconclusive' });
});

test('is the same however many arrivals are shown at a time', () => {
  const decisions = new VirtualDecisions(ARRIVALS, new AskedThrottle(createThrottle, PROFILE));
  for (let until = 7; decisions.decided < PLAN.length; until += 7) decisions.decideUntil(until);
  expect(decisions.history(IDENTITY)).toEqual(run().history);
});

test('nothing of a run shows in the next one in the same room, however far that gets', () => {
  const marksAll: ThrottleFactory = () => ({
    decide: () => ({ outcome: 'deliver', reason: 'marked', metadata: { sequenceId: 1, count: 1 } }),
    trackedKeys: 0,
  });
  const room = new DecisionRoom();
  room.lend(PLAN.length + 5);
  for (const until of [0, 1, PLAN.length >> 1, PLAN.length]) {
    run(marksAll, PLAN.length, PROFILE, room);
    expect(run(createThrottle, until, PROFILE, room).history).toEqual(run(createThrottle, until).history);
  }
});

test("a history is nobody else's where nobody was told where to keep it", () => {
  const { history } = run();
  const before = structuredClone(history);
  run(createThrottle, 0);
  expect(history).toEqual(before);
});

test('counts by the time that the Alerts carry where the profile says so', () => {
  const rows = rowsOf(run(createThrottle, PLAN.length, { ...PROFILE, clock: 'alert-timestamp' }));
  for (const { planned, timestamp } of rows) expect(timestamp).toBe(planned);
  const stopped = rowsOf(run(createThrottle, 3, { ...PROFILE, clock: 'alert-timestamp' }));
  expect(stopped.filter(({ timestamp }) => timestamp !== undefined)).toHaveLength(3);
  expect(rowsOf(run()).every((row) => !('timestamp' in row))).toBe(true);
});
