// What a scenario of the library holds to the microsecond, and so only in virtual time: exact counts take the place of
// the `expect` lines that leave an Alert the time it takes over MQTT.

import { describe, expect, test } from 'vitest';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import { inWords, variantsOf, virtualScenario } from './virtual-scenario.ts';

/** Settings of the scenario, if any, and its exact counts. */
type Exact = readonly [name: string, more: Readonly<Record<string, unknown>>, lines: readonly string[]];

const EXACT: readonly Exact[] = [
  [
    'window-edge',
    {},
    ['on-edge.delivered == 10', 'just-inside.discarded == 10', 'just-outside.delivered == 10'],
  ],
  [
    'period-edge',
    {},
    ['on-edge.delivered == 10', 'just-before.discarded == 10', 'just-after.delivered == 10'],
  ],
  [
    'period-edge',
    { 'profile.default.forward.copy': 'leading' },
    ['train.delivered == 550', 'train.discarded == 0'],
  ],
  [
    'period-edge',
    { 'profile.default.forward.copy': 'trailing' },
    ['train.delivered == 500', 'train.discarded == 50'],
  ],
  ['slow-drip', {}, ['drip.delivered == 10300', 'leak.delivered == 33', 'leak.discarded == 687']],
  ['slow-drip', { 'streams.drip.arrival.every': '6m' }, ['drip.delivered == 12000', 'drip.discarded == 0']],
  ['slow-drip', { 'streams.drip.arrival.every': '359999999us' }, ['drip.discarded > 10000']],
  ['single-device-storm', {}, ['storm.delivered == 12', 'total.unreported == 0']],
  [
    'several-devices-one-hub',
    {},
    ['resets.delivered == 14', 'hub-log.delivered == 13', 'gas-log.delivered == 13'],
  ],
  ['hysteresis', {}, ['simmer.delivered == 20', 'calm.delivered == 25']],
  ['duplicates', { 'profile.duplicates': 'count' }, ['echo.discarded == 260', 'stale.discarded == 0']],
  ['clock-drift', { 'profile.clock': 'receipt' }, ['storm.discarded > 520', 'scattered.discarded == 0']],
  [
    'hysteresis',
    { profile: '../profiles/illustrative-short.yaml' },
    ['simmer.delivered == 45', 'calm.delivered == 25'],
  ],
];

const runs = (
  await Promise.all(
    EXACT.map(async ([name, more, lines]) => {
      const added = Object.entries({ ...more, expect: lines }).map(([path, value]) => ({ path, value }));
      return (await variantsOf(name, added)).map((settings) => ({ name, settings, lines }));
    }),
  )
)
  .flat()
  .map((run) => ({
    ...run,
    title: run.name + inWords(run.settings.filter(({ path }) => path !== 'expect')),
  }));

describe.each(runs.map((run) => [run.title, run] as const))('%s', (_, { name, settings, lines }) => {
  test(lines.join(', '), async () => {
    const { judged } = await virtualScenario(name, settings);
    const checks = judged(createThrottle).checks.filter(({ id }) => id.startsWith('expect: '));
    expect(checks.map(({ id, verdict, measured }) => `${id}: ${verdict} ${measured}`)).toEqual(
      checks.map(({ id, measured }) => `${id}: pass ${measured}`),
    );
    expect(checks).toHaveLength(lines.length);
  });
});
