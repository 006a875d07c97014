// Findings in, the run's verdict out. Fail outweighs inconclusive, inconclusive outweighs pass, and silence
// is never a pass: what had to be shown and was not makes the run inconclusive.

import { HARNESS_CHECKS } from '../domain/check-id.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { Finding } from './finding.ts';
import { counted } from './wording.ts';

/** The verdict on a run, why, and the findings it rests on. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly checks: readonly Finding[];
}

/**
 * Combines findings into one verdict.
 * @param required ids of the checks that must have been exercised: those the scenario claims or expects.
 */
export function combine(findings: readonly Finding[], required: ReadonlySet<string>): Judgement {
  const checks = findings.map((finding) =>
    finding.verdict === 'not-exercised' && required.has(finding.id)
      ? { ...finding, reason: `${finding.reason}; the scenario asks for this check, so the run cannot pass` }
      : finding,
  );
  const idsWith = (verdict: Finding['verdict']): string[] =>
    checks.filter((check) => check.verdict === verdict).map((check) => check.id);

  const failed = idsWith('fail');
  if (failed.length > 0) return { verdict: 'fail', reason: `failed: ${failed.join(', ')}`, checks };
  const inconclusive = idsWith('inconclusive');
  if (inconclusive.length > 0) {
    return { verdict: 'inconclusive', reason: `inconclusive: ${inconclusive.join(', ')}`, checks };
  }
  const passed = new Set(idsWith('pass'));
  const unshown = [...required].filter((id) => !passed.has(id));
  if (unshown.length > 0) {
    return { verdict: 'inconclusive', reason: `asked for and not exercised: ${unshown.join(', ')}`, checks };
  }
  for (const id of HARNESS_CHECKS) passed.delete(id);
  if (passed.size === 0) {
    return { verdict: 'inconclusive', reason: 'no check of the throttle was exercised', checks };
  }
  return { verdict: 'pass', reason: `${counted(passed.size, 'check')} exercised, and all hold`, checks };
}
