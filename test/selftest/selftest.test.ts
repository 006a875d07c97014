// The verifier is put to the test: every planted fault is caught by the check that should catch it, with a witness, on
// traffic of which nothing can be left out, and the shipped throttle passes the same traffic.

import { describe, expect, test } from 'vitest';
import { leastTraffic, MUTANTS, plant, runSelftest } from '../../src/selftest/run-selftest.ts';

/** Faults of the catalogue that windows can have; F09–F12 belong to token buckets, F15, F17 and F18 need several nodes. */
const APPLICABLE = [
  ...[
    'F01',
    'F02',
    'F03',
    'F04',
    'F05',
    'F06',
    'F07',
    'F08',
    'F13',
    'F14',
    'F16',
    'F19',
    'F20',
    'F21',
    'F22',
    'F23',
  ],
  ...['F24', 'F25', 'F26', 'F27', 'F28', 'F29', 'F30', 'F31', 'F32', 'F33', 'F34', 'F35', 'F36', 'F37'],
];

const result = runSelftest();

test('the self-test passes, and its canary fails', () => {
  expect(result.canary.failed).toBe(true);
  expect(result.passed).toBe(true);
});

test('every applicable fault of the catalogue is planted', () => {
  const planted = new Set(result.mutants.map(({ id }) => id.slice(0, 3)));
  expect([...planted].filter((id) => id.startsWith('F')).sort()).toEqual(APPLICABLE);
});

test('a throttle that does not answer is blamed for that alone', () => {
  for (const { id, convictedBy } of result.mutants.filter(({ id: of }) => of.startsWith('P'))) {
    expect(
      convictedBy.filter((check) => check !== 'decisions'),
      id,
    ).toEqual(['answers']);
  }
});

test('no two mutants share an id', () => {
  expect(new Set(result.mutants.map(({ id }) => id)).size).toBe(result.mutants.length);
});

describe.each(result.mutants)(
  '$id: a throttle that $fault',
  ({ caught, shippedPasses, caughtBy, convictedBy }) => {
    test(`is convicted by ${caughtBy}`, () => {
      expect(convictedBy).toContain(caughtBy);
      expect(caught).toBe(true);
    });

    test('is told from the shipped throttle, which passes the same traffic', () => {
      expect(shippedPasses).toBe(true);
    });
  },
);

test.each(MUTANTS)('$id: no Alert of its least traffic can be left out', (mutant) => {
  const least = leastTraffic(mutant);
  for (let at = 0; at < least.length && least.length > 1; at++) {
    const fewer = { ...mutant, traffic: least.toSpliced(at, 1) };
    expect(
      plant(fewer).caught && leastTraffic(fewer).length === fewer.traffic.length,
      `without number ${at}`,
    ).toBe(false);
  }
});

test('faults outside the throttle are never blamed on the throttle', () => {
  const throttleChecks = [
    'quiet-traffic',
    'decisions',
    'metadata-values',
    'isolation',
    'exclusion',
    'ceiling',
    'floor',
  ];
  for (const { id, convictedBy } of result.mutants.filter(({ id: of }) => /^F(28|36|37)/.test(of))) {
    expect(
      convictedBy.filter((check) => throttleChecks.includes(check)),
      id,
    ).toEqual([]);
  }
});
