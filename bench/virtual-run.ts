// Whether an Alert costs more when there are more of them in a run: a whole run in virtual time, from the plan over its
// fingerprint, throttle and measures to the verdict, of ten thousand to ten million Alerts of the same Devices. What
// does not depend on them is left out: to start a process, to warm it up, to read the scenario and write the record.

import { monotonicUs } from '../src/domain/clock.ts';
import { planEmissions } from '../src/plan/emission-plan.ts';
import { fingerprint } from '../src/plan/fingerprint.ts';
import { RunMeasures } from '../src/run/run-measures.ts';
import { virtualStorm } from '../src/run/virtual-storm.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import { createThrottle } from '../src/throttle/create-throttle.ts';
import { judgeRun } from '../src/verify/judge.ts';
import { HOUR_US } from '../test/plan/scenario-of.ts';
import { profileOf, ruleOf } from '../test/verify/profile-of.ts';
import { dayOfStorm } from './day-of-storm.ts';
import { tell } from './go.ts';

const SIZES = [10_000, 100_000, 1_000_000, 10_000_000] as const;
const DEVICES = 1_000;
/** Alerts over which a figure is taken, at least: so many runs of a small size. */
const ALERTS_PER_FIGURE = 300_000;
const PROFILE = profileOf({ default: ruleOf(10, HOUR_US, HOUR_US) });
const ASKED = { claims: ['decisions'], expect: [] } as const;

/** Measures every size `rounds` times, without a history file. */
export async function benchVirtualRun(rounds: number): Promise<void> {
  // A little less than the size: a plan may not hold one Alert more than the greatest of them.
  const scenarios = SIZES.map((size) => dayOfStorm(DEVICES, size * 0.999));
  const figures = SIZES.map((): number[] => []);
  for (const scenario of scenarios.slice(0, -1)) await nsPerAlert(scenario);
  for (let round = 0; round < rounds; round++) {
    for (const [at, scenario] of scenarios.entries()) figures[at]!.push(await nsPerAlert(scenario));
  }
  const contenders = SIZES.map((size, at) => ({
    name: `${size.toLocaleString('en')} Alerts`,
    figures: figures[at]!,
  }));
  tell({
    title: `cost per Alert of a judged virtual run, ${DEVICES.toLocaleString('en')} Devices`,
    unit: 'ns',
    contenders,
  });
}

async function nsPerAlert(scenario: Scenario): Promise<number> {
  const startUs = monotonicUs();
  let alerts = 0;
  while (alerts < ALERTS_PER_FIGURE) alerts += await judgedRun(scenario);
  return ((monotonicUs() - startUs) * 1_000) / alerts;
}

/** Returns how many Alerts there were. */
async function judgedRun(scenario: Scenario): Promise<number> {
  const { seed, durationUs } = scenario;
  const plan = planEmissions(scenario, seed);
  const identity = { scenario: 'bench', planHash: fingerprint(plan), seed, timeScale: 1, qos: 1 } as const;
  const measures = new RunMeasures(plan.length, durationUs, null);
  const { signal } = new AbortController();
  const order = { identity, plan, profile: PROFILE, throttle: createThrottle, onEvent: () => {}, signal };
  const { run } = await virtualStorm({ ...order, measures });
  await measures.finish(run.header);
  const { verdict } = judgeRun(run, PROFILE, ASKED);
  if (verdict !== 'pass') throw new Error(`the benchmark's own run is judged ${verdict}`);
  return plan.length;
}
