// The checks of two runs in, those that say something else now out. Evidence that was there and is gone is a
// step back, even where nothing convicts.

import type { CheckVerdict, Verdict } from '../domain/verdict.ts';
import type { RunDocument } from '../record/run-document.ts';
import type { CheckChange, Judgement } from './comparison.ts';

/** From best to worst; a check that was not exercised, or is not there, has at least not found anything. */
const RANK: Readonly<Record<CheckVerdict | 'absent', number>> = {
  pass: 0,
  'not-exercised': 1,
  absent: 1,
  inconclusive: 2,
  fail: 3,
};

/** What it means that a verdict was one thing and is another. */
export function judgeVerdict(baseline: CheckChange['baseline'], run: CheckChange['run']): Judgement {
  if (baseline === run) return 'same';
  const worse = RANK[run] - RANK[baseline];
  return worse > 0 ? 'regression' : worse < 0 ? 'improvement' : 'noted';
}

/** The checks whose verdict changed, in the order of the baseline; then those it does not have. */
export function checkChanges(baseline: RunDocument, run: RunDocument): CheckChange[] {
  const before = new Map(baseline.checks.map((check) => [check.id, check]));
  const now = new Map(run.checks.map((check) => [check.id, check]));
  return [...new Set([...before.keys(), ...now.keys()])]
    .map((id): CheckChange => {
      const [was, is] = [before.get(id), now.get(id)];
      const verdicts = { baseline: was?.verdict ?? 'absent', run: is?.verdict ?? 'absent' } as const;
      const measured = { baseline: was?.measured ?? null, run: is?.measured ?? null };
      return { id, ...verdicts, judgement: judgeVerdict(verdicts.baseline, verdicts.run), measured };
    })
    .filter(({ judgement }) => judgement !== 'same');
}

/** The verdict of one check of a run. */
export function verdictOf({ checks }: RunDocument, id: string): Verdict | 'not-exercised' | 'absent' {
  return checks.find((check) => check.id === id)?.verdict ?? 'absent';
}
