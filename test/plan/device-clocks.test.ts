// Wrong clocks: the time inside of every Alert, to the microsecond, before the start of the scenario, too; one clock for
// each Device, whatever sends; and nothing else of the plan is another for it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeviceClocks } from '../../src/plan/device-clocks.ts';
import { type EmissionPlan, planEmissions } from '../../src/plan/emission-plan.ts';
import { fingerprint } from '../../src/plan/fingerprint.ts';
import type { ClockSpec, StreamSpec } from '../../src/scenario/scenario.ts';
import { runs, SEED } from '../support/seed.ts';
import { HOUR_US, scenarioOf, streamOf } from './scenario-of.ts';

const SECOND_US = 1_000_000;
const MINUTE_US = 60 * SECOND_US;

const clockOf = (parts: Partial<ClockSpec>): ClockSpec => ({
  aheadUs: 0,
  withinUs: 0,
  drift: null,
  ...parts,
});

const planOf = (...streams: readonly StreamSpec[]): EmissionPlan => planEmissions(scenarioOf(streams), 7);

/** Of the first GSME, by stream, how far the time inside is from the planned moment. */
const errorsOf = (plan: EmissionPlan, device = 1): Record<string, number[]> => {
  const errors: Record<string, number[]> = {};
  plan.plannedUs.forEach((us, id) => {
    if (plan.device[id] !== device) return;
    const { name } = plan.streams[plan.stream[id]!]!;
    errors[name] = [...(errors[name] ?? []), plan.timestampUs[id]! - us];
  });
  return errors;
};

describe('the time inside of an Alert', () => {
  it('is the moment by a clock that is ahead, or behind: before the start it is negative', () => {
    const ahead = planOf(streamOf({ clock: clockOf({ aheadUs: 5 * MINUTE_US }) }));
    expect(errorsOf(ahead)).toEqual({ storm: Array(6).fill(5 * MINUTE_US) });
    const behind = planOf(streamOf({ clock: clockOf({ aheadUs: -2 * HOUR_US }) }));
    expect([behind.timestampUs[0], behind.timestampUs.at(-1)]).toEqual([
      -2 * HOUR_US,
      -2 * HOUR_US + 50 * MINUTE_US,
    ]);
  });

  it('goes on to go wrong by a clock that gains or loses', () => {
    const drift = (gainsUs: number) => clockOf({ aheadUs: 7, drift: { gainsUs, perUs: 30 * MINUTE_US } });
    expect(errorsOf(planOf(streamOf({ clock: drift(3 * SECOND_US) })))).toEqual({
      storm: [0, 1, 2, 3, 4, 5].map((seconds) => 7 + seconds * SECOND_US),
    });
    expect(errorsOf(planOf(streamOf({ clock: drift(-3) })))).toEqual({ storm: [7, 6, 5, 4, 3, 2] });
  });

  it('is that of the first sending in every further one', () => {
    const resend = { share: { millionths: 1_000_000 }, afterUs: MINUTE_US, times: 2 };
    const clock = clockOf({ aheadUs: -10, drift: { gainsUs: 1, perUs: MINUTE_US } });
    const plan = planOf(
      streamOf({ arrival: { shape: 'once' }, devices: { type: 'GSME', count: 1 }, resend, clock }),
    );
    expect([...plan.timestampUs]).toEqual([-10, -10, -10]);
  });

  it('is the planned moment where no clock is wrong, without a column of its own', () => {
    const plan = planOf(streamOf());
    expect(plan.timestampUs).toBe(plan.plannedUs);
  });
});

describe('a clock', () => {
  const within = clockOf({ withinUs: 10 * MINUTE_US });

  it('is one for all that its Device sends, in whatever stream', () => {
    const plan = planOf(
      streamOf({ clock: within, devices: { type: 'GSME', count: 3 } }),
      streamOf({ name: 'silent', alertCode: 1 }),
      streamOf({ name: 'same', alertCode: 2, clock: within, devices: { type: 'GSME', count: 1 } }),
    );
    const { storm, silent, same } = errorsOf(plan);
    expect(storm![0]).not.toBe(0);
    expect([silent, same]).toEqual([storm, storm]);
    expect(errorsOf(plan, 5)).toEqual({ silent: Array(6).fill(0) });
  });

  it('is drawn for each Device by itself, evenly from either side, and is the same for the same seed', () => {
    const devices = 4_000;
    const drawn = (seed: number): number[] => {
      const clocks = new DeviceClocks(devices, seed);
      for (let device = 0; device < devices; device++) clocks.set(device, clockOf({ withinUs: 1_000 }));
      return Array.from({ length: devices }, (_, device) => clocks.shownUs(device, 0));
    };
    const errors = drawn(SEED);
    expect(errors).toEqual(drawn(SEED));
    expect(errors).not.toEqual(drawn(SEED + 1));
    expect(Math.min(...errors)).toBeGreaterThanOrEqual(-1_000);
    expect(Math.max(...errors)).toBeLessThanOrEqual(1_000);
    const mean = errors.reduce((sum, us) => sum + us, 0) / devices;
    const deviation = Math.sqrt((2_001 ** 2 - 1) / 12);
    expect(Math.abs(mean)).toBeLessThan((5 * deviation) / Math.sqrt(devices));
    const inner = errors.filter((us) => Math.abs(us) <= 500).length;
    const share = 1_001 / 2_001;
    expect(Math.abs(inner - share * devices)).toBeLessThan(5 * Math.sqrt(devices * share * (1 - share)));
  });

  it('draws either end, and nothing beyond', () => {
    const clocks = new DeviceClocks(200, 7);
    for (let device = 0; device < 200; device++) clocks.set(device, clockOf({ withinUs: 1 }));
    const drawn = new Set(Array.from({ length: 200 }, (_, device) => clocks.shownUs(device, 0)));
    expect(drawn).toEqual(new Set([-1, 0, 1]));
  });

  it('changes nothing of a plan but the times inside, and its fingerprint', () => {
    const stream = streamOf({ jitterUs: MINUTE_US });
    const [right, wrong] = [planOf(stream), planOf({ ...stream, clock: within })];
    for (const column of ['plannedUs', 'device', 'stream', 'counter'] as const) {
      expect([...wrong[column]]).toEqual([...right[column]]);
    }
    expect(fingerprint(wrong)).not.toBe(fingerprint(right));
  });

  it(`shows whole microseconds and never goes back, however slow it is (seed ${SEED})`, () => {
    const drift = fc
      .tuple(fc.integer({ min: 2, max: 1_000_000 }), fc.nat())
      .chain(([perUs, n]) => fc.constantFrom(-1, 1).map((sign) => ({ perUs, gainsUs: sign * (n % perUs) })));
    const moments = fc.array(fc.nat({ max: 100 * 86_400 * SECOND_US }), {
      minLength: 2,
      maxLength: 40,
      size: 'max',
    });
    fc.assert(
      fc.property(drift, fc.maxSafeInteger(), moments, (runsWrong, far, times) => {
        const clocks = new DeviceClocks(1, 7);
        clocks.set(0, clockOf({ aheadUs: Math.trunc(far / 100), drift: runsWrong }));
        const shown = times.toSorted((a, b) => a - b).map((us) => clocks.shownUs(0, us));
        expect(shown.every(Number.isSafeInteger)).toBe(true);
        expect(shown.toSorted((a, b) => a - b)).toEqual(shown);
      }),
      runs(200),
    );
  });
});
