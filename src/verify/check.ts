// What every check is made of: it looks at a run part by part, what it found adds up, and the sum is concluded from
// once. A part holds all arrivals of some Devices, so nothing about a key is ever spread over two of them.

import type { Finding, Proof } from './finding.ts';
import type { Part } from './part.ts';
import type { Trace } from './trace.ts';

/** A claim that is held against a run. */
export interface Check<Tally> {
  /** What one part shows. */
  examine(part: Part): Tally;
  /** What two parts show together. */
  add(one: Tally, other: Tally): Tally;
  /** What follows from all of them. */
  conclude(tally: Tally): Finding;
}

/** What convicts, and the number of the arrival that does, over the whole run. */
export interface Breach {
  readonly at: number;
  readonly reason: string;
  readonly witness: Proof;
}

/** Numbers that add up over parts, and the first breach in arrival order. */
export interface Tally<Count extends string> {
  readonly counts: Readonly<Record<Count, number>>;
  readonly breach: Breach | null;
}

/** The breach that a row of a part shows. */
export function breachAt({ numberOf }: Trace, row: number, reason: string, witness: Proof): Breach {
  return { at: numberOf(row), reason, witness };
}

/** Adds two tallies: each number, and of the breaches the earlier. */
export function addTallies<Count extends string>(one: Tally<Count>, other: Tally<Count>): Tally<Count> {
  return { counts: addCounts(one.counts, other.counts), breach: earlier(one.breach, other.breach) };
}

/** Adds two records of numbers, name by name. */
export function addCounts<Count extends string>(
  one: Readonly<Record<Count, number>>,
  other: Readonly<Record<Count, number>>,
): Readonly<Record<Count, number>> {
  const sum: Record<Count, number> = { ...one };
  for (const name of Object.keys(sum) as Count[]) sum[name] += other[name];
  return sum;
}

/** Of what two parts show, what comes first in arrival order, if there is any. */
export function earlier<T extends { readonly at: number }>(one: T | null, other: T | null): T | null {
  if (one === null || other === null) return one ?? other;
  return other.at < one.at ? other : one;
}

/** A check while it is held against a run. */
export interface RunningCheck {
  examine(part: Part): void;
  finding(): Finding;
}

/** Starts a check; it must see one part at least. */
export function started<T>(check: Check<T>): RunningCheck {
  let sum: { readonly tally: T } | null = null;
  return {
    examine(part) {
      const tally = check.examine(part);
      sum = { tally: sum === null ? tally : check.add(sum.tally, tally) };
    },
    finding: () => check.conclude(sum!.tally),
  };
}
