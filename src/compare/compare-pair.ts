// A run and its baseline in, everything that changed between them out, judged. Pure: both records were read
// before. Rows are compared only where both runs had the same plan; a row of another plan is another Alert.

import { isDeepStrictEqual } from 'node:util';
import type { StoredRecord } from '../record/read-record.ts';
import type { RunDocument } from '../record/run-document.ts';
import type { Allowances } from './allowance.ts';
import { checkChanges, judgeVerdict, verdictOf } from './check-changes.ts';
import type { ComparedRun, Comparison, DecisionChanges, MetadataChanges, RowChanges } from './comparison.ts';
import { DecisionTally } from './decision-tally.ts';
import { figureChanges } from './figure-changes.ts';
import { identityChanges } from './identity-changes.ts';
import { judgeChange } from './judge-change.ts';
import { MetadataTally } from './metadata-tally.ts';
import { visitPairs } from './rows-by-alert.ts';

/** A record and where it is. */
export interface ComparedRecord extends StoredRecord {
  readonly directory: string;
}

/** Compares a run with its baseline. */
export function comparePair(
  run: ComparedRecord,
  baseline: ComparedRecord,
  allowances: Allowances,
): Comparison {
  const samePlan = run.run.plan.hash === baseline.run.plan.hash;
  const virtual = run.run.mode === 'virtual' && baseline.run.mode === 'virtual';
  const verdict = judgeVerdict(baseline.run.verdict, run.run.verdict);
  const checks = checkChanges(baseline.run, run.run);
  const rows = samePlan
    ? rowChanges(run, baseline, allowances, virtual)
    : { decisions: null, metadata: null };
  const figures = figureChanges(baseline, run, allowances, samePlan && virtual);
  const judged = [...checks, ...figures, ...Object.values(rows).filter((changes) => changes !== null)];
  return {
    baseline: sideOf(baseline),
    run: sideOf(run),
    regressed: verdict === 'regression' || judged.some(({ judgement }) => judgement === 'regression'),
    identity: identityChanges(baseline.run, run.run),
    samePlan,
    verdict,
    checks,
    ...rows,
    figures,
  };
}

function sideOf({ directory, run: { scenario, verdict, seed, mode, start } }: ComparedRecord): ComparedRun {
  return { directory, scenario: scenario.name, verdict, seed, mode, start };
}

function rowChanges(
  run: ComparedRecord,
  baseline: ComparedRecord,
  allowances: Allowances,
  virtual: boolean,
): { decisions: DecisionChanges; metadata: MetadataChanges } {
  const decisions = new DecisionTally(baseline.history, run.history);
  const metadata = new MetadataTally(baseline.history, run.history, virtual);
  visitPairs(baseline.history, run.history, (baselineRow, runRow) => {
    decisions.take(baselineRow, runRow);
    metadata.take(baselineRow, runRow);
  });
  const judgement = (
    { changed, compared }: Pick<RowChanges, 'changed' | 'compared'>,
    check: string,
    figure: string,
  ): Pick<RowChanges, 'cause' | 'allowed' | 'judgement'> => {
    const explained = !virtual && bothObey(baseline.run, run.run, check);
    const change = { baseline: 0, run: changed, whole: compared, lessIsBetter: true, exact: !explained };
    const cause = changed === 0 ? null : explained ? 'arrival-times' : 'unexplained';
    return { cause, ...judgeChange(change, allowances.get(figure)) };
  };
  const decided = decisions.counts();
  const carried = metadata.counts();
  return {
    decisions: { ...decided, ...judgement(decided, 'decisions', 'decisions.changed') },
    metadata: { ...carried, ...judgement(carried, 'metadata-values', 'metadata.changed') },
  };
}

/**
 * True when the reference model agrees with every row of both runs under one profile: each throttle did what
 * that profile says for the moments at which Alerts reached it, so only these can account for a difference.
 */
function bothObey(baseline: RunDocument, run: RunDocument, check: string): boolean {
  const sameProfile = isDeepStrictEqual(baseline.effective.profile, run.effective.profile);
  return sameProfile && [baseline, run].every((of) => verdictOf(of, check) === 'pass');
}
