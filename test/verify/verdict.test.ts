import { describe, expect, it } from 'vitest';
import type { CheckVerdict, Verdict } from '../../src/domain/verdict.ts';
import type { Finding } from '../../src/verify/finding.ts';
import { combine } from '../../src/verify/verdict.ts';

const finding = (id: string, verdict: CheckVerdict): Finding => ({
  ...{ id, verdict, requirement: 'test', reason: 'because', measured: '', bound: '', witness: null },
  exercised: verdict === 'not-exercised' ? 0 : 1,
});

describe('a run’s verdict', () => {
  const table: [string, [string, CheckVerdict][], string[], Verdict][] = [
    [
      'passes when every check holds',
      [
        ['a', 'pass'],
        ['b', 'pass'],
      ],
      ['a'],
      'pass',
    ],
    [
      'fails when any check fails',
      [
        ['a', 'pass'],
        ['b', 'fail'],
      ],
      [],
      'fail',
    ],
    [
      'fails even when another check cannot tell',
      [
        ['a', 'inconclusive'],
        ['b', 'fail'],
      ],
      [],
      'fail',
    ],
    [
      'fails even when a claimed check was not exercised',
      [
        ['a', 'not-exercised'],
        ['b', 'fail'],
      ],
      ['a'],
      'fail',
    ],
    [
      'is inconclusive when any check cannot tell',
      [
        ['a', 'pass'],
        ['b', 'inconclusive'],
      ],
      [],
      'inconclusive',
    ],
    [
      'is inconclusive when a claim was not exercised',
      [
        ['a', 'not-exercised'],
        ['b', 'pass'],
      ],
      ['a'],
      'inconclusive',
    ],
    ['is inconclusive when a claimed check was not run', [['b', 'pass']], ['a'], 'inconclusive'],
    [
      'passes when an unclaimed check was not exercised',
      [
        ['a', 'not-exercised'],
        ['b', 'pass'],
      ],
      ['b'],
      'pass',
    ],
    ['is inconclusive when nothing was exercised', [['a', 'not-exercised']], [], 'inconclusive'],
    ['is inconclusive when only the harness was checked', [['pacing', 'pass']], [], 'inconclusive'],
    ['is inconclusive when there was no check', [], [], 'inconclusive'],
  ];
  it.each(table)('%s', (_, checks, required, verdict) => {
    const findings = checks.map(([id, of]) => finding(id, of));
    expect(combine(findings, new Set(required)).verdict).toBe(verdict);
  });

  it('names the checks it comes from', () => {
    const findings = [finding('a', 'fail'), finding('b', 'pass'), finding('c', 'fail')];
    expect(combine(findings, new Set()).reason).toBe('failed: a, c');
  });

  it('says at a check that had to be exercised that it was not', () => {
    const { checks, reason } = combine([finding('a', 'not-exercised'), finding('b', 'pass')], new Set(['a']));
    expect(reason).toBe('asked for and not exercised: a');
    expect(checks[0]?.reason).toBe('because; the scenario asks for this check, so the run cannot pass');
  });

  it('says it of no check that was exercised, nor of one that nobody asked for', () => {
    const findings = [finding('a', 'pass'), finding('b', 'not-exercised')];
    expect(combine(findings, new Set(['a'])).checks.map(({ reason }) => reason)).toEqual([
      'because',
      'because',
    ]);
  });

  it('gives every check that keeps the run from passing', () => {
    const open = [finding('a', 'inconclusive'), finding('b', 'inconclusive')];
    expect(combine(open, new Set()).reason).toBe('inconclusive: a, b');
    expect(combine([finding('c', 'pass')], new Set(['a', 'b'])).reason).toBe(
      'asked for and not exercised: a, b',
    );
    expect(combine([finding('pacing', 'pass')], new Set()).reason).toBe(
      'no check of the throttle was exercised',
    );
  });
});
