// A comparison goes in; what a person wants to read of it comes out, as plain data in reading order: the
// conclusion, what was not the same to begin with, then what changed. Decides nothing: the comparison has
// judged already.

import type { Comparison, FigureChange, Judgement } from '../compare/comparison.ts';
import { conclusionOf } from './comparison-conclusion.ts';
import { decisionSection, metadataSection, type RowSection } from './comparison-rows.ts';
import { plainText } from './plain-text.ts';
import { countText, milliseconds, shortHash } from './quantity.ts';

/** A row of a table about differences. */
export interface JudgedCells {
  readonly judgement: Judgement;
  readonly cells: readonly string[];
}

/** Everything the text of a comparison shows, free of control characters and not yet laid out. */
export interface ComparisonSummary {
  readonly regressed: boolean;
  readonly scenario: string;
  readonly conclusion: string;
  readonly baseline: string;
  readonly run: string;
  /** What was not the same: what, in the baseline, in the run. */
  readonly identity: readonly (readonly [string, string, string])[];
  /** What follows from that for everything below. */
  readonly cautions: readonly string[];
  /** Check, in the baseline, in the run, and what was measured. */
  readonly checks: readonly JudgedCells[];
  readonly rows: readonly RowSection[];
  /** Figure, in the baseline, in the run, change, allowed. */
  readonly figures: readonly JudgedCells[];
}

/** Puts a comparison into words. */
export function summariseComparison(comparison: Comparison): ComparisonSummary {
  const { regressed, baseline, run, decisions, metadata } = comparison;
  return {
    regressed,
    scenario: plainText(run.scenario),
    conclusion: conclusionOf(comparison),
    baseline: sideText(baseline),
    run: sideText(run),
    identity: comparison.identity.map((part) => [
      part.what,
      identityText(part.baseline),
      identityText(part.run),
    ]),
    cautions: cautionsOf(comparison),
    checks: comparison.checks.map((check) => ({
      judgement: check.judgement,
      cells: [check.id, check.baseline, check.run, measuredText(check.measured)].map(plainText),
    })),
    rows: [
      ...(decisions ? [decisionSection(decisions)] : []),
      ...(metadata ? [metadataSection(metadata)] : []),
    ],
    figures: comparison.figures.filter(isWorthShowing).map((figure) => ({
      judgement: figure.judgement,
      cells: figureCells(figure),
    })),
  };
}

function sideText({ directory, verdict, start }: Comparison['run']): string {
  return plainText(`${directory} (${verdict}, ${start})`);
}

/** Hashes as short as everywhere; wherever they stand in the text. */
const identityText = (text: string): string => plainText(text.replace(/[0-9a-f]{64}/g, shortHash));

function measuredText({ baseline, run }: Comparison['checks'][number]['measured']): string {
  if (baseline === null || run === null || baseline === run) return run ?? baseline ?? '–';
  return `${run}; was ${baseline}`;
}

function cautionsOf({ samePlan, identity }: Comparison): string[] {
  const differs = (what: string): boolean => identity.some((part) => part.what === what);
  return [
    samePlan
      ? ''
      : 'The plans differ, so no decision answers to another: checks and figures alone are compared.',
    differs('profile hash')
      ? 'The profiles differ: what changed may have been meant to. Store a new baseline when it was.'
      : '',
    differs('machine') ? 'The machines differ: latencies are not like for like.' : '',
  ].filter((text) => text !== '');
}

const HEADLINE_LATENCIES = /\.(?:p50|p99|max)$/;

/** What differs or is bounded; of latencies, which always differ, the few that people quote. */
function isWorthShowing({ figure, unit, allowed, judgement }: FigureChange): boolean {
  if (allowed !== null && allowed !== 'none') return true;
  return judgement !== 'same' && (unit === 'alerts' || HEADLINE_LATENCIES.test(figure));
}

function figureCells({ figure, unit, baseline, run, allowed }: FigureChange): string[] {
  const text = (value: number): string =>
    unit === 'alerts' ? countText(value) : milliseconds(value / 1_000);
  const [was, is] = [baseline, run].map((value) => (value === null ? '–' : text(value)));
  return [plainText(figure), was!, is!, changeText(baseline, run, text), allowed ?? '–'];
}

function changeText(baseline: number | null, run: number | null, text: (value: number) => string): string {
  if (baseline === null || run === null) return '–';
  const by = run - baseline;
  if (by === 0) return 'none';
  const sign = by > 0 ? '+' : '−';
  const percentage = baseline === 0 ? '' : ` (${sign}${((100 * Math.abs(by)) / baseline).toFixed(1)}%)`;
  return `${sign}${text(Math.abs(by))}${percentage}`;
}
