// What benchmarks measured over time: one file per benchmark, one line of JSON per go, appended. The form is described
// in README.md and never changes under a reader: another form gets another number. Holds no path and no host name.

import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { utcNow } from '../src/domain/clock.ts';
import { environment } from '../src/measure/environment.ts';
import type { Comparison } from './go.ts';
import type { GoalReading } from './goals.ts';
import { ratiosOf, type Spread, spreadOf } from './spread.ts';

const DIRECTORY = fileURLToPath(new URL('./history/', import.meta.url));
const EXTENSION = '.ndjson';
const FORM: number = 1;

/** One contender of a go, as it is kept. The ratio is to the first contender, round by round. */
export interface KeptContender extends Spread {
  readonly name: string;
  readonly rounds: number;
  readonly ratio: Spread;
}

/** One go, as it is kept. */
export interface KeptGo {
  /** The number of this form. */
  readonly history: number;
  readonly bench: string;
  readonly date: string;
  /** The commit that was checked out, with a `+` where files differed from it. */
  readonly commit: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly comparisons: readonly {
    readonly title: string;
    readonly unit: string;
    readonly contenders: readonly KeptContender[];
  }[];
  readonly goals: readonly {
    readonly goal: string;
    readonly must: number;
    readonly measured: Spread | null;
    readonly met: boolean | null;
  }[];
}

/** Appends a go to its benchmark's file. */
export function keepGo(bench: string, told: readonly Comparison[], goals: readonly GoalReading[]): void {
  const { node, cpu, cores } = environment();
  const go: KeptGo = {
    history: FORM,
    bench,
    date: utcNow().toISOString(),
    commit: commit(),
    node,
    cpu,
    cores,
    comparisons: told.map(({ title, unit, contenders }) => ({
      title,
      unit,
      contenders: contenders.map(({ name, figures }) => ({
        name,
        rounds: figures.length,
        ...shortened(spreadOf(figures)),
        ratio: shortened(spreadOf(ratiosOf(figures, contenders[0]!.figures))),
      })),
    })),
    goals: goals.map(({ goal, measured, met }) => ({
      goal: goal.id,
      must: goal.must,
      measured: measured && shortened(measured),
      met,
    })),
  };
  mkdirSync(DIRECTORY, { recursive: true });
  appendFileSync(join(DIRECTORY, bench + EXTENSION), `${JSON.stringify(go)}\n`);
}

/** The benchmarks that have a history, by name. */
export function benchesWithHistory(): string[] {
  if (!existsSync(DIRECTORY)) return [];
  const files = readdirSync(DIRECTORY).filter((file) => file.endsWith(EXTENSION));
  return files.map((file) => basename(file, EXTENSION)).sort();
}

/** The goes of a benchmark, oldest first. */
export function readGoes(bench: string): KeptGo[] {
  const lines = readFileSync(join(DIRECTORY, bench + EXTENSION), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as KeptGo).filter(({ history }) => history === FORM);
}

function commit(): string {
  const git = (...words: string[]): string => execFileSync('git', words, { encoding: 'utf8' }).trim();
  try {
    const changed = git('status', '--porcelain', '--', '.', ':!bench/history') !== '';
    return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? '+' : ''}`;
  } catch {
    return 'unknown';
  }
}

/** Four significant digits: what a go is worth. */
function shortened({ median, min, max }: Spread): Spread {
  const short = (figure: number): number => Number(figure.toPrecision(4));
  return { median: short(median), min: short(min), max: short(max) };
}
