// One `expect` line of the scenario, held against the run: the figure measured, compared with the bound. A
// figure that rests on no Alert at all is not compared: a bound that nothing could break proves nothing.

import { unreachable } from '../../domain/failure.ts';
import type { HistoryHeader } from '../../ledger/history.ts';
import type { Expectation } from '../../scenario/scenario.ts';
import type { Profile } from '../../throttle/profile.ts';
import type { RunningCheck } from '../check.ts';
import { type Measured, measureOf } from '../figures.ts';
import type { Claim, Finding } from '../finding.ts';
import { notExercised } from '../finding.ts';
import { counted, formatCount } from '../wording.ts';

const CUT_SHORT = 'the run was stopped before its plan was through, so the figure is not of the whole storm';

/** The id under which an `expect` line is reported. */
export function expectationId(expectation: Expectation): string {
  return `expect: ${expectation.text}`;
}

/** Judges one `expect` line. Exercised: the Alerts its figure rests on; `reading` is how metadata counts. */
export function expectationCheck(
  header: HistoryHeader,
  expectation: Expectation,
  reading: Profile['metadata']['count'],
): RunningCheck {
  const measure = measureOf(expectation.figure, header, reading);
  return {
    examine: ({ trace }) => measure.take(trace),
    finding: () => findingOf(header, expectation, measure.measured()),
  };
}

function findingOf(header: HistoryHeader, expectation: Expectation, measured: Measured): Finding {
  const { figure, comparison, bound } = expectation;
  const inWords = figure.kind === 'latency' ? (us: number): string => `${us / 1_000}ms` : formatCount;
  const claim: Claim = {
    id: expectationId(expectation),
    requirement: 'scenario',
    bound: `${comparison} ${inWords(bound)}`,
  };
  if (figure.kind === 'latency' && header.mode === 'virtual') {
    return notExercised(claim, 'no Alert takes any time in virtual time: there is no latency to measure');
  }
  const { value, exercised, impossible } = measured;
  const result = { ...claim, measured: inWords(value), exercised, witness: null };
  if (impossible > 0) {
    const reason = `${counted(impossible, 'Alert')} delivered before the moment latency counts from: clocks disagree`;
    return { ...result, verdict: 'inconclusive', reason };
  }
  if (exercised === 0) return notExercised(claim, 'no Alert of this run counts towards the figure');
  if (header.interrupted) return { ...result, verdict: 'inconclusive', reason: CUT_SHORT };
  return compare(value, comparison, bound)
    ? { ...result, verdict: 'pass', reason: 'the bound holds' }
    : { ...result, verdict: 'fail', reason: 'the bound does not hold' };
}

function compare(value: number, comparison: Expectation['comparison'], bound: number): boolean {
  switch (comparison) {
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '==':
      return value === bound;
    case '!=':
      return value !== bound;
    case '>=':
      return value >= bound;
    case '>':
      return value > bound;
    default:
      return unreachable(comparison);
  }
}
