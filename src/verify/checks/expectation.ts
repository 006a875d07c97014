// One `expect` line of the scenario, held against the run: the figure measured, compared with the bound. A
// figure that rests on no Alert at all is not compared: a bound that nothing could break proves nothing.

import { unreachable } from '../../domain/failure.ts';
import type { History } from '../../ledger/history.ts';
import type { Expectation } from '../../scenario/scenario.ts';
import type { Profile } from '../../throttle/profile.ts';
import { measureFigure } from '../figures.ts';
import type { Claim, Finding } from '../finding.ts';
import { notExercised } from '../finding.ts';
import { counted, formatCount } from '../wording.ts';

const CUT_SHORT = 'the run was stopped before its plan was through, so the figure is not of the whole storm';

/** The id under which an `expect` line is reported. */
export function expectationId(expectation: Expectation): string {
  return `expect: ${expectation.text}`;
}

/**
 * Judges one `expect` line. Exercised: the Alerts its figure rests on; `reading` is how metadata counts.
 * @param firstCopy per row, the row whose Alert it repeats where the profile ignores duplicates; see Trace.
 */
export function checkExpectation(
  history: History,
  expectation: Expectation,
  reading: Profile['metadata']['count'],
  firstCopy: Int32Array | null = null,
): Finding {
  const { figure, comparison, bound } = expectation;
  const inWords = figure.kind === 'latency' ? (us: number): string => `${us / 1_000}ms` : formatCount;
  const claim: Claim = {
    id: expectationId(expectation),
    requirement: 'scenario',
    bound: `${comparison} ${inWords(bound)}`,
  };
  if (figure.kind === 'latency' && history.header.mode === 'virtual') {
    return notExercised(claim, 'no Alert takes any time in virtual time: there is no latency to measure');
  }
  const { value, exercised, impossible } = measureFigure(history, figure, reading, firstCopy);
  if (impossible > 0) {
    const reason = `${counted(impossible, 'Alert')} delivered before the moment latency counts from: clocks disagree`;
    return {
      ...claim,
      verdict: 'inconclusive',
      reason,
      measured: inWords(value),
      exercised,
      witness: null,
    };
  }
  if (exercised === 0) return notExercised(claim, 'no Alert of this run counts towards the figure');
  const holds = compare(value, comparison, bound);
  const cutShort = history.header.interrupted;
  return {
    ...claim,
    verdict: cutShort ? 'inconclusive' : holds ? 'pass' : 'fail',
    reason: cutShort ? CUT_SHORT : holds ? 'the bound holds' : 'the bound does not hold',
    measured: inWords(value),
    exercised,
    witness: null,
  };
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
