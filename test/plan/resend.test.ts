// Alerts that are sent again: when, which of them, with which counter and time inside; and that nothing else of the plan
// is another for it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlanIndex } from '../../src/ledger/plan-index.ts';
import { expectedArrivals } from '../../src/plan/arrival-times.ts';
import { type EmissionPlan, planEmissions, populationOf } from '../../src/plan/emission-plan.ts';
import { fingerprint } from '../../src/plan/fingerprint.ts';
import { plannedStreams } from '../../src/plan/planned-stream.ts';
import { splitPlan } from '../../src/plan/shard.ts';
import type { ArrivalShape, ResendSpec, StreamSpec } from '../../src/scenario/scenario.ts';
import { EmissionSchedule } from '../../src/simulator/emission-schedule.ts';
import { runs, SEED } from '../support/seed.ts';
import { scenarioOf, streamOf } from './scenario-of.ts';

const SECOND_US = 1_000_000;
const ALL = { millionths: 1_000_000 };

const again = (afterUs: number, times = 1, share = ALL): { resend: ResendSpec } => ({
  resend: { share, afterUs, times },
});

const onOne = (parts: Partial<StreamSpec>): StreamSpec =>
  streamOf({ devices: { type: 'GSME', count: 1 }, ...parts });

const planOf = (...streams: readonly StreamSpec[]): EmissionPlan => planEmissions(scenarioOf(streams), 7);

/** Planned moment, originator counter, time inside and Alert Code of every row. */
const rowsOf = (plan: EmissionPlan): number[][] =>
  Array.from(plan.plannedUs, (us, id) => [
    us,
    plan.counter[id]!,
    plan.timestampUs[id]!,
    plan.streams[plan.stream[id]!]!.alertCode,
  ]);

describe('an Alert that is sent again', () => {
  it('has a row for each sending, all with the counter and the time of the first', () => {
    const stream = onOne({ arrival: { shape: 'every', intervalUs: 100 }, untilUs: 300, ...again(30, 2) });
    expect(rowsOf(planOf(stream))).toEqual([
      [0, 1, 0, 0x81c3],
      [30, 1, 0, 0x81c3],
      [60, 1, 0, 0x81c3],
      [100, 2, 100, 0x81c3],
      [130, 2, 100, 0x81c3],
      [160, 2, 100, 0x81c3],
      [200, 3, 200, 0x81c3],
      [230, 3, 200, 0x81c3],
      [260, 3, 200, 0x81c3],
    ]);
  });

  it('is not sent at or after the end of its stream', () => {
    const until = (untilUs: number) =>
      rowsOf(planOf(onOne({ arrival: { shape: 'once' }, untilUs, ...again(30, 5) }))).map(([us]) => us);
    expect([until(60), until(61), until(30), until(31)]).toEqual([[0, 30], [0, 30, 60], [0], [0, 30]]);
  });

  it('does not hold up the counters of those between: they go on', () => {
    const stream = onOne({ arrival: { shape: 'every', intervalUs: 20 }, untilUs: 60, ...again(30) });
    expect(rowsOf(planOf(stream)).map(([us, counter]) => [us, counter])).toEqual([
      [0, 1],
      [20, 2],
      [30, 1],
      [40, 3],
      [50, 2],
    ]);
  });

  it('is one of a pair, either of them, after their jitter', () => {
    const arrival: ArrivalShape = { shape: 'pair', clearCode: 0x81c2, afterUs: 20, intervalUs: 1_000 };
    const pair = onOne({ arrival, untilUs: 1_000, ...again(50) });
    expect(rowsOf(planOf(pair))).toEqual([
      [0, 1, 0, 0x81c3],
      [20, 2, 20, 0x81c2],
      [50, 1, 0, 0x81c3],
      [70, 2, 20, 0x81c2],
    ]);
    const [raised, cleared, raisedAgain, clearedAgain] = rowsOf(planOf({ ...pair, jitterUs: 500 }));
    const moved = raised![0]!;
    expect(moved).toBeGreaterThan(0);
    expect([raised, cleared, raisedAgain, clearedAgain].map((row) => row![0]! - moved)).toEqual([
      0, 20, 50, 70,
    ]);
    expect([raisedAgain![2], clearedAgain![2]]).toEqual([moved, moved + 20]);
  });
});

describe('which Alerts are sent again', () => {
  const fifth = streamOf({
    arrival: { shape: 'every', intervalUs: SECOND_US },
    untilUs: 200 * SECOND_US,
    ...again(3, 1, { millionths: 200_000 }),
  });

  it('is drawn for each by itself: of 4,000 a fifth within 5 sigma, and on each Device others', () => {
    const plan = planOf(fifth);
    const resent = plan.length - 4_000;
    expect(Math.abs(resent - 800)).toBeLessThan(5 * Math.sqrt(4_000 * 0.2 * 0.8));
    const perDevice = new Map<number, string>();
    plan.plannedUs.forEach((us, id) => {
      if (plan.timestampUs[id] === us) return;
      perDevice.set(plan.device[id]!, `${perDevice.get(plan.device[id]!) ?? ''} ${us}`);
    });
    expect(new Set(perDevice.values()).size).toBe(20);
  });

  it('is another draw for the clearing Alerts of a pair than for those they clear', () => {
    const arrival: ArrivalShape = { shape: 'pair', clearCode: 0x81c2, afterUs: 20, intervalUs: SECOND_US };
    const plan = planOf({ ...fifth, arrival, devices: { type: 'GSME', count: 1 } });
    const resent = (code: number): number[] =>
      [...plan.plannedUs].flatMap((us, id) => {
        const isOne = plan.streams[plan.stream[id]!]!.alertCode === code && plan.timestampUs[id]! !== us;
        return isOne ? [Math.floor(us / SECOND_US)] : [];
      });
    expect(resent(0x81c3).length).toBeGreaterThan(10);
    expect(resent(0x81c2).length).toBeGreaterThan(10);
    expect(resent(0x81c2)).not.toEqual(resent(0x81c3));
  });

  it('is the same for the same seed, and changes with it', () => {
    const hash = (seed: number) => fingerprint(planEmissions(scenarioOf([fifth]), seed));
    expect(hash(7)).toBe(hash(7));
    expect(hash(8)).not.toBe(hash(7));
  });
});

const arrivals = fc.oneof(
  fc.integer({ min: 20, max: 200 }).map((us): ArrivalShape => ({ shape: 'every', intervalUs: us })),
  fc.constant<ArrivalShape>({ shape: 'once' }),
  fc.constant<ArrivalShape>({ shape: 'poisson', perSecond: 8_000 }),
  fc.constant<ArrivalShape>({ shape: 'burst', count: 3, intervalUs: 300 }),
  fc.constant<ArrivalShape>({ shape: 'comb', count: 3, spacingUs: 7, intervalUs: 150 }),
  fc.constant<ArrivalShape>({ shape: 'at', timesUs: [3, 3, 40, 299] }),
  fc.constant<ArrivalShape>({ shape: 'pair', clearCode: 1, afterUs: 11, intervalUs: 90 }),
);
const resends = fc.record({
  share: fc.constantFrom(ALL, { millionths: 500_000 }, { millionths: 1 }),
  afterUs: fc.integer({ min: 1, max: 400 }),
  times: fc.integer({ min: 1, max: 4 }),
});
const streams = fc
  .array(
    fc.record({
      arrival: arrivals,
      resend: resends,
      jitterUs: fc.constantFrom(0, 60),
      fromUs: fc.nat({ max: 200 }),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((list) =>
    list.map((parts, n) => streamOf({ ...parts, name: `stream-${n}`, alertCode: 0x8000 + n, untilUs: 700 })),
  );

/** Three Devices are enough. */
const FEW = { population: { hubs: 1, perHub: [{ type: 'GSME' as const, count: 3 }] } };

describe(`any plan in which Alerts are sent again (seed ${SEED})`, () => {
  it('holds the plan in which none is, and further sendings of its Alerts, at their distances, in order', () => {
    fc.assert(
      fc.property(streams, fc.nat(), (list, seed) => {
        const plain = list.map(({ resend: _, ...stream }) => stream);
        const plan = planEmissions(scenarioOf(list, FEW), seed);
        const without = planEmissions(scenarioOf(plain, FEW), seed);
        const rowOf = (of: EmissionPlan, id: number): number[] => [
          of.plannedUs[id]!,
          of.device[id]!,
          of.stream[id]!,
          of.counter[id]!,
          of.timestampUs[id]!,
        ];
        const index = new PlanIndex(plan);
        const firsts: number[] = [];
        for (let alert = 0; alert < index.alerts; alert++) {
          const rows = Array.from({ length: index.sendings(alert) }, (_, nth) => index.rowOf(alert, nth));
          const [firstUs, device, stream, counter] = rowOf(plan, rows[0]!);
          const { resend, untilUs } = populationOf(scenarioOf(list, FEW)).streams[stream!]!;
          firsts.push(rows[0]!);
          rows.forEach((row, nth) => {
            const us = firstUs! + nth * resend!.afterUs;
            expect(rowOf(plan, row)).toEqual([us, device, stream, counter, firstUs]);
            expect(us).toBeLessThan(untilUs);
          });
          const inTime = Math.ceil((untilUs - firstUs!) / resend!.afterUs);
          expect([1, Math.min(inTime, resend!.times + 1)]).toContain(rows.length);
          if (resend!.share === ALL) expect(rows).toHaveLength(Math.min(inTime, resend!.times + 1));
        }
        firsts.sort((a, b) => a - b);
        expect(firsts.map((id) => rowOf(plan, id))).toEqual(
          Array.from({ length: without.length }, (_, id) => rowOf(without, id)),
        );
        for (let id = 1; id < plan.length; id++) {
          const [us, device] = rowOf(plan, id);
          const [beforeUs, deviceBefore] = rowOf(plan, id - 1);
          expect(us! > beforeUs! || (us === beforeUs && device! >= deviceBefore!)).toBe(true);
        }
      }),
      runs(150),
    );
  });

  it('is as large as was expected, where nothing is left to chance', () => {
    const exact = streams.filter((list) => list.every(({ arrival }) => arrival.shape !== 'poisson'));
    fc.assert(
      fc.property(exact, (list) => {
        const certain = list.map((stream) => ({
          ...stream,
          jitterUs: 0,
          resend: { ...stream.resend!, share: ALL },
          devices: { type: 'GSME', count: 1 } as const,
        }));
        const expected = certain
          .flatMap(plannedStreams)
          .reduce((sum, stream) => sum + expectedArrivals(stream), 0);
        expect(planOf(...certain).length).toBe(expected);
      }),
      runs(150),
    );
  });
});

describe('expected rows', () => {
  it('are an average where a share of the Alerts is sent again', () => {
    const stream = onOne({ arrival: { shape: 'every', intervalUs: 10 }, untilUs: 100 });
    expect(expectedArrivals({ ...stream, ...again(10, 3, { millionths: 500_000 }) })).toBe(
      10 + (9 + 8 + 7) / 2,
    );
  });

  it('count what is sent again against the most that one plan may hold', () => {
    const stream = streamOf({ arrival: { shape: 'every', intervalUs: 3_600 }, ...again(1, 1) });
    expect(() => planOf({ ...stream, devices: { type: 'GSME', count: 6 } })).toThrow(
      'the scenario plans 12000000 Alerts; one run holds at most 10000000',
    );
  });
});

describe('the sender', () => {
  const shard = splitPlan(
    planOf(
      onOne({
        arrival: { shape: 'every', intervalUs: 10 * SECOND_US },
        untilUs: 30 * SECOND_US,
        ...again(3 * SECOND_US),
      }),
    ),
    1,
  )[0]!;

  it('knows the time inside of every sending', () => {
    expect([...shard.timestampUs]).toEqual([0, 0, 10, 10, 20, 20].map((s) => s * SECOND_US));
    expect([...shard.counter]).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('keeps the distance between two sendings after a stall, too', () => {
    const schedule = new EmissionSchedule(shard, 1, 100);
    expect(schedule.take(0)).toBe(0);
    // Stalled until 12 s: what was due at 3 s goes then, the next Alert 7 s after it, its second sending 3 s later.
    expect(schedule.take(12 * SECOND_US)).toBe(1);
    expect(schedule.nextDueUs).toBe(19 * SECOND_US);
    expect(schedule.take(19 * SECOND_US)).toBe(2);
    expect(schedule.nextDueUs).toBe(22 * SECOND_US);
  });
});
