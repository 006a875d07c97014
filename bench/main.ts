// The command line of the benchmarks: `npm run bench -- [GROUP or NAME ...] [--list | --compare] [--rounds N] [--no-history]`.
// One benchmark at a time: the machine must be otherwise idle.

import { parseArgs } from 'node:util';
import { BENCHMARKS, type Benchmark, GROUPS } from './catalogue.ts';
import { compareText } from './compare.ts';
import { beginGo } from './go.ts';
import { goalText } from './goal-text.ts';
import { GOALS, readGoals } from './goals.ts';
import { keepGo } from './history.ts';

const DEFAULT_ROUNDS = 3;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    compare: { type: 'boolean', default: false },
    rounds: { type: 'string', default: `${DEFAULT_ROUNDS}` },
    'no-history': { type: 'boolean', default: false },
  },
});

if (values.list) process.stdout.write(BENCHMARKS.map(listLine).join(''));
else if (values.compare)
  process.stdout.write(compareText(positionals.flatMap(named).map(({ name }) => name)));
else for (const benchmark of asked()) await goOf(benchmark);

async function goOf({ name, run }: Benchmark): Promise<void> {
  const told = beginGo();
  await run(roundsAsked());
  const goals = readGoals(name, told);
  process.stdout.write(goals.map((reading) => `  ${goalText(reading)}\n`).join(''));
  if (told.length > 0 && !values['no-history']) keepGo(name, told, goals);
}

/** The benchmarks asked for; all but other people's generators when none are named. */
function asked(): readonly Benchmark[] {
  if (positionals.length > 0) return positionals.flatMap(named);
  return BENCHMARKS.filter(({ group }) => group !== 'peers');
}

function named(word: string): Benchmark[] {
  const benchmarks = BENCHMARKS.filter(({ name, group }) => name === word || group === word);
  if (benchmarks.length > 0) return benchmarks;
  const names = BENCHMARKS.map(({ name }) => name).join(', ');
  throw new Error(`no benchmark or group is called ${word}; there are ${GROUPS.join(', ')}, ${names}`);
}

function roundsAsked(): number {
  const rounds = Number(values.rounds);
  if (Number.isInteger(rounds) && rounds > 0) return rounds;
  throw new Error(`--rounds takes a whole number above zero, not ${values.rounds}`);
}

function listLine({ name, group, what }: Benchmark): string {
  const goals = GOALS.filter(({ bench }) => bench === name).map(({ id }) => id);
  const reached = goals.length > 0 ? ` (${goals.join('; ')})` : '';
  return `${group.padEnd(8)} ${name.padEnd(16)} ${what}${reached}\n`;
}
