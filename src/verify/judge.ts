// A History and the profile that was in force in, the judgement out. Pure: the same record gives the same
// judgement, at the end of the run or years later, and nothing but the record is looked at.

import type { History } from '../ledger/history.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Profile } from '../throttle/profile.ts';
import { checkConservation } from './checks/conservation.ts';
import { checkDecisions } from './checks/decisions.ts';
import { checkExpectation, expectationId } from './checks/expectation.ts';
import { checkMetadataValues } from './checks/metadata-values.ts';
import { checkPacing } from './checks/pacing.ts';
import { checkQuietTraffic } from './checks/quiet-traffic.ts';
import { tallyDecisions } from './decision-tally.ts';
import { indexByKey } from './key-index.ts';
import { replay } from './reference-model.ts';
import type { Judgement } from './verdict.ts';
import { combine } from './verdict.ts';

/** Runs every check over a History and combines them, as the scenario's claims and `expect` lines ask. */
export function judge(
  history: History,
  profile: Profile,
  scenario: Pick<Scenario, 'claims' | 'expect'>,
): Judgement {
  const index = indexByKey(history);
  const expected = replay(history, profile, index);
  const tally = tallyDecisions(history, profile, index, expected);
  const findings = [
    checkConservation(history),
    checkQuietTraffic(history, profile, index),
    checkDecisions(history, profile, index, expected, tally),
    checkMetadataValues(history, expected, tally),
    checkPacing(history),
    ...scenario.expect.map((expectation) => checkExpectation(history, expectation)),
  ];
  return combine(findings, new Set([...scenario.claims, ...scenario.expect.map(expectationId)]));
}
