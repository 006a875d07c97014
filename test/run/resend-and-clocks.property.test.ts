// Plans in which Alerts are sent again and clocks are wrong, through the throttle in virtual time and against the
// reference model: every window, both clocks, duplicates counted or ignored. Small numbers: microseconds decide.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { History } from '../../src/ledger/history.ts';
import { OUTCOME } from '../../src/ledger/history.ts';
import { PlanIndex } from '../../src/ledger/plan-index.ts';
import { type EmissionPlan, planEmissions } from '../../src/plan/emission-plan.ts';
import { AskedThrottle } from '../../src/run/asked-throttle.ts';
import { PlanArrivals } from '../../src/run/virtual-arrivals.ts';
import { VirtualDecisions } from '../../src/run/virtual-decisions.ts';
import { parseExpectation } from '../../src/scenario/expectation.ts';
import type {
  ArrivalShape,
  ClockSpec,
  Expectation,
  Scenario,
  StreamSpec,
} from '../../src/scenario/scenario.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import { judge } from '../../src/verify/judge.ts';
import { scenarioOf, streamOf } from '../plan/scenario-of.ts';
import { runs, SEED } from '../support/seed.ts';
import { CODES, profilesWith } from '../throttle/edge-traces.ts';
import { turning } from '../throttle/turning.ts';

const IDENTITY = { scenario: 'any', planHash: 'none', seed: 7, timeScale: 1, qos: 1 } as const;
const UNTIL_US = 150;

const arrivals = fc.oneof(
  fc.integer({ min: 2, max: 25 }).map((us): ArrivalShape => ({ shape: 'every', intervalUs: us })),
  fc.constant<ArrivalShape>({ shape: 'poisson', perSecond: 120_000 }),
  fc.constant<ArrivalShape>({ shape: 'burst', count: 4, intervalUs: 47 }),
  fc.constant<ArrivalShape>({ shape: 'comb', count: 5, spacingUs: 2, intervalUs: 40 }),
  fc.constant<ArrivalShape>({ shape: 'pair', clearCode: CODES[1], afterUs: 3, intervalUs: 11 }),
  fc
    .array(fc.nat({ max: UNTIL_US - 1 }), { minLength: 1, maxLength: 12 })
    .map((timesUs): ArrivalShape => ({ shape: 'at', timesUs: timesUs.toSorted((a, b) => a - b) })),
);

const clocks: fc.Arbitrary<ClockSpec> = fc.record({
  aheadUs: fc.integer({ min: -120, max: 120 }),
  withinUs: fc.constantFrom(0, 0, 5, 90),
  drift: fc.constantFrom(null, { gainsUs: 1, perUs: 9 }, { gainsUs: -4, perUs: 5 }),
});

/** Streams on two Devices, of every code the profiles know, all with the one clock that a Device has. */
const scenariosFor = ({ default: rule, overrides }: Profile): fc.Arbitrary<Scenario> => {
  const lengths = [rule, ...overrides.values()].map(({ window }) => window.lengthUs);
  const edges = lengths.flatMap((us) => [us - 1, us, us + 1]).filter((us) => us > 0);
  const stream = fc.record({
    arrival: arrivals,
    alertCode: fc.constantFrom(CODES[0], CODES[0], CODES[0], CODES[1], CODES[2]),
    jitterUs: fc.constantFrom(0, 0, 6),
    fromUs: fc.nat({ max: 20 }),
    resend: fc.record({
      share: fc.integer({ min: 200_000, max: 1_000_000 }).map((millionths) => ({ millionths })),
      afterUs: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(...edges)),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  });
  const population = { hubs: 1, perHub: [{ type: 'GSME' as const, count: 2 }] };
  return fc.tuple(fc.array(stream, { minLength: 1, maxLength: 3 }), clocks).map(([list, clock]) => {
    const streams = list.map((parts, n): StreamSpec => {
      // A pair clears with the second code, so it raises with another.
      const alertCode = parts.arrival.shape === 'pair' ? CODES[0] : parts.alertCode;
      return streamOf({ ...parts, alertCode, clock, name: `stream-${n}`, untilUs: UNTIL_US });
    });
    // Chance may leave the others without an Alert.
    const one = streamOf({ ...streams[0]!, name: 'one', arrival: { shape: 'once' }, jitterUs: 0 });
    return scenarioOf([...streams, one], { population });
  });
};

const runsOf = (fixed: Partial<Profile>) =>
  profilesWith(fixed).chain((profile) =>
    fc.record({ profile: fc.constant(profile), scenario: scenariosFor(profile), seed: fc.nat() }),
  );

const decided = (plan: EmissionPlan, profile: Profile, throttle = createThrottle): History => {
  const decisions = new VirtualDecisions(
    new PlanArrivals(plan).of(plan),
    new AskedThrottle(throttle, profile),
  );
  decisions.decideUntil(plan.length);
  return decisions.history(IDENTITY);
};

const NOTHING = { claims: [], expect: [] };

const REPORTED = parseExpectation('total.reported >= 0', []) as Expectation;

const without = (part: 'clock' | 'resend', scenario: Scenario): Scenario => ({
  ...scenario,
  streams: scenario.streams.map(({ [part]: _, ...stream }) => stream),
});

describe(`Alerts sent again by Devices with wrong clocks (seed ${SEED})`, () => {
  it.each([
    ['receipt', 'count'],
    ['receipt', 'ignore'],
    ['alert-timestamp', 'count'],
    ['alert-timestamp', 'ignore'],
  ] as const)('are decided as the model has it: clock %s, duplicates %s', (clock, duplicates) => {
    fc.assert(
      fc.property(runsOf({ clock, duplicates }), fc.nat(), ({ profile, scenario, seed }, n) => {
        const plan = planEmissions(scenario, seed);
        const history = decided(plan, profile);
        const { checks } = judge(history, profile, NOTHING);
        const against = checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive');
        expect(against.map(({ id, reason, witness }) => [id, reason, witness?.sentence])).toEqual([]);
        const decisions = checks.find(({ id }) => id === 'decisions');
        expect(decisions).toMatchObject({ verdict: 'pass', exercised: plan.length });
        const wrong = decided(plan, profile, turning(n % plan.length));
        expect(judge(wrong, profile, NOTHING).checks.find(({ id }) => id === 'decisions')).toMatchObject({
          verdict: 'fail',
        });
      }),
      runs(200),
    );
  });

  it('have the same bytes each time, and their own time on record where it counts', () => {
    fc.assert(
      fc.property(runsOf({ clock: 'alert-timestamp' }), ({ profile, scenario, seed }) => {
        const plan = planEmissions(scenario, seed);
        const history = decided(plan, profile);
        expect([...history.timestampUs]).toEqual([...plan.timestampUs]);
        const index = new PlanIndex(plan);
        const payloads = new Map<number, number>();
        for (let alert = 0; alert < index.alerts; alert++) {
          const rows = Array.from({ length: index.sendings(alert) }, (_, nth) => index.rowOf(alert, nth));
          const crcs = new Set(rows.map((row) => history.payloadCrc[row]!));
          expect(crcs.size).toBe(1);
          for (const crc of crcs) payloads.set(crc, alert);
        }
        expect(payloads.size).toBe(index.alerts);
      }),
      runs(100),
    );
  });

  it('are decided alike whatever their clocks show, where the throttle counts by its own', () => {
    fc.assert(
      fc.property(runsOf({ clock: 'receipt' }), ({ profile, scenario, seed }) => {
        const wrong = decided(planEmissions(scenario, seed), profile);
        const right = decided(planEmissions(without('clock', scenario), seed), profile);
        for (const column of ['id', 'outcome', 'reason', 'sequenceId', 'count', 'counter'] as const) {
          expect([...wrong[column]]).toEqual([...right[column]]);
        }
      }),
      runs(150),
    );
  });

  it('change nothing for the others, where the throttle ignores them and their first is in the window', () => {
    const sliding = profilesWith({ duplicates: 'ignore' }).map(({ default: rule, overrides, ...rest }) => {
      const window = { shape: 'sliding', lengthUs: 40 } as const;
      return {
        ...rest,
        default: { ...rule, window },
        overrides: new Map([...overrides].map(([code, other]) => [code, { ...other, window }] as const)),
      };
    });
    const close = sliding.chain((profile) =>
      fc.record({ profile: fc.constant(profile), scenario: scenariosFor(profile), seed: fc.nat() }),
    );
    fc.assert(
      fc.property(close, ({ profile: by, scenario: any, seed }) => {
        // The last sending comes 39 µs after the first at most.
        const profile: Profile = { ...by, clock: 'receipt' };
        const scenario = {
          ...any,
          streams: any.streams.map((stream) => ({
            ...stream,
            resend: { ...stream.resend!, afterUs: 1 + (stream.resend!.afterUs % 13) },
          })),
        };
        const plan = planEmissions(scenario, seed);
        const [again, once] = [plan, planEmissions(without('resend', scenario), seed)].map((of) =>
          decided(of, profile),
        );
        const index = new PlanIndex(plan);
        const firsts = Array.from({ length: index.alerts }, (_, alert) => index.rowOf(alert, 0));
        firsts.sort((a, b) => a - b);
        const fate = (of: History, row: number) => [of.outcome[row], of.sequenceId[row], of.count[row]];
        expect(firsts.map((row) => fate(again!, row))).toEqual(
          Array.from({ length: once!.length }, (_, row) => fate(once!, row)),
        );
        for (let alert = 0; alert < index.alerts; alert++) {
          if (profile.exclude.has(plan.streams[plan.stream[index.rowOf(alert, 0)]!]!.alertCode)) continue;
          for (let nth = 1; nth < index.sendings(alert); nth++) {
            const row = index.rowOf(alert, nth);
            expect(fate(again!, row)).toEqual(fate(again!, index.rowOf(alert, 0)));
            expect(again!.reasons[again!.reason[row]!]).toBe('duplicate');
          }
        }
        const reported = (of: History): string =>
          judge(of, profile, { claims: [], expect: [REPORTED] }).checks.at(-1)!.measured;
        if (once!.outcome.includes(OUTCOME.discard)) expect(reported(again!)).toBe(reported(once!));
      }),
      runs(150),
    );
  });
});
