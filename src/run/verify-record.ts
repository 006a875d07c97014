// A record in, its verdict derived anew out: from the history, scenario and profile in the record alone. What was
// said before is compared, never used.

import { BLACK_BOX_SLACK_MS } from '../domain/limits.ts';
import type { CheckResult, Verdict } from '../domain/verdict.ts';
import type { History, HistoryEntry } from '../ledger/history.ts';
import { seenFromOutside } from '../ledger/outside-view.ts';
import { readRecord } from '../record/read-record.ts';
import type { RunDocument, RunTotals } from '../record/run-document.ts';
import { EVIDENCE_FILES } from '../record/write-record.ts';
import { parseProfile } from '../scenario/parse-profile.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import { judge } from '../verify/judge.ts';
import { totalsOf } from './totals.ts';

/** How a record is to be judged. */
export interface VerifyOptions {
  /** As if nobody had seen into the throttle: what the gate saw and what the throttle said is left aside. */
  readonly blackBox?: boolean;
}

/** A verdict derived again. `agrees`: the run's own verdict and every check's were the same; null from outside. */
export interface VerifiedRecord {
  readonly run: RunDocument;
  readonly verdict: Verdict;
  readonly checks: readonly CheckResult<HistoryEntry>[];
  readonly totals: RunTotals;
  readonly agrees: boolean | null;
}

/**
 * Judges a record again.
 * @throws StormError when it was changed since it was written or is no record.
 */
export async function verifyRecord(
  directory: string,
  { blackBox = false }: VerifyOptions = {},
): Promise<VerifiedRecord> {
  const { run, history: recorded, scenarioText, profileText, parts } = await readRecord(directory);
  const history = blackBox ? fromOutside(recorded) : recorded;
  const settings = run.settings ?? [];
  const scenario = parseScenario(scenarioText, EVIDENCE_FILES.scenario, settings, parts);
  const profile = parseProfile(profileText, EVIDENCE_FILES.profile, settings);
  const { verdict, checks } = judge(history, profile, scenario);
  const said = run.checks.map(({ id, verdict: of }) => `${id}: ${of}`).join('\n');
  const found = checksOfThen(run, checks)
    .map(({ id, verdict: of }) => `${id}: ${of}`)
    .join('\n');
  const agrees = blackBox ? null : verdict === run.verdict && said === found;
  return { run, verdict, checks, totals: totalsOf(history), agrees };
}

/** A check that was built after the record was written, and finds nothing in it to judge, contradicts nothing. */
function checksOfThen(
  { checks: then }: RunDocument,
  now: VerifiedRecord['checks'],
): VerifiedRecord['checks'] {
  const known = new Set(then.map(({ id }) => id));
  return now.filter(({ id, verdict }) => known.has(id) || verdict !== 'not-exercised');
}

/** In virtual time nothing is ever on its way. */
function fromOutside(history: History): History {
  const { mode, timeScale } = history.header;
  return seenFromOutside(history, mode === 'virtual' ? 0 : BLACK_BOX_SLACK_MS * 1_000 * timeScale);
}
