// Codes that no list holds flow: they validate, they plan, and the plan says what is known of the others.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { planScenario } from '../../src/run/plan-scenario.ts';
import { validateFile } from '../../src/run/validate-file.ts';
import { type Workplace, workplace } from '../acceptance/small-storm.ts';

let place: Workplace;
beforeEach(async () => {
  place = await workplace((text) => text.replaceAll('"8F3D"', '"8ABC"'));
});
afterEach(() => place.remove());

it('validates a scenario with a code that is in no list', async () => {
  expect(await validateFile(place.scenario)).toMatchObject({ kind: 'scenario', name: 'small-storm' });
});

it('plans it, with the name of every Alert that has one', async () => {
  const { streams, throttle } = await planScenario({ scenario: place.scenario });
  expect(streams.map(({ alertCode, alertName }) => [alertCode, alertName])).toEqual([
    ['8F0A', 'Billing data log updated'],
    ['8ABC', null],
    ['8F36', 'Supply outage restored after 3 minutes or more'],
    ['8ABC', null],
  ]);
  expect(throttle).toEqual({ name: 'stormproof', source: 'shipped' });
});
