// A History and the profile that was in force in, the judgement out. Pure: the same record gives the same
// judgement, at the end of the run or years later, and nothing but the record is looked at.

import type { History } from '../ledger/history.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Profile } from '../throttle/profile.ts';
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
import { checkPacing } from './checks/pacing.ts';
import { checkQuietTraffic } from './checks/quiet-traffic.ts';
import { checkRecovery } from './checks/recovery.ts';
import { tallyDecisions } from './decision-tally.ts';
import { replay } from './reference-model.ts';
import { readTrace } from './trace.ts';
import type { Judgement } from './verdict.ts';
import { combine } from './verdict.ts';

/** Runs every check over a History and combines them, as the scenario's claims and `expect` lines ask. */
export function judge(
  history: History,
  profile: Profile,
  scenario: Pick<Scenario, 'claims' | 'expect'>,
): Judgement {
  const trace = readTrace(history, profile);
  const expected = replay(trace);
  const tally = tallyDecisions(trace, expected);
  const findings = [
    checkConservation(history),
    checkQuietTraffic(trace),
    checkIsolation(trace),
    checkExclusion(trace),
    checkCeiling(trace),
    checkFloor(trace),
    checkRecovery(trace),
    checkMetadata(trace),
    checkOrdering(trace),
    checkDecisions(trace, expected, tally),
    checkMetadataValues(trace, expected, tally),
    checkPacing(history),
    ...scenario.expect.map((expectation) => checkExpectation(history, expectation, profile.metadata.count)),
  ];
  return combine(findings, new Set([...scenario.claims, ...scenario.expect.map(expectationId)]));
}
