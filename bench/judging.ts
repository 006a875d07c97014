// Time per Alert to judge a history, all checks together, beside the bare throttle loop over the same arrivals.

import { virtualRun } from '../src/selftest/virtual-run.ts';
import { createThrottle } from '../src/throttle/create-throttle.ts';
import { judge } from '../src/verify/judge.ts';
import { profileOf, ruleOf } from '../test/verify/profile-of.ts';
import { sideBySide } from './side-by-side.ts';

/** Measures over this many Alerts of a tenth as many keys. */
export async function benchJudging(alerts: number): Promise<void> {
  const profile = profileOf({ default: ruleOf(5, 1_000_000, 500_000) });
  const arrivals = Array.from({ length: alerts }, (_, n) => ({
    deviceId: `device ${(Math.imul(n, 2_654_435_761) >>> 0) % (alerts / 10)}`,
    alertCode: 0x81c3,
    timeUs: n * 3,
  }));
  const history = virtualRun(createThrottle, profile, arrivals);
  await sideBySide(`judging ${alerts.toLocaleString('en')} Alerts`, [
    {
      name: 'floor: the bare throttle loop',
      operations: alerts,
      work: () => {
        const throttle = createThrottle(profile, { nowUs: () => 0 });
        for (const arrival of arrivals) throttle.decide({ ...arrival, originatorCounter: 1 });
      },
    },
    {
      name: 'all checks over the history',
      operations: alerts,
      work: () => {
        judge(history, profile, { claims: [], expect: [] });
      },
    },
  ]);
}
