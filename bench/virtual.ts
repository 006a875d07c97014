// Virtual mode stage by stage, per Alert, beside the bare throttle loop over the same arrivals: what planning, deciding,
// judging and writing the history add to it. One core; no file is written.

import { HistoryBytes } from '../src/ledger/history-bytes.ts';
import { planEmissions } from '../src/plan/emission-plan.ts';
import { fingerprint } from '../src/plan/fingerprint.ts';
import { AskedThrottle } from '../src/run/asked-throttle.ts';
import { PlanArrivals } from '../src/run/virtual-arrivals.ts';
import { VirtualDecisions } from '../src/run/virtual-decisions.ts';
import type { StreamSpec } from '../src/scenario/scenario.ts';
import { createThrottle } from '../src/throttle/create-throttle.ts';
import type { Profile } from '../src/throttle/profile.ts';
import type { Arrival } from '../src/throttle/throttle.ts';
import { judge } from '../src/verify/judge.ts';
import { scenarioOf, streamOf } from '../test/plan/scenario-of.ts';
import { profileOf, ruleOf } from '../test/verify/profile-of.ts';
import { sideBySide } from './side-by-side.ts';

const HOUR_US = 3_600_000_000;
const ALERTS = 500_000;
const ROUNDS = 5;
const IDENTITY = { scenario: 'bench', planHash: 'none', seed: 7, timeScale: 1, qos: 1 } as const;

const PROFILE: Profile = profileOf({ default: ruleOf(10, HOUR_US, HOUR_US) });

/** Half a million Alerts in a day: four in five of them a Poisson trickle from every Device, the rest storms. */
function scenarioWith(devices: number) {
  const trickle = (0.8 * ALERTS) / devices / 86_400;
  const stormers = 0.2 * (ALERTS / 1_440);
  const day: Partial<StreamSpec> = { untilUs: 24 * HOUR_US };
  const esme = (count: number | null) => ({ type: 'ESME' as const, count });
  const streams = [
    streamOf({ ...day, devices: esme(null), arrival: { shape: 'poisson', perSecond: trickle } }),
    streamOf({
      ...day,
      name: 'storms',
      alertCode: 0x8f3d,
      devices: esme(Math.round(stormers)),
      arrival: { shape: 'every', intervalUs: 60_000_000 },
    }),
  ];
  const population = { hubs: devices, perHub: [{ type: 'ESME' as const, count: 1 }] };
  return scenarioOf(streams, { durationUs: 24 * HOUR_US, population });
}

/** Measures with this many Devices. */
export async function benchVirtual(devices: number): Promise<void> {
  const scenario = scenarioWith(devices);
  const plan = planEmissions(scenario, scenario.seed);
  const arrivals = new PlanArrivals(plan).of(plan);
  const decide = (): VirtualDecisions => {
    const decisions = new VirtualDecisions(arrivals, new AskedThrottle(createThrottle, PROFILE));
    decisions.decideUntil(arrivals.length);
    return decisions;
  };
  const history = decide().history(IDENTITY);
  const judged = (): void => {
    const { verdict } = judge(history, PROFILE, { claims: ['decisions'], expect: [] });
    if (verdict !== 'pass') throw new Error(`the benchmark's own run is judged ${verdict}`);
  };
  const shown: Arrival[] = Array.from(arrivals.timeUs, (timeUs, row) => ({
    deviceId: arrivals.deviceIds[arrivals.device[row]!]!,
    alertCode: arrivals.code[row]!,
    originatorCounter: arrivals.counter[row]!,
    timeUs,
  }));
  const work: readonly (readonly [string, () => void])[] = [
    [
      'floor: the bare throttle loop',
      () => {
        const throttle = createThrottle(PROFILE, { nowUs: () => 0 });
        for (const arrival of shown) throttle.decide(arrival);
      },
    ],
    ['plan and its fingerprint', () => void fingerprint(planEmissions(scenario, scenario.seed))],
    ['arrivals, with their checksums', () => void new PlanArrivals(plan).of(plan)],
    ['throttle, into a history', () => void decide().history(IDENTITY)],
    ['judge', judged],
    [
      'throttle and judge',
      () => {
        decide();
        judged();
      },
    ],
    [
      'history as text',
      () => {
        const rows = new HistoryBytes(history);
        for (let row = 0; row < history.length; row += 512) {
          rows.lines(row, Math.min(row + 512, history.length));
        }
      },
    ],
  ];
  const contenders = work.map(([name, of]) => ({ name, operations: plan.length, work: of }));
  const title = `virtual mode, ${devices.toLocaleString('en')} Devices, ${plan.length.toLocaleString('en')} Alerts`;
  await sideBySide(title, contenders, ROUNDS);
}
