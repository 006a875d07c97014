// A run that goes through in slices and is judged in parts is the run that it is as a whole: same plan, same hash, same
// history file, same verdict; also of a run that is stopped before it begins, or given up in the middle.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../src/ledger/history.ts';
import { type EmissionPlan, planEmissions } from '../../src/plan/emission-plan.ts';
import { slicesOf } from '../../src/plan/plan-slices.ts';
import { RecordDirectory } from '../../src/record/record-directory.ts';
import { historyPath } from '../../src/record/write-record.ts';
import { RunMeasures } from '../../src/run/run-measures.ts';
import { virtualStorm } from '../../src/run/virtual-storm.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import type { ThrottleFactory } from '../../src/throttle/throttle.ts';
import { judgeRun } from '../../src/verify/judge.ts';
import { HOUR_US, scenarioOf, streamOf } from '../plan/scenario-of.ts';
import { runs, SEED } from '../support/seed.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { FIGURE_LINES } from '../verify/in-parts.ts';
import { profileOf, ruleOf } from '../verify/profile-of.ts';

const pathFor = temporaryDirectory();
const MINUTE_US = 60_000_000;
const IDENTITY = { scenario: 'small', planHash: 'abc', seed: 7, timeScale: 1, qos: 1 } as const;

const anyScenario: fc.Arbitrary<Scenario> = fc
  .record({
    storms: fc.integer({ min: 1, max: 4 }),
    everyUs: fc.constantFrom(MINUTE_US / 2, MINUTE_US, 5 * MINUTE_US),
    again: fc.boolean(),
    wrong: fc.boolean(),
    jitterUs: fc.constantFrom(0, MINUTE_US),
  })
  .map(({ storms, everyUs, again, wrong, jitterUs }) =>
    scenarioOf([
      streamOf({
        devices: { type: 'GSME', count: storms },
        arrival: { shape: 'every', intervalUs: everyUs },
        untilUs: HOUR_US,
        ...(again ? { resend: { share: { millionths: 500_000 }, afterUs: MINUTE_US, times: 2 } } : {}),
      }),
      streamOf({
        name: 'background',
        alertCode: 0x8f0a,
        arrival: { shape: 'poisson', perSecond: 4 / 3_600 },
        untilUs: HOUR_US,
        jitterUs,
        ...(wrong ? { clock: { aheadUs: 0, withinUs: 5 * MINUTE_US, drift: null } } : {}),
      }),
    ]),
  );

const anyProfile: fc.Arbitrary<Profile> = fc
  .record({
    clock: fc.constantFrom('receipt' as const, 'alert-timestamp' as const),
    duplicates: fc.constantFrom('count' as const, 'ignore' as const),
  })
  .map((settings) => profileOf({ default: ruleOf(3, 20 * MINUTE_US, 5 * MINUTE_US), ...settings }));

/** Right at first; then it throws until nobody asks it any more. */
const choking: ThrottleFactory = (profile, clock) => {
  const inner = createThrottle(profile, clock);
  let asked = 0;
  return {
    decide: (arrival) => {
      if (++asked > 70) throw new Error('choked');
      return inner.decide(arrival);
    },
    get trackedKeys() {
      return inner.trackedKeys;
    },
  };
};

/** Right but for every n-th Alert of all, whosever it is. */
const wrongEvery = (nth: number): ThrottleFactory => {
  return (profile, clock) => {
    const inner = createThrottle(profile, clock);
    let asked = 0;
    return {
      decide: (arrival) => {
        const decision = inner.decide(arrival);
        return ++asked % nth === 0 ? { outcome: 'discard', reason: 'mine' } : decision;
      },
      get trackedKeys() {
        return inner.trackedKeys;
      },
    };
  };
};

interface Asked {
  readonly profile: Profile;
  readonly throttle: ThrottleFactory;
  readonly stopped: boolean;
}

interface Sizes {
  readonly sliceAlerts: number;
  readonly partAlerts: number;
}

async function ran(plan: EmissionPlan, { profile, throttle, stopped }: Asked, sizes: Partial<Sizes> = {}) {
  const record = await RecordDirectory.reserve(pathFor('record'));
  const measures = new RunMeasures(plan.length, HOUR_US, record);
  const stop = new AbortController();
  if (stopped) stop.abort();
  const order = { identity: IDENTITY, plan, profile, throttle, onEvent: () => {}, signal: stop.signal };
  const { run, trackedKeys } = await virtualStorm({ ...order, ...sizes, measures });
  const figures = await measures.finish(run.header);
  const { verdict, checks } = judgeRun(run, profile, FIGURE_LINES);
  await measures.close();
  const [header, ...lines] = gunzipSync(readFileSync(historyPath(record.path)))
    .toString()
    .trimEnd()
    .split('\n');
  await record.discard();
  return {
    header,
    lines: lines.map((line) => JSON.parse(line) as HistoryEntry),
    ...{ trackedKeys, figures, verdict },
    // Beside which of several storms a quiet key is shown depends on which of them are at hand.
    checks: checks.map((check) => (check.id === 'isolation' ? { ...check, witness: null } : check)),
    parts: run.parts,
  };
}

describe(`a run in slices (seed ${SEED})`, () => {
  it('has the plan that it has as a whole', () => {
    fc.assert(
      fc.property(anyScenario, fc.integer({ min: 5, max: 80 }), (scenario, sliceAlerts) => {
        const whole = planEmissions(scenario, 7);
        const slices = [...slicesOf(whole, sliceAlerts)];
        expect(slices.map(({ length }) => length).every((length) => length <= sliceAlerts)).toBe(true);
        for (const column of ['plannedUs', 'timestampUs', 'device', 'stream', 'counter'] as const) {
          expect(slices.flatMap((slice) => [...slice[column]])).toEqual([...whole[column]]);
        }
      }),
      runs(60),
    );
  });

  it('is decided, recorded and judged as it is as a whole', async () => {
    let several = 0;
    const any = fc.record({
      scenario: anyScenario,
      sliceAlerts: fc.integer({ min: 20, max: 60 }),
      partAlerts: fc.integer({ min: 20, max: 60 }),
      profile: anyProfile,
      throttle: fc.constantFrom(createThrottle, wrongEvery(17), choking),
      stopped: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(any, async ({ scenario, sliceAlerts, partAlerts, ...asked }) => {
        const plan = planEmissions(scenario, 7);
        const whole = await ran(plan, asked);
        const sliced = await ran(plan, asked, { sliceAlerts, partAlerts });
        if (sliced.parts > 1) several++;
        expect({ ...sliced, parts: 0 }).toEqual({ ...whole, parts: 0 });
      }),
      runs(60),
    );
    expect(several).toBeGreaterThan(20);
  }, 120_000);
});
