// The plan: which Alerts, in which order, with which counters; what is refused; and the fingerprint that must
// never change by accident.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StormError } from '../../src/domain/failure.ts';
import { MAX_PLANNED_ALERTS } from '../../src/domain/limits.ts';
import { randomStream } from '../../src/domain/random.ts';
import { arrivalTimes } from '../../src/plan/arrival-times.ts';
import { devicesOf, type EmissionPlan, planEmissions } from '../../src/plan/emission-plan.ts';
import { populate } from '../../src/plan/population.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { runs, SEED } from '../support/seed.ts';
import { HOUR_US, scenarioOf, shaped, streamOf } from './scenario-of.ts';

const rowsOf = (plan: EmissionPlan) =>
  Array.from({ length: plan.length }, (_, id) => [
    plan.plannedUs[id]!,
    plan.devices[plan.device[id]!]!.id,
    plan.streams[plan.stream[id]!]!.name,
    plan.counter[id]!,
  ]);

const refusalOf = (scenario: Scenario): StormError => {
  try {
    planEmissions(scenario, 1);
  } catch (thrown) {
    if (thrown instanceof StormError) return thrown;
  }
  return expect.unreachable('nothing was refused');
};

describe('a population', () => {
  it('is listed hub by hub, each type numbered from 1 in the order the scenario names the types', () => {
    const devices = populate({
      hubs: 2,
      perHub: [
        { type: 'GSME', count: 2 },
        { type: 'ESME', count: 1 },
      ],
    });
    expect(devices.map(({ index, id, type, hub }) => [index, id, type, hub])).toEqual([
      [0, '02-53-50-02-00-00-00-01', 'GSME', 0],
      [1, '02-53-50-02-00-00-00-02', 'GSME', 0],
      [2, '02-53-50-01-00-00-00-01', 'ESME', 0],
      [3, '02-53-50-02-00-00-00-03', 'GSME', 1],
      [4, '02-53-50-02-00-00-00-04', 'GSME', 1],
      [5, '02-53-50-01-00-00-00-02', 'ESME', 1],
    ]);
  });

  it('is empty without hubs', () => {
    expect(populate({ hubs: 0, perHub: [{ type: 'ESME', count: 5 }] })).toEqual([]);
  });

  it('lends a stream the first Devices of its type, or all of them', () => {
    const devices = populate(scenarioOf([]).population);
    const indices = (count: number | null) =>
      devicesOf(streamOf({ devices: { type: 'GSME', count } }), devices).map((device) => device.index);
    expect(indices(3)).toEqual([1, 2, 4]);
    expect(indices(null)).toHaveLength(20);
    expect(indices(99)).toHaveLength(20);
  });
});

describe('a plan', () => {
  const twoStreams = scenarioOf(
    [
      streamOf({
        name: 'late',
        arrival: { shape: 'at', timesUs: [0, 20] },
        devices: { type: 'GSME', count: 2 },
      }),
      streamOf({
        name: 'burst',
        arrival: { shape: 'burst', count: 2, intervalUs: HOUR_US },
        devices: { type: 'GSME', count: 1 },
      }),
      streamOf({
        name: 'other',
        arrival: { shape: 'once' },
        fromUs: 20,
        devices: { type: 'ESME', count: 1 },
      }),
    ],
    {
      population: {
        hubs: 1,
        perHub: [
          { type: 'GSME', count: 2 },
          { type: 'ESME', count: 1 },
        ],
      },
    },
  );

  it('is ordered by time, then Device, then stream, with counters from 1 per Device', () => {
    const [A, B, C] = ['02-53-50-02-00-00-00-01', '02-53-50-02-00-00-00-02', '02-53-50-01-00-00-00-01'];
    expect(rowsOf(planEmissions(twoStreams, 1))).toEqual([
      [0, A, 'late', 1],
      [0, A, 'burst', 2],
      [0, A, 'burst', 3],
      [0, B, 'late', 1],
      [20, A, 'late', 4],
      [20, B, 'late', 2],
      [20, C, 'other', 1],
    ]);
  });

  it('is the same for the same seed and another for another, where there is chance', () => {
    const scenario = scenarioOf([shaped({ shape: 'poisson', perSecond: 1 / 600 })]);
    expect(rowsOf(planEmissions(scenario, 7))).toEqual(rowsOf(planEmissions(scenario, 7)));
    expect(rowsOf(planEmissions(scenario, 7))).not.toEqual(rowsOf(planEmissions(scenario, 8)));
  });

  it('of one stream does not depend on the other streams, nor on how many Devices there are', () => {
    const chance = shaped({ shape: 'poisson', perSecond: 1 / 600 });
    const few = { ...chance, devices: { type: 'GSME', count: 3 } } as const;
    const more = streamOf({ name: 'more', alertCode: 0x8f0a });
    const timesOf = (plan: EmissionPlan) =>
      rowsOf(plan)
        .filter(([, , stream]) => stream === 'storm')
        .map(([us, device]) => [us, device]);
    const alone = timesOf(planEmissions(scenarioOf([few]), 7));
    expect(timesOf(planEmissions(scenarioOf([more, few]), 7))).toEqual(alone);
    const ids = new Set(alone.map(([, device]) => device));
    const among = timesOf(planEmissions(scenarioOf([chance]), 7)).filter(([, device]) => ids.has(device!));
    expect(among).toEqual(alone);
  });

  it(`is what a slow planner with objects makes of it (seed ${SEED})`, () => {
    const stream = fc
      .record({
        type: fc.constantFrom('ESME' as const, 'GSME' as const),
        count: fc.option(fc.integer({ min: 1, max: 4 })),
        arrival: fc.oneof(
          fc.integer({ min: 50, max: 400 }).map((us) => ({ shape: 'every' as const, intervalUs: us })),
          fc.constant({ shape: 'once' as const }),
          fc.constant({ shape: 'poisson' as const, perSecond: 5_000 }),
          fc.constant({ shape: 'burst' as const, count: 3, intervalUs: 300 }),
        ),
        jitterUs: fc.constantFrom(0, 0, 90),
        fromUs: fc.nat({ max: 300 }),
      })
      .map(({ type, count, ...rest }) => streamOf({ devices: { type, count }, ...rest, untilUs: 1_000 }));
    const streams = fc
      .array(stream, { minLength: 1, maxLength: 4 })
      .map((list) => list.map((spec, n) => ({ ...spec, name: `stream-${n}` })));
    fc.assert(
      fc.property(streams, fc.nat(), fc.integer({ min: 1, max: 3 }), (list, seed, hubs) => {
        const scenario = scenarioOf(list, {
          population: {
            hubs,
            perHub: [
              { type: 'GSME', count: 2 },
              { type: 'ESME', count: 1 },
            ],
          },
        });
        const devices = populate(scenario.population);
        const alerts = list.flatMap((spec, index) =>
          devicesOf(spec, devices).flatMap((device) =>
            arrivalTimes(spec, randomStream(seed, `stream:${spec.name}`, device.index)).map((us) => ({
              us,
              device,
              index,
            })),
          ),
        );
        fc.pre(alerts.length > 0);
        alerts.sort((a, b) => a.us - b.us || a.device.index - b.device.index || a.index - b.index);
        const sentBy = new Map<number, number>();
        const expected = alerts.map(({ us, device, index }) => {
          const counter = (sentBy.get(device.index) ?? 0) + 1;
          sentBy.set(device.index, counter);
          return [us, device.id, `stream-${index}`, counter];
        });
        expect(rowsOf(planEmissions(scenario, seed))).toEqual(expected);
      }),
      runs(200),
    );
  });
});

describe('what is no plan', () => {
  it('is refused before it is made, when it is too large', () => {
    const scenario = scenarioOf([shaped({ shape: 'every', intervalUs: 1 }, 0, 24 * HOUR_US)]);
    expect(refusalOf(scenario)).toMatchObject({
      kind: 'plan-too-large',
      exitCode: 2,
      message: 'the scenario plans 1728000000000 Alerts; one run holds at most 10000000',
    });
  });

  it('is refused when the streams are too large together, and none alone', () => {
    const each = MAX_PLANNED_ALERTS / 20 / 2;
    const half = shaped({ shape: 'every', intervalUs: 1 }, 0, each + 1);
    expect(refusalOf(scenarioOf([half, { ...half, name: 'other' }])).kind).toBe('plan-too-large');
  });

  it('is refused when chance would make it too large', () => {
    expect(refusalOf(scenarioOf([shaped({ shape: 'poisson', perSecond: 1e9 })])).kind).toBe('plan-too-large');
  });

  it.each([
    ['its Devices are not there', scenarioOf([streamOf({ devices: { type: 'PPMID', count: null } })])],
    ['it has no stream', scenarioOf([])],
    ['chance sends nothing', scenarioOf([shaped({ shape: 'poisson', perSecond: 1e-12 })])],
    ['its moments lie at its end', scenarioOf([shaped({ shape: 'at', timesUs: [5] }, 0, 5)])],
  ])('is refused when %s', (_, scenario) => {
    expect(refusalOf(scenario)).toMatchObject({ kind: 'plan-empty', exitCode: 2 });
  });
});
