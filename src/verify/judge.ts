// A run, whole or in parts, and the profile that was in force in; the judgement out. Pure: the same record gives the
// same judgement, at the end of the run or years later, and nothing but the record is looked at.

import type { History } from '../ledger/history.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Profile } from '../throttle/profile.ts';
import { type RunningCheck, started } from './check.ts';
import { ANSWERS } from './checks/answers.ts';
import { CEILING } from './checks/ceiling.ts';
import { CONSERVATION } from './checks/conservation.ts';
import { DECISIONS } from './checks/decisions.ts';
import { EXCLUSION } from './checks/exclusion.ts';
import { expectationCheck, expectationId } from './checks/expectation.ts';
import { FLOOR } from './checks/floor.ts';
import { ISOLATION } from './checks/isolation.ts';
import { METADATA } from './checks/metadata.ts';
import { METADATA_VALUES } from './checks/metadata-values.ts';
import { ORDERING } from './checks/ordering.ts';
import { DECISIONS_FROM_OUTSIDE, METADATA_FROM_OUTSIDE } from './checks/outside.ts';
import { PACING_CHECK } from './checks/pacing.ts';
import { QUIET_TRAFFIC } from './checks/quiet-traffic.ts';
import { RECOVERY } from './checks/recovery.ts';
import { SATURATION_CHECK } from './checks/saturation.ts';
import { JudgingRoom } from './judging-room.ts';
import { partsOf } from './parts-of.ts';
import { inOnePart, type RunInParts } from './run-in-parts.ts';
import { setAside } from './set-aside.ts';
import type { Judgement } from './verdict.ts';
import { combine } from './verdict.ts';

type Asked = Pick<Scenario, 'claims' | 'expect'>;

/** A judgement, and what the mode of the run can say nothing about. */
type RunJudgement = Judgement & { readonly setAside: readonly string[] };

/** Judges a history that is there as a whole; `room` is for whoever judges many, one after the other. */
export function judge(
  history: History,
  profile: Profile,
  scenario: Asked,
  room = new JudgingRoom(),
): RunJudgement {
  return judgeRun(inOnePart(history), profile, scenario, room);
}

/**
 * Holds every check against a run and combines what they find, as the scenario's claims and `expect` lines ask.
 * `setAside` names those that the mode of the run can say nothing about.
 */
export function judgeRun(
  run: RunInParts,
  profile: Profile,
  scenario: Asked,
  room = new JudgingRoom(),
): RunJudgement {
  const checks = checksOf(run, profile, scenario);
  for (const part of partsOf(run, profile, room)) for (const check of checks) check.examine(part);
  const aside = setAside(run.header.mode, scenario);
  const asked = new Set([...scenario.claims, ...scenario.expect.map(expectationId)]);
  for (const id of aside) asked.delete(id);
  const findings = checks.map((check) => check.finding());
  return { ...combine(findings, asked), setAside: aside };
}

function checksOf({ header }: RunInParts, profile: Profile, { expect }: Asked): RunningCheck[] {
  return [
    started(CONSERVATION),
    started(ANSWERS),
    started(QUIET_TRAFFIC),
    started(ISOLATION),
    started(EXCLUSION),
    started(CEILING),
    started(FLOOR),
    started(RECOVERY),
    started(METADATA),
    started(ORDERING),
    ...(header.blackBox
      ? [started(DECISIONS_FROM_OUTSIDE), started(METADATA_FROM_OUTSIDE)]
      : [started(DECISIONS), started(METADATA_VALUES)]),
    started(SATURATION_CHECK),
    started(PACING_CHECK),
    ...expect.map((expectation) => expectationCheck(header, expectation, profile.metadata.count)),
  ];
}
