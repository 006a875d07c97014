// A History and the profile that was in force in, the judgement out. Pure: the same record gives the same
// judgement, at the end of the run or years later, and nothing but the record is looked at.

import type { History } from '../ledger/history.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Profile } from '../throttle/profile.ts';
import { checkAnswers } from './checks/answers.ts';
import { checkCeiling } from './checks/ceiling.ts';
import { checkConservation } from './checks/conservation.ts';
import { checkDecisions } from './checks/decisions.ts';
import { checkExclusion } from './checks/exclusion.ts';
import { checkExpectation, expectationId } from './checks/expectation.ts';
import { checkFloor } from './checks/floor.ts';
import { checkIsolation } from './checks/isolation.ts';
import { checkMetadata } from './checks/metadata.ts';
import { checkMetadataValues } from './checks/metadata-values.ts';
import { checkOrdering } from './checks/ordering.ts';
import { checkDecisionsFromOutside, checkMetadataFromOutside } from './checks/outside.ts';
import { checkPacing } from './checks/pacing.ts';
import { checkQuietTraffic } from './checks/quiet-traffic.ts';
import { checkRecovery } from './checks/recovery.ts';
import { tallyDecisions } from './decision-tally.ts';
import type { Finding } from './finding.ts';
import { tallyPossible } from './possible-decisions.ts';
import { replay } from './reference-model.ts';
import { setAside } from './set-aside.ts';
import { readTrace, type Trace } from './trace.ts';
import type { Judgement } from './verdict.ts';
import { combine } from './verdict.ts';

/**
 * Runs every check over a History and combines them, as the scenario's claims and `expect` lines ask. `setAside`
 * names those that the mode of the run can say nothing about.
 */
export function judge(
  history: History,
  profile: Profile,
  scenario: Pick<Scenario, 'claims' | 'expect'>,
): Judgement & { readonly setAside: readonly string[] } {
  const trace = readTrace(history, profile);
  const findings = [
    checkConservation(history, trace.receipt),
    checkAnswers(history, trace.receipt),
    checkQuietTraffic(trace),
    checkIsolation(trace),
    checkExclusion(trace),
    checkCeiling(trace),
    checkFloor(trace),
    checkRecovery(trace),
    checkMetadata(trace),
    checkOrdering(trace),
    ...(history.header.blackBox ? judgeFromOutside(trace) : judgeFromInside(trace)),
    checkPacing(history, trace.receipt),
    ...scenario.expect.map((expectation) =>
      checkExpectation(history, expectation, profile.metadata.count, trace.firstCopy),
    ),
  ];
  const aside = setAside(history.header.mode, scenario);
  const asked = new Set([...scenario.claims, ...scenario.expect.map(expectationId)]);
  for (const id of aside) asked.delete(id);
  return { ...combine(findings, asked), setAside: aside };
}

/** Equality with the reference model, decision by decision. */
function judgeFromInside(trace: Trace): readonly Finding[] {
  const expected = replay(trace);
  const tally = tallyDecisions(trace, expected);
  return [checkDecisions(trace, expected, tally), checkMetadataValues(trace, expected, tally)];
}

/** The same, where arrivals are known only as intervals and the throttle says nothing. */
function judgeFromOutside(trace: Trace): readonly Finding[] {
  const tally = tallyPossible(trace);
  return [checkDecisionsFromOutside(trace, tally), checkMetadataFromOutside(trace, tally)];
}
