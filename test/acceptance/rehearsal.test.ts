// A storm quick enough to be rehearsed: the rehearsal leaves nothing behind. The throttle that is judged is asked about
// what was planned and about nothing else, at moments of the storm, and the record holds that alone.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { REHEARSED_FROM_RATE } from '../../src/domain/limits.ts';
import type { RunEvent } from '../../src/run/progress.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { Arrival, ThrottleFactory } from '../../src/throttle/throttle.ts';
import { type Workplace, workplace } from './small-storm.ts';

const METERS = 30;
const EACH = (2 * REHEARSED_FROM_RATE) / METERS;

let place: Workplace;
beforeEach(async () => {
  place = await workplace();
});
afterEach(() => place.remove());

test.each(['fast', 'mqtt.js'] as const)('nothing of it is left, with %s', async (client) => {
  await writeFile(
    place.scenario,
    `scenario: 1
name: quick
title: Quick enough to be rehearsed
claims: [conservation, decisions]
seed: 3
duration: 1s
timeScale: 1
profile: small.yaml
population: { hubs: ${METERS}, devices: { ESME: 1 } }
streams:
  - { name: quick, devices: { type: ESME }, alert: "8F3D", arrival: { poisson: ${EACH}/s } }
`,
  );
  const asked: Arrival[] = [];
  let made = 0;
  const watched: ThrottleFactory = (profile, clock) => {
    made++;
    const shipped = createThrottle(profile, clock);
    return {
      get trackedKeys() {
        return shipped.trackedKeys;
      },
      decide(arrival) {
        asked.push(arrival);
        return shipped.decide(arrival);
      },
    };
  };
  const out = join(place.directory, 'record');
  const phases: string[] = [];
  const onEvent = ({ event }: RunEvent): void => {
    if (phases.at(-1) !== event) phases.push(event);
  };
  const { run } = await runScenario({ scenario: place.scenario, out, throttle: watched, client, onEvent });
  expect(phases.slice(0, 4)).toEqual(['planned', 'connecting', 'rehearsing', 'storm']);
  expect(run.totals.planned).toBeGreaterThan(REHEARSED_FROM_RATE);
  expect(run.totals).toMatchObject({ received: run.totals.planned, refused: 0 });
  expect(made).toBe(1);
  expect(asked).toHaveLength(run.totals.planned);
  expect(asked.every(({ timeUs, originatorCounter }) => timeUs > 0 && originatorCounter > 0)).toBe(true);
});
