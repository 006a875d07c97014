// A pair is two streams of one name in the plan: each clearing Alert at its distance from the one that it clears,
// and both counted for the scenario's stream.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planEmissions } from '../../src/plan/emission-plan.ts';
import { fingerprint } from '../../src/plan/fingerprint.ts';
import { plannedStreams, streamNames } from '../../src/plan/planned-stream.ts';
import { splitPlan } from '../../src/plan/shard.ts';
import { EmissionSchedule } from '../../src/simulator/emission-schedule.ts';
import { runs, SEED } from '../support/seed.ts';
import { scenarioOf, streamOf } from './scenario-of.ts';

const SECOND_US = 1_000_000;

const flapping = (parts: Parameters<typeof streamOf>[0] = {}) =>
  streamOf({
    name: 'flapping',
    devices: { type: 'ESME', count: 1 },
    alertCode: 0x8002,
    arrival: { shape: 'pair', clearCode: 0x8085, afterUs: 20 * SECOND_US, intervalUs: 60 * SECOND_US },
    untilUs: 130 * SECOND_US,
    ...parts,
  });

/** Time in seconds and Alert Code of everything planned, in order. */
const planned = (...streams: ReturnType<typeof flapping>[]): [number, number][] => {
  const plan = planEmissions(scenarioOf(streams), 7);
  return [...plan.plannedUs].map((us, id) => [us / SECOND_US, plan.streams[plan.stream[id]!]!.alertCode]);
};

describe('a pair', () => {
  it('raises and clears in turn, and leaves out what falls at or after the end', () => {
    expect(planned(flapping())).toEqual([
      [0, 0x8002],
      [20, 0x8085],
      [60, 0x8002],
      [80, 0x8085],
      [120, 0x8002],
    ]);
    expect(planned(flapping({ untilUs: 10 * SECOND_US }))).toEqual([[0, 0x8002]]);
  });

  it('is two streams of one name, which stands once among the names', () => {
    const streams = [flapping(), streamOf()].flatMap(plannedStreams);
    expect(streams.map(({ name, alertCode }) => [name, alertCode])).toEqual([
      ['flapping', 0x8002],
      ['flapping', 0x8085],
      ['storm', 0x81c3],
    ]);
    expect(streamNames(streams)).toEqual(['flapping', 'storm']);
  });

  it('has another fingerprint with another clearing code', () => {
    const of = (clearCode: number): string => {
      const arrival = { shape: 'pair', clearCode, afterUs: 1, intervalUs: 60 * SECOND_US } as const;
      return fingerprint(planEmissions(scenarioOf([flapping({ arrival })]), 7));
    };
    expect(of(0x8085)).not.toBe(of(0x8086));
  });

  it(`keeps the distance within each pair whatever the jitter (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), (jitterSeconds, seed) => {
        const stream = flapping({
          devices: { type: 'GSME', count: null },
          jitterUs: jitterSeconds * SECOND_US,
          untilUs: 3_600 * SECOND_US,
        });
        const plan = planEmissions(scenarioOf([stream]), seed);
        for (const device of plan.devices) {
          const timesOf = (code: number): number[] =>
            [...plan.plannedUs].filter(
              (_, id) =>
                plan.device[id] === device.index && plan.streams[plan.stream[id]!]!.alertCode === code,
            );
          const moved = timesOf(0x8002).map((us) => us + 20 * SECOND_US);
          expect(timesOf(0x8085)).toEqual(moved.filter((us) => us < stream.untilUs));
        }
      }),
      runs(50),
    );
  });

  it('keeps the distance from raising to clearing after a stall of the sender, too', () => {
    const plan = planEmissions(scenarioOf([flapping()]), 7);
    const shard = splitPlan(plan, 1)[0]!;
    const schedule = new EmissionSchedule(shard, 1, 100);
    expect(shard.streams.map(({ source }) => source)).toEqual([0, 0]);
    expect(schedule.take(0)).toBe(0);
    // Stalled until 70 s: what was due at 20 s goes then, and the next raise 40 s after it as planned.
    expect(schedule.take(70 * SECOND_US)).toBe(1);
    expect(schedule.nextDueUs).toBe(110 * SECOND_US);
  });
});
