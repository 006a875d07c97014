// What a run cannot be asked for because of how it was carried out. In virtual time nothing is sent: whether a plan was
// sent on time, what ran out and how long an Alert took are facts of the construction, no measurements, never a pass.

import { HARNESS_CHECKS } from '../domain/check-id.ts';
import type { HistoryHeader } from '../ledger/history.ts';
import type { Expectation, Scenario } from '../scenario/scenario.ts';
import { expectationId } from './checks/expectation.ts';

/** Ids of the claims and `expect` lines of a scenario that this mode can say nothing about. */
export function setAside(
  mode: HistoryHeader['mode'],
  { claims, expect }: Pick<Scenario, 'claims' | 'expect'>,
): string[] {
  if (mode === 'mqtt') return [];
  const measuresTime = ({ figure }: Expectation): boolean => figure.kind === 'latency';
  return [
    ...claims.filter((id) => HARNESS_CHECKS.includes(id)),
    ...expect.filter(measuresTime).map(expectationId),
  ];
}
