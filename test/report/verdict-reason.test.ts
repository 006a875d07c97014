import { expect, it } from 'vitest';
import { whyOf } from '../../src/report/verdict-reason.ts';
import { exampleRun, failedRun } from './example-run.ts';

const checks = exampleRun().checks;

it('says how many checks passed and names those that were not exercised.', () => {
  expect(whyOf(exampleRun())).toBe('6 checks passed; not exercised: metadata-values.');
});

it('says what the first failed check found and names the others.', () => {
  const alsoFailed = failedRun().checks.map((check) =>
    check.id === 'conservation' ? { ...check, verdict: 'fail' as const } : check,
  );
  expect(whyOf(failedRun())).toMatch(/^decisions: the throttle did not decide .*; measured 3 of 12,345/);
  expect(whyOf(failedRun({ checks: alsoFailed }))).toMatch(/Also failed: decisions\.$/);
});

it('says which check could not decide, and why.', () => {
  const doubtful = checks.map((check) =>
    check.id === 'pacing' ? { ...check, verdict: 'inconclusive' as const, reason: '9 Alerts late' } : check,
  );
  expect(whyOf(exampleRun({ verdict: 'inconclusive', checks: doubtful }))).toBe('pacing: 9 Alerts late.');
});

it('names the claims and expectations that nothing exercised.', () => {
  const idle = checks.map((check) =>
    check.id.startsWith('expect: storm') ? { ...check, verdict: 'not-exercised' as const } : check,
  );
  const why = whyOf(exampleRun({ verdict: 'inconclusive', claims: ['metadata-values'], checks: idle }));
  expect(why).toContain('asks for metadata-values, expect: storm.discarded > 0;');
});

it('says so when nothing was learnt, and when the run was stopped.', () => {
  const why = whyOf(exampleRun({ verdict: 'inconclusive', claims: [], checks: [], interrupted: true }));
  expect(why).toBe(
    'The run was stopped before its plan was through. ' +
      'No check of the throttle was exercised, so nothing was learnt about it.',
  );
});
