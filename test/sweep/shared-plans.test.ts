// Who makes which plan: the first worker that needs it, once, and the others wait for it. Nobody waits for a plan that
// cannot be made, and nothing is shared that nobody else will need.

import { describe, expect, it, test } from 'vitest';
import type { CellPlan } from '../../src/sweep/cell-plan.ts';
import { SharedPlans } from '../../src/sweep/shared-plans.ts';

const planOf = (name: string) => ({ name }) as CellPlan;
const MAKE = { plan: null, share: false };

describe('a plan', () => {
  it('is made by the worker that comes first, which has it from then on, and handed to those that come later', async () => {
    const plans = new SharedPlans(['a', 'a', 'a', 'a'], 2);
    expect(await plans.planFor(0, 'a')).toEqual({ plan: null, share: true });
    const waiting = plans.planFor(1, 'a');
    const made = planOf('a');
    plans.made('a', made);
    expect(await waiting).toEqual({ plan: made, share: false });
    expect(await plans.planFor(0, 'a')).toEqual(MAKE);
    expect(await plans.planFor(1, 'a')).toEqual(MAKE);
  });

  it('is waited for by whoever is given its last cell while it is made', async () => {
    const plans = new SharedPlans(['a', 'a', 'a'], 3);
    await plans.planFor(0, 'a');
    const waiting = [plans.planFor(1, 'a'), plans.planFor(2, 'a')];
    plans.made('a', planOf('a'));
    for (const { plan } of await Promise.all(waiting)) expect(plan).toEqual({ name: 'a' });
  });

  it('reaches the second of two cells, both given out before it is made', async () => {
    const plans = new SharedPlans(['a', 'a'], 2);
    const [making, waiting] = [plans.planFor(0, 'a'), plans.planFor(1, 'a')];
    expect(await making).toEqual({ plan: null, share: true });
    plans.made('a', planOf('a'));
    expect(await waiting).toEqual({ plan: { name: 'a' }, share: false });
  });

  it('is handed again to a worker that had another in between', async () => {
    const plans = new SharedPlans(['a', 'a', 'a', 'b'], 2);
    await plans.planFor(0, 'a');
    plans.made('a', planOf('a'));
    await plans.planFor(0, 'b');
    expect(await plans.planFor(0, 'a')).toEqual({ plan: { name: 'a' }, share: false });
  });

  it('that cannot be made is left to each worker to try, which says why', async () => {
    const plans = new SharedPlans(['a', 'a', 'a'], 2);
    await plans.planFor(0, 'a');
    plans.made('a', null);
    expect(await plans.planFor(1, 'a')).toEqual(MAKE);
  });
});

test('nothing is shared by one worker alone, or where a plan has one cell', async () => {
  const alone = new SharedPlans(['a', 'a'], 1);
  expect(await alone.planFor(0, 'a')).toEqual(MAKE);
  const apart = new SharedPlans(['a', 'b'], 2);
  expect(await Promise.all([apart.planFor(0, 'a'), apart.planFor(1, 'b')])).toEqual([MAKE, MAKE]);
});
