// scenarios/catalogue.md says what the files say, always: it is made from them. And what is asked of a machine that runs
// a scenario over MQTT stays within what a small one can do.

import { expect, test } from 'vitest';
import { planScenario } from '../../src/run/plan-scenario.ts';
import { listVariants } from '../../src/run/run-inputs.ts';
import { listScenarios } from '../../src/run/scenario-library.ts';
import { catalogueText, type Described } from './catalogue-text.ts';

const MOST_PER_WALL_SECOND = 2_000;

const scenarios = new Map<string, Described>();
for (const listed of await listScenarios()) {
  const [settings] = await listVariants({ scenario: listed.name });
  scenarios.set(listed.name, {
    listed,
    plan: await planScenario({ scenario: listed.name, settings: settings! }),
  });
}
const overMqtt = [...scenarios.values()].filter(({ listed }) => listed.comment.runWith === null);

test('scenarios/catalogue.md is made from the files', async () => {
  await expect(catalogueText(scenarios)).toMatchFileSnapshot('../../scenarios/catalogue.md');
});

test.each(overMqtt.map(({ listed, plan }) => [listed.name, plan.peakPerSecond] as const))(
  '%s asks for at most 2,000 Alerts in a wall second',
  (_, peakPerSecond) => {
    expect(peakPerSecond).toBeLessThanOrEqual(MOST_PER_WALL_SECOND);
  },
);
