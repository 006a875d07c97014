import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

test('a trace that a part names is relative to the part, as a profile is', () => {
  const own = 'scenario: 1\nname: replayed\ntitle: A trace\ninclude: [shared/storm.yaml]\n';
  const text = 'part: 1\nprofile: p.yaml\ntrace: { file: ../traces/storm.csv, shift: 5m }\n';
  const part = { path: 'shared/storm.yaml', file: '/here/shared/storm.yaml', text };
  const scenario = parseScenario(own, '/here/replayed.yaml', [], [part]);
  expect(scenario.profilePath).toBe('shared/p.yaml');
  expect(scenario.trace).toMatchObject({ file: 'traces/storm.csv', shiftUs: 300_000_000 });
});
