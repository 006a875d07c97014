// A sweep of thresholds over one plan, on one worker and on two: per Alert and cell, beside the bare throttle loop over the
// same arrivals as often. What two workers lose goes into starting threads and warming up, once in each: about a second of
// CPU, so that only a sweep of many seconds shows what a second core gains. No file is written.

import { planEmissions } from '../src/plan/emission-plan.ts';
import { PlanArrivals } from '../src/run/virtual-arrivals.ts';
import { planNameOf } from '../src/sweep/cell-plan.ts';
import type { CellOrder } from '../src/sweep/run-cell.ts';
import { runCells } from '../src/sweep/run-cells.ts';
import { createThrottle } from '../src/throttle/create-throttle.ts';
import type { Arrival } from '../src/throttle/throttle.ts';
import { HOUR_US } from '../test/plan/scenario-of.ts';
import { profileOf, ruleOf } from '../test/verify/profile-of.ts';
import { dayOfStorm } from './day-of-storm.ts';
import { type Contender, sideBySide } from './side-by-side.ts';

/** What is measured is what users run: compiled, not translated as it loads. */
const BUILT = new URL('../dist/sweep/sweep-worker.js', import.meta.url);
const ALERTS = 100_000;
const DEVICES = 10_000;

/** Measures a grid of so many cells over a hundred thousand Alerts. */
export async function benchSweep(count: number, rounds: number): Promise<void> {
  const scenario = dayOfStorm(DEVICES, ALERTS);
  const planName = planNameOf({ scenario, trace: null });
  const cells = Array.from({ length: count }, (_, at): CellOrder => {
    return {
      planName,
      scenario,
      trace: null,
      profile: profileOf({ default: ruleOf((at % 100) + 5, HOUR_US, HOUR_US) }),
    };
  });
  const plan = planEmissions(scenario, scenario.seed);
  const arrivals = new PlanArrivals(plan).of(plan);
  const shown: Arrival[] = Array.from(arrivals.timeUs, (timeUs, row) => ({
    deviceId: arrivals.deviceIds[arrivals.device[row]!]!,
    alertCode: arrivals.code[row]!,
    originatorCounter: arrivals.counter[row]!,
    timeUs,
  }));
  const swept = async (workers: number): Promise<void> => {
    const { signal } = new AbortController();
    const results = await runCells({
      cells,
      workers,
      throttle: null,
      signal,
      onCell: () => {},
      entry: BUILT,
    });
    for (const result of results) {
      if (result.status !== 'ran' || result.verdict !== 'pass') throw new Error('a cell did not pass');
    }
  };
  const operations = arrivals.length * count;
  const onWorkers = (name: string, workers: number): Contender => {
    return { name: `cells on ${name}`, operations, awaited: true, work: () => swept(workers) };
  };
  const title = `sweep, ${count.toLocaleString('en')} cells over ${arrivals.length.toLocaleString('en')} Alerts`;
  const bareLoop: Contender = {
    name: 'floor: the bare throttle loop',
    operations,
    work: () => {
      for (const { profile } of cells) {
        const throttle = createThrottle(profile, { nowUs: () => 0 });
        for (const arrival of shown) throttle.decide(arrival);
      }
    },
  };
  await sideBySide(title, [bareLoop, onWorkers('one worker', 1), onWorkers('two workers', 2)], rounds);
}
