// Two values of a figure and what is allowed in, a judgement out. Exact counts need no bound to be judged;
// what is measured on a machine needs one. A bound that nothing was measured for is not kept.

import type { Allowance } from './allowance.ts';
import type { Judgement } from './comparison.ts';

/** What is judged. */
export interface Change {
  readonly baseline: number | null;
  readonly run: number | null;
  /** What a percentage is of. */
  readonly whole: number;
  /** True where less is better, as with latencies; else no direction is. */
  readonly lessIsBetter: boolean;
  /** True when any difference is a regression unless an allowance says otherwise. */
  readonly exact: boolean;
}

/** A judgement, and in words what was allowed. */
export interface Judged {
  readonly allowed: string | null;
  readonly judgement: Judgement;
}

/** Judges a change. */
export function judgeChange(change: Change, allowance: Allowance | undefined): Judged {
  const { baseline, run, exact } = change;
  const differs: Judgement = baseline === run ? 'same' : 'noted';
  if (!allowance) {
    if (!exact) return { allowed: null, judgement: differs };
    return { allowed: 'none', judgement: baseline === run ? 'same' : 'regression' };
  }
  const allowed = allowance.text;
  if (allowed === 'any') return { allowed, judgement: differs };
  if (baseline === null || run === null) return { allowed, judgement: 'regression' };
  const by = run - baseline;
  if (!fits(Math.abs(by), by > 0 ? allowance.more : allowance.fewer, change.whole)) {
    return { allowed, judgement: 'regression' };
  }
  const muchLess = change.lessIsBetter && by < 0 && !fits(-by, allowance.more, change.whole);
  return { allowed, judgement: muchLess ? 'improvement' : differs };
}

/** What a percentage with decimals may be off by in floating point: a millionth of an Alert or microsecond. */
const SLACK = 1e-6;

function fits(by: number, room: Allowance['more'], whole: number): boolean {
  if (room.by === 'any') return true;
  return by <= (room.by === 'amount' ? room.value : (whole * room.value) / 100) + SLACK;
}
