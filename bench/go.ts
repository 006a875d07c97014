// One go of one benchmark: what it measured, printed as it comes and kept for the history and the goals. Benchmarks
// tell it what they found; it never measures anything itself. One go at a time, as benchmarks run.

import { ratiosOf, type Spread, spreadOf } from './spread.ts';

/** What one contender was measured at: a figure for each round. */
export interface Rounds {
  readonly name: string;
  readonly figures: readonly number[];
}

/** Contenders that were measured in turn, round by round; the first is what the others stand beside. */
export interface Comparison {
  readonly title: string;
  /** What the figures count, `ns` or `Alerts/s`. */
  readonly unit: string;
  readonly contenders: readonly Rounds[];
}

let told: Comparison[] = [];

/** Begins a go; what is told from now on belongs to it. */
export function beginGo(): readonly Comparison[] {
  told = [];
  return told;
}

/** Takes a comparison into the go, and prints it. */
export function tell(comparison: Comparison): void {
  told.push(comparison);
  process.stdout.write(`\n${comparisonText(comparison)}`);
}

/** Prints a line that is no figure of the history: how a figure came about, or why there is none. */
export function say(line: string): void {
  process.stdout.write(`  ${line}\n`);
}

function comparisonText({ title, unit, contenders }: Comparison): string {
  const first = contenders[0]!.figures;
  const lines = contenders.map(({ name, figures }) => {
    const { median, min, max } = spreadOf(figures);
    const ends = `[${figureText(min)} … ${figureText(max)}]`;
    const perSecond = unit === 'ns' ? `  ${figureText(1e9 / median)}/s` : '';
    const ratio = ratioText(spreadOf(ratiosOf(figures, first)));
    return `  ${name.padEnd(40)} ${figureText(median).padStart(9)} ${unit} ${ends.padEnd(22)} ${ratio}${perSecond}\n`;
  });
  return `${title}\n${lines.join('')}`;
}

/** A ratio with its ends: `x2.31 [2.20 … 2.38]`. */
export function ratioText({ median, min, max }: Spread): string {
  return `x${median.toFixed(2)} [${min.toFixed(2)} … ${max.toFixed(2)}]`;
}

/** A figure with as many places as it is worth. */
export function figureText(figure: number): string {
  const places = Math.abs(figure) >= 100 ? 0 : Math.abs(figure) >= 10 ? 1 : 2;
  return figure.toLocaleString('en', { minimumFractionDigits: places, maximumFractionDigits: places });
}
