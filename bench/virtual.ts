// Virtual mode stage by stage, per Alert, beside the bare throttle loop over the same arrivals: what planning, deciding,
// judging and writing the history add to it. Decisions are kept in the same room every time, as by the cells of a sweep
// and the slices of a long run. One core; no file is written.

import { HistoryBytes } from '../src/ledger/history-bytes.ts';
import { planEmissions } from '../src/plan/emission-plan.ts';
import { fingerprint } from '../src/plan/fingerprint.ts';
import { AskedThrottle } from '../src/run/asked-throttle.ts';
import { DecisionRoom } from '../src/run/decision-room.ts';
import { PlanArrivals } from '../src/run/virtual-arrivals.ts';
import { VirtualDecisions } from '../src/run/virtual-decisions.ts';
import { createThrottle } from '../src/throttle/create-throttle.ts';
import type { Profile } from '../src/throttle/profile.ts';
import type { Arrival } from '../src/throttle/throttle.ts';
import { judge } from '../src/verify/judge.ts';
import { HOUR_US } from '../test/plan/scenario-of.ts';
import { profileOf, ruleOf } from '../test/verify/profile-of.ts';
import { dayOfStorm } from './day-of-storm.ts';
import { sideBySide } from './side-by-side.ts';

const ALERTS = 500_000;
const ROUNDS = 5;
const IDENTITY = { scenario: 'bench', planHash: 'none', seed: 7, timeScale: 1, qos: 1 } as const;

const PROFILE: Profile = profileOf({ default: ruleOf(10, HOUR_US, HOUR_US) });

/** Measures with this many Devices, that raise about so many Alerts: a few each, and no more than a run takes whole. */
export async function benchVirtual(devices: number, alerts = ALERTS): Promise<void> {
  const scenario = dayOfStorm(devices, alerts);
  const plan = planEmissions(scenario, scenario.seed);
  const arrivals = new PlanArrivals(plan).of(plan);
  const decide = (room: DecisionRoom): VirtualDecisions => {
    const decisions = new VirtualDecisions(arrivals, new AskedThrottle(createThrottle, PROFILE), room);
    decisions.decideUntil(arrivals.length);
    return decisions;
  };
  const history = decide(new DecisionRoom()).history(IDENTITY);
  const room = new DecisionRoom();
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
    ['throttle, into a history', () => void decide(room).history(IDENTITY)],
    ['judge', judged],
    [
      'throttle and judge',
      () => {
        decide(room);
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
