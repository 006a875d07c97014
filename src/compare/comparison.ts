// The shape of what a comparison finds: what `compare --json` prints and the library returns. Plain data, in
// the order in which a reader needs it. Shapes only; whoever fills them judges.

import type { CheckVerdict, Verdict } from '../domain/verdict.ts';
import type { HistoryEntry } from '../ledger/history.ts';
import type { RunDocument } from '../record/run-document.ts';

/** Version of the comparison document; a change that breaks a reader raises it. */
export const COMPARISON_SCHEMA_VERSION = 1;

/** What a difference means. `noted` differences are shown and decide nothing. */
export type Judgement = 'same' | 'noted' | 'improvement' | 'regression';

/** One side of a comparison. */
export interface ComparedRun {
  readonly directory: string;
  readonly scenario: string;
  readonly verdict: Verdict;
  readonly seed: number;
  readonly mode: RunDocument['mode'];
  /** UTC, ISO 8601. */
  readonly start: string;
}

/** Something the two runs were not given alike, such as their plan or their profile. */
export interface IdentityChange {
  readonly what: string;
  readonly baseline: string;
  readonly run: string;
}

/** A check that says something else; `absent` where a run has no such check. */
export interface CheckChange {
  readonly id: string;
  readonly baseline: CheckVerdict | 'absent';
  readonly run: CheckVerdict | 'absent';
  readonly judgement: Judgement;
  readonly measured: { readonly baseline: string | null; readonly run: string | null };
}

/** The two rows of one Alert that differ. */
export interface ChangedRow {
  readonly baseline: HistoryEntry;
  readonly run: HistoryEntry;
}

/** How a number of changed rows is judged. `cause` is null when nothing changed. */
export interface RowChanges {
  /** Rows that both runs have and that could differ. */
  readonly compared: number;
  readonly changed: number;
  /**
   * `arrival-times`: both runs do what the same profile says for the moments their Alerts arrived, so those
   * moments are what differs. `unexplained`: nothing but the throttle or its profile accounts for it.
   */
  readonly cause: 'arrival-times' | 'unexplained' | null;
  /** The earliest of them in planned order. */
  readonly example: ChangedRow | null;
  /** What is allowed, in words; null when nothing is bounded. */
  readonly allowed: string | null;
  readonly judgement: Judgement;
}

/** The changed decisions of one key. */
export interface KeyChange {
  readonly device: string;
  readonly code: string;
  /** Delivered in the baseline, discarded in the run. */
  readonly discardedNow: number;
  /** Discarded in the baseline, delivered in the run. */
  readonly deliveredNow: number;
}

/** Decisions, row by row. */
export interface DecisionChanges extends RowChanges {
  readonly discardedNow: number;
  readonly deliveredNow: number;
  /** Keys with a changed decision; `keys` names those with the most. */
  readonly keyCount: number;
  readonly keys: readonly KeyChange[];
  /** Arrivals that reached the throttle in one run only: lost, delivered again, or cut off. */
  readonly arrivedOnlyInBaseline: number;
  readonly arrivedOnlyInRun: number;
}

/** Metadata of Alerts delivered in both runs. The three kinds add up to `changed`. */
export interface MetadataChanges extends RowChanges {
  /** Carried in one run only, in whole or in part. */
  readonly presence: number;
  readonly counts: number;
  /** Sequence ids that tell episodes apart otherwise than the baseline's do. */
  readonly sequenceIds: number;
  /** Sequence ids that are other numbers for the same episodes: the order of arrival, and no change. */
  readonly renumbered: number;
}

/** One figure of both runs; null where nothing was measured. */
export interface FigureChange {
  readonly figure: string;
  readonly unit: 'alerts' | 'microseconds';
  readonly baseline: number | null;
  readonly run: number | null;
  readonly allowed: string | null;
  readonly judgement: Judgement;
}

/** A run against its baseline. */
export interface Comparison {
  readonly baseline: ComparedRun;
  readonly run: ComparedRun;
  readonly regressed: boolean;
  readonly identity: readonly IdentityChange[];
  readonly samePlan: boolean;
  readonly verdict: Judgement;
  readonly checks: readonly CheckChange[];
  /** Null when the plans differ: then there are no two rows of one Alert. */
  readonly decisions: DecisionChanges | null;
  readonly metadata: MetadataChanges | null;
  readonly figures: readonly FigureChange[];
}

/** A record that was compared with nothing, and why. */
export interface UnpairedRecord {
  readonly side: 'run' | 'baseline';
  readonly directory: string;
  readonly scenario: string;
  readonly reason: 'no-baseline' | 'no-run' | 'older';
  /** `no-run` is a regression: what the baseline covered was not run. */
  readonly judgement: Judgement;
}

/** A pair that could not be compared because a record of it cannot be read. */
export interface UnreadablePair {
  readonly scenario: string;
  readonly run: string;
  readonly baseline: string;
  readonly problem: string;
}

/** Everything one call of `compare` found. */
export interface ComparisonReport {
  readonly schemaVersion: typeof COMPARISON_SCHEMA_VERSION;
  readonly regressed: boolean;
  readonly comparisons: readonly Comparison[];
  readonly unpaired: readonly UnpairedRecord[];
  readonly unreadable: readonly UnreadablePair[];
}
