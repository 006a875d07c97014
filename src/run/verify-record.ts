// A record in, its verdict derived anew out: from the history, scenario and profile in the record alone. What was
// said before is compared, never used.

import type { CheckResult, Verdict } from '../domain/verdict.ts';
import type { HistoryEntry } from '../ledger/history.ts';
import { readRecord } from '../record/read-record.ts';
import type { RunDocument, RunTotals } from '../record/run-document.ts';
import { EVIDENCE_FILES } from '../record/write-record.ts';
import { parseProfile } from '../scenario/parse-profile.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import { judge } from '../verify/judge.ts';
import { totalsOf } from './totals.ts';

/** A verdict derived again. `agrees`: the run's own verdict and every check's were the same. */
export interface VerifiedRecord {
  readonly run: RunDocument;
  readonly verdict: Verdict;
  readonly checks: readonly CheckResult<HistoryEntry>[];
  readonly totals: RunTotals;
  readonly agrees: boolean;
}

/**
 * Judges a record again.
 * @throws StormError when it was changed since it was written or is no record.
 */
export async function verifyRecord(directory: string): Promise<VerifiedRecord> {
  const { run, history, scenarioText, profileText } = await readRecord(directory);
  const settings = run.settings ?? [];
  const scenario = parseScenario(scenarioText, EVIDENCE_FILES.scenario, settings);
  const profile = parseProfile(profileText, EVIDENCE_FILES.profile, settings);
  const { verdict, checks } = judge(history, profile, scenario);
  const said = run.checks.map(({ id, verdict: of }) => `${id}: ${of}`).join('\n');
  const found = checks.map(({ id, verdict: of }) => `${id}: ${of}`).join('\n');
  const agrees = verdict === run.verdict && said === found;
  return { run, verdict, checks, totals: totalsOf(history), agrees };
}
