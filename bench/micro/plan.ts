// What it costs to plan an Alert, beside a bare loop that draws as many exponential variates from one generator.

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { planEmissions } from '../../src/plan/emission-plan.ts';
import { dayOfStorm } from '../day-of-storm.ts';
import { sideBySide } from '../side-by-side.ts';

const ALERTS = 200_000;
const ROUNDS = 10;

/** Measures a day of Alerts of as many Devices as are named. */
export async function benchPlan(devices: number): Promise<void> {
  const scenario = dayOfStorm(devices, ALERTS);
  const planned = planEmissions(scenario, scenario.seed).length;
  const title = `plan, ${planned.toLocaleString('en')} Alerts of ${devices.toLocaleString('en')} Devices`;
  const contenders = [
    {
      name: 'floor: as many exponential variates',
      operations: planned,
      work: () => {
        const generator = xoroshiro128plus(scenario.seed);
        const timesUs = new Float64Array(planned);
        for (let n = 0, timeUs = 0; n < planned; n++) {
          timeUs -= Math.log1p(-uniformFloat64(generator));
          timesUs[n] = timeUs;
        }
      },
    },
    {
      name: 'shipped planner',
      operations: planned,
      work: () => void planEmissions(scenario, scenario.seed),
    },
  ];
  await sideBySide(title, contenders, ROUNDS);
}
