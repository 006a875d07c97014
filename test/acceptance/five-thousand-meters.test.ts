// 5,000 meters, one MQTT connection each, broker, throttle and Users in one process on two cores: within 600 MB, and
// the verdict is pass.

import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { RunDocument } from '../../src/record/run-document.ts';
import { stormproof } from './command-line.ts';
import { workplace } from './small-storm.ts';

const SCENARIO = fileURLToPath(new URL('./five-thousand-meters.yaml', import.meta.url));

test('5,000 meters with a connection each are run and judged within 600 MB', async () => {
  const place = await workplace();
  const { code, stdout } = await stormproof([
    'run',
    SCENARIO,
    '--json',
    '--quiet',
    '--out',
    place.record('run'),
  ]);
  await place.remove();
  const run = JSON.parse(stdout) as RunDocument;
  expect(run.checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive')).toEqual([]);
  expect(code).toBe(0);
  expect(run.plan.devices).toBe(5_000);
  expect(run.totals.received).toBe(run.totals.planned);
  expect(run.generator.peakRssBytes).toBeLessThan(600e6);
});
