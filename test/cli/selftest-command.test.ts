// The `selftest` command: a table for people, a document for programs, and an exit code that a living mutant spoils.

import { expect, test } from 'vitest';
import { runSelftest } from '../../src/selftest/run-selftest.ts';
import { stormproof } from './fake-world.ts';

const result = runSelftest();
const [first] = result.mutants;

test('shows every planted fault with the check that caught it, within 80 columns', async () => {
  const { code, stdout, stderr } = await stormproof(['selftest']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const { id } of result.mutants) expect(stdout).toMatch(new RegExp(`^✔ +${id} `, 'm'));
  expect(stdout).toContain(`✔ ${result.mutants.length} of ${result.mutants.length} planted faults caught`);
  expect(stdout).toContain('✔ the canary, wrong about everything, fails');
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('with --json prints the result and nothing else', async () => {
  const { stdout } = await stormproof(['selftest', '--json']);
  expect(JSON.parse(stdout)).toEqual(result);
});

test('with --witnesses shows what convicts', async () => {
  const { stdout } = await stormproof(['selftest', '--witnesses']);
  expect(stdout.replace(/\s+/g, ' ')).toContain('above the threshold of 3');
});

test.each([
  ['a mutant lives', { mutants: [{ ...first!, caught: false }] }, 'NOT CAUGHT'],
  [
    'the shipped throttle is convicted, too',
    { mutants: [{ ...first!, shippedPasses: false }] },
    'does not pass',
  ],
  ['the canary lives', { canary: { failed: false } }, '✖ the canary, wrong about everything, passes'],
])('exits with 1 when %s', async (_, change, says) => {
  const operations = { runSelftest: async () => ({ ...result, ...change, passed: false }) };
  const { code, stdout } = await stormproof(['selftest'], { operations });
  expect(code).toBe(1);
  expect(stdout).toContain(says);
});
