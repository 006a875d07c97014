// When Alerts may leave, on a clock moved by hand: on time when all is well, never faster than declared when not.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/domain/clock.ts';
import { peakInWindow } from '../../src/plan/peak-rate.ts';
import type { Shard } from '../../src/plan/shard.ts';
import { EmissionSchedule } from '../../src/simulator/emission-schedule.ts';
import { runs, SEED } from '../support/seed.ts';
import { shardOf } from './shard-of.ts';

const MS = 1_000;
const WINDOW_MS = 100;
const WINDOW_US = WINDOW_MS * MS;
/** Lateness up to this is a timer's, not a stall's. */
const TIMER_US = 100 * MS;

/** A row and the moment it left. */
type Sent = readonly [row: number, us: number];

/** Takes everything. Each wake-up comes `delay(due)` microseconds after the moment it was asked for. */
function sendAll(shard: Shard, delay: (dueUs: number) => number = () => 0, timeScale = 1): Sent[] {
  const schedule = new EmissionSchedule(shard, timeScale, WINDOW_MS);
  const clock = new ManualClock();
  const sent: Sent[] = [];
  while (schedule.remaining > 0) {
    clock.moveTo(Math.max(clock.nowUs(), schedule.nextDueUs + delay(schedule.nextDueUs)));
    for (let row = schedule.take(clock.nowUs()); row >= 0; row = schedule.take(clock.nowUs())) {
      sent.push([row, clock.nowUs()]);
    }
  }
  expect([schedule.take(Number.MAX_VALUE), schedule.nextDueUs]).toEqual([-1, Number.POSITIVE_INFINITY]);
  return sent;
}

/** A stall: nothing wakes between the two moments, everything else is on time. */
const stall = (fromUs: number, untilUs: number) => (dueUs: number) =>
  dueUs > fromUs && dueUs < untilUs ? untilUs - dueUs : 0;

/** The moments each source sent at, in the order it sent. */
const momentsOf = (shard: Shard, sent: readonly Sent[]): number[][] =>
  shard.deviceIds.map((_, device) =>
    sent.filter(([row]) => shard.device[row] === device).map(([, us]) => us),
  );

const every = (intervalUs: number, count: number, fromUs = 0): number[] =>
  Array.from({ length: count }, (_, n) => fromUs + n * intervalUs);

describe('a schedule without trouble', () => {
  it('hands out nothing before its moment, and everything at it', () => {
    const schedule = new EmissionSchedule(shardOf([[10, 30], [20]]), 1, WINDOW_MS);
    expect([schedule.remaining, schedule.nextDueUs, schedule.take(9)]).toEqual([3, 10, -1]);
    expect([schedule.take(10), schedule.take(10), schedule.nextDueUs]).toEqual([0, -1, 20]);
    expect([schedule.take(20), schedule.take(29), schedule.take(30)]).toEqual([1, -1, 2]);
    expect([schedule.remaining, schedule.nextDueUs]).toEqual([0, Number.POSITIVE_INFINITY]);
  });

  it('hands out a burst at once, in the order of the plan', () => {
    const shard = shardOf([
      [5, 5, 5],
      [5, 5],
    ]);
    expect(sendAll(shard)).toEqual([0, 1, 2, 3, 4].map((row) => [row, 5]));
  });

  it('has nothing to hand out for a shard without Alerts', () => {
    expect(sendAll(shardOf([[], []]))).toEqual([]);
  });

  it('keeps two streams of one Device apart', () => {
    const shard = { ...shardOf([[0, 10, 3_000_010]]), stream: Uint16Array.of(0, 1, 0) };
    const streams = [shard.streams[0]!, { ...shard.streams[0]!, source: 1 }];
    const sent = sendAll({ ...shard, streams }, stall(-1, 1_000_000));
    expect(sent).toEqual([
      [0, 1_000_000],
      [1, 1_000_000],
      [2, 4_000_010],
    ]);
  });
});

describe(`any plan without trouble (seed ${SEED})`, () => {
  it('is sent at its planned moments, by any time scale', () => {
    fc.assert(
      fc.property(plans(), fc.constantFrom(1, 7, 60), (sources, timeScale) => {
        const shard = shardOf(sources);
        const expected = Array.from(shard.plannedUs, (us, row): Sent => [row, us]);
        expect(sendAll(shard, () => 0, timeScale)).toEqual(expected);
      }),
      runs(200),
    );
  });
});

describe('a timer that wakes late', () => {
  it('does not shift a source, and its lateness does not add up', () => {
    const shard = shardOf([every(10 * MS, 500)]);
    const sent = sendAll(shard, () => 9 * MS);
    expect(sent.map(([row, us]) => us - shard.plannedUs[row]!)).toEqual(Array(500).fill(9 * MS));
  });

  it('does not shift a source up to 100 ms, by wall time', () => {
    const shard = shardOf([every(1_000 * MS, 5)]);
    const late = sendAll(shard, (dueUs) => (dueUs === 1_000 * MS ? 100 * MS : 0));
    expect(late.map(([, us]) => us / MS)).toEqual([0, 1_100, 2_000, 3_000, 4_000]);
    const scaled = sendAll(shard, (dueUs) => (dueUs === 1_000 * MS ? 600 * MS : 0), 6);
    expect(scaled.map(([, us]) => us / MS)).toEqual([0, 1_600, 2_000, 3_000, 4_000]);
  });

  it('shifts the source from there on, above 100 ms', () => {
    const shard = shardOf([every(1_000 * MS, 5)]);
    const late = sendAll(shard, (dueUs) => (dueUs === 1_000 * MS ? 101 * MS : 0));
    expect(late.map(([, us]) => us / MS)).toEqual([0, 1_101, 2_101, 3_101, 4_101]);
  });

  it(`never makes anything later than it is itself (seed ${SEED})`, () => {
    const delays = fc.array(fc.integer({ min: 0, max: TIMER_US }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(plans(), delays, (sources, list) => {
        const shard = shardOf(sources);
        let wake = 0;
        const sent = sendAll(shard, () => list[wake++ % list.length]!);
        const lateness = sent.map(([row, us]) => us - shard.plannedUs[row]!);
        expect(Math.min(...lateness, 0)).toBe(0);
        expect(Math.max(...lateness, 0)).toBeLessThanOrEqual(TIMER_US);
      }),
      runs(200),
    );
  });
});

describe('a stall of three seconds', () => {
  const source = every(1_000 * MS, 10);

  it('shifts a source by what is left of its gap, and compresses none', () => {
    const sent = sendAll(shardOf([source]), stall(1_500 * MS, 4_500 * MS));
    expect(sent.map(([, us]) => us / MS)).toEqual([
      0, 1_000, 4_500, 5_500, 6_500, 7_500, 8_500, 9_500, 10_500, 11_500,
    ]);
  });

  it('leaves a source alone that had nothing due', () => {
    const shard = shardOf([source, [0, 6_000 * MS, 7_000 * MS]]);
    const sent = momentsOf(shard, sendAll(shard, stall(1_500 * MS, 4_500 * MS)));
    expect(sent[1]).toEqual([0, 6_000 * MS, 7_000 * MS]);
  });

  it('lets a hundred sources out again no faster than the plan has them at its busiest', () => {
    const shard = shardOf(Array.from({ length: 100 }, (_, n) => [n * 30 * MS]));
    const sent = sendAll(shard, stall(-1, 3_000 * MS));
    const left = sent.map(([, us]) => us / MS - 3_000);
    expect(left.slice(0, 9)).toEqual([0, 0, 0, 0, 100, 100, 100, 100, 200]);
    expect(left.at(-1)).toBe(2_400);
  });
});

describe(`any plan with a stall (seed ${SEED})`, () => {
  const stalled = fc.record({
    sources: plans(),
    fromUs: fc.integer({ min: -1, max: 2_000 * MS }),
    lengthUs: fc.integer({ min: 101 * MS, max: 3_000 * MS }),
  });

  /** Sends the plan; `countsAt` is the moment an Alert counts for: its slot if it left within a timer's lateness. */
  const send = ({ sources, fromUs, lengthUs }: { sources: number[][]; fromUs: number; lengthUs: number }) => {
    const shard = shardOf(sources);
    const endUs = fromUs + lengthUs;
    const sent = sendAll(shard, stall(fromUs, endUs)).map(([row, us]) => {
      const plannedUs = shard.plannedUs[row]!;
      return { row, us, countsAt: us === endUs && us - plannedUs <= TIMER_US ? plannedUs : us };
    });
    return { shard, sent };
  };

  it('sends everything exactly once, in order per source, nothing early', () => {
    fc.assert(
      fc.property(stalled, (trouble) => {
        const { shard, sent } = send(trouble);
        expect(sent.map(({ row }) => row).sort((a, b) => a - b)).toEqual([...shard.plannedUs.keys()]);
        const last = new Map<number, number>();
        for (const { row, us } of sent) {
          const device = shard.device[row]!;
          expect(row).toBeGreaterThan(last.get(device) ?? -1);
          expect(us).toBeGreaterThanOrEqual(shard.plannedUs[row]!);
          last.set(device, row);
        }
      }),
      runs(300),
    );
  });

  it('compresses no gap of any source', () => {
    fc.assert(
      fc.property(stalled, (trouble) => {
        const { shard, sent } = send(trouble);
        const last = new Map<number, { row: number; countsAt: number }>();
        for (const alert of sent) {
          const before = last.get(shard.device[alert.row]!);
          last.set(shard.device[alert.row]!, alert);
          if (before === undefined) continue;
          const gapUs = shard.plannedUs[alert.row]! - shard.plannedUs[before.row]!;
          expect(alert.countsAt - before.countsAt).toBeGreaterThanOrEqual(gapUs);
        }
      }),
      runs(300),
    );
  });

  it('holds in no catch-up window more than the plan has at its busiest', () => {
    fc.assert(
      fc.property(stalled, (trouble) => {
        const { shard, sent } = send(trouble);
        const moments = Float64Array.from(sent, ({ countsAt }) => countsAt).sort();
        expect(peakInWindow(moments, WINDOW_US)).toBeLessThanOrEqual(
          peakInWindow(shard.plannedUs, WINDOW_US),
        );
      }),
      runs(500),
    );
  });

  it('holds in no catch-up window more than twice that, whatever the timer does besides', () => {
    const wakes = fc.array(fc.oneof(fc.nat({ max: 100 * MS }), fc.nat({ max: 3_000 * MS })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(plans(), wakes, (sources, delays) => {
        const shard = shardOf(sources);
        let wake = 0;
        const sent = sendAll(shard, () => delays[wake++ % delays.length]!);
        const moments = Float64Array.from(sent, ([, us]) => us).sort();
        expect(peakInWindow(moments, WINDOW_US)).toBeLessThanOrEqual(
          2 * peakInWindow(shard.plannedUs, WINDOW_US),
        );
      }),
      runs(300),
    );
  });
});

/** Sources with a few Alerts each over two seconds: some far apart, some close, some at one moment. */
function plans(): fc.Arbitrary<number[][]> {
  const moment = fc.oneof(
    fc.integer({ min: 0, max: 2_000 * MS }),
    fc.integer({ min: 0, max: 40 }).map((n) => n * 50 * MS),
  );
  const source = fc.array(moment, { maxLength: 6 }).map((times) => times.toSorted((a, b) => a - b));
  return fc.array(source, { minLength: 1, maxLength: 12 });
}
