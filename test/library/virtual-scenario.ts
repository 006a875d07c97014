// A scenario of the library with one value of everything it varies, planned once; any throttle may then be shown it in
// virtual time and judged. Writes no record.

import { OUTCOME } from '../../src/ledger/history.ts';
import { planEmissions } from '../../src/plan/emission-plan.ts';
import { AskedThrottle } from '../../src/run/asked-throttle.ts';
import { listVariants, loadInputs } from '../../src/run/run-inputs.ts';
import { PlanArrivals } from '../../src/run/virtual-arrivals.ts';
import { VirtualDecisions } from '../../src/run/virtual-decisions.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { type Setting, settingValueText } from '../../src/scenario/setting.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import type { ThrottleFactory } from '../../src/throttle/throttle.ts';
import { judge } from '../../src/verify/judge.ts';
import type { Judgement } from '../../src/verify/verdict.ts';

/** The settings of every run a scenario asks for. */
export function variantsOf(
  name: string,
  settings: readonly Setting[] = [],
): Promise<readonly (readonly Setting[])[]> {
  return listVariants({ scenario: name, settings });
}

/** The values set, for a title. */
export function inWords(settings: readonly Setting[]): string {
  return settings.map(({ path, value }) => `, ${path} ${settingValueText(value)}`).join('');
}

/** A scenario planned, and what comes of it with any throttle. */
export interface Planned {
  readonly scenario: Scenario;
  readonly profile: Profile;
  /** Asks each throttle once only. */
  judged(throttle: ThrottleFactory): Judged;
}

/** A judgement, how many keys the throttle tracked at the end, and the streams of which it discarded any Alert. */
type Judged = Judgement & { readonly trackedKeys: number; readonly losers: ReadonlySet<string> };

/** Plans a scenario with these settings. */
export async function virtualScenario(name: string, settings: readonly Setting[]): Promise<Planned> {
  const { scenario, profile } = await loadInputs({ scenario: name, settings });
  const plan = planEmissions(scenario, scenario.seed);
  const arrivals = new PlanArrivals(plan).of(plan);
  const { seed, timeScale, qos } = scenario;
  const identity = { scenario: scenario.name, planHash: 'none', seed, timeScale, qos };
  const ask = (throttle: ThrottleFactory): Judged => {
    const asked = new AskedThrottle(throttle, profile);
    const decisions = new VirtualDecisions(arrivals, asked);
    decisions.decideUntil(arrivals.length);
    const history = decisions.history(identity);
    const losers = new Set<string>();
    history.outcome.forEach((outcome, row) => {
      if (outcome === OUTCOME.discard) losers.add(arrivals.streams[arrivals.stream[row]!]!);
    });
    return { ...judge(history, profile, scenario), trackedKeys: asked.trackedKeys, losers };
  };
  const known = new Map<ThrottleFactory, Judged>();
  return {
    scenario,
    profile,
    judged(throttle) {
      const before = known.get(throttle) ?? ask(throttle);
      known.set(throttle, before);
      return before;
    },
  };
}
