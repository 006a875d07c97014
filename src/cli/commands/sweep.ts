// The `sweep` command: flags go in, a grid of values runs in virtual time, a table or a document goes to stdout. Loads
// nothing heavy by itself.

import type { Command } from 'commander';
import { StormError } from '../../domain/failure.ts';
import { MAX_WORKERS } from '../../domain/limits.ts';
import type { Setting } from '../../scenario/setting.ts';
import type { SweepOptions, SweepOutcome } from '../../sweep/sweep-options.ts';
import { exitCodeOf } from '../exit-code.ts';
import { MAX_SEED, wholeNumber } from '../number-flag.ts';
import type { Session } from '../session.ts';
import { setOption } from '../set-flag.ts';
import { watchSignals } from '../signals.ts';
import { type Perform, withExamples } from './command.ts';

type Choices = Pick<SweepOptions, 'vary' | 'profile' | 'seed' | 'workers' | 'out'> & {
  readonly throttle?: string;
};

type SweepFlags = Choices & {
  readonly set?: readonly Setting[];
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly quiet?: boolean;
};

const STOPPED = 'stopped; nothing of this sweep is kept';

const EXAMPLES = [
  'stormproof sweep single-device-storm --vary profile.overrides.81C3.threshold=2,5,10',
  'stormproof sweep mass-outage --vary profile.default.threshold=1..10 --vary profile.default.window.length=5m,1h',
  "stormproof sweep my-storm.yaml --vary 'profile.default.release={rule: window},{rule: quiet, for: 2h}'",
  'stormproof sweep first.yaml second.yaml --vary seed=1..20 --csv > sweep.csv',
] as const;

/** Adds `sweep`. */
export function addSweepCommand(program: Command, perform: Perform): void {
  const command = program
    .command('sweep')
    .summary('say what other thresholds, windows or storms would do')
    .description(
      'Run every combination of values over every scenario in virtual time, on all cores, and show what each would ' +
        'deliver, hold back and hide. Exit code 1 when a check failed in any cell: then the throttle is wrong there.',
    )
    .argument('<scenario...>', 'scenario files, or names from `stormproof list`')
    .option(
      '--vary <path=values>',
      'what varies: values with commas, ranges as 5..50:5 or 10m..1h:10m (repeatable)',
      (text: string, earlier: readonly string[] = []) => [...earlier, text],
    )
    .addOption(setOption())
    .option('--seed <number>', "seed to use instead of the scenario's", wholeNumber(0, MAX_SEED))
    .option('--profile <file>', "profile to use instead of the scenario's")
    .option('--throttle <module>', 'throttle to judge instead of the shipped one: a .mjs or .js file')
    .option('--workers <number>', 'worker threads (default: one per core)', wholeNumber(1, MAX_WORKERS))
    .option('--out <directory>', 'exact place of the files; it must not exist (default: below sweeps/)')
    .option('--json', 'print the whole result as JSON instead of a table')
    .option('--csv', 'print a row per cell as CSV instead of a table')
    .option('-q, --quiet', 'show no progress')
    .action((scenarios: string[]) =>
      perform((session) => sweep(scenarios, command.opts<SweepFlags>(), session)),
    );
  withExamples(command, EXAMPLES);
}

async function sweep(scenarios: readonly string[], flags: SweepFlags, session: Session): Promise<number> {
  const { json = false, csv = false, quiet = false, set, ...choices } = flags;
  if (json && csv) {
    const problem = '--json and --csv ask for two results, and standard output carries one';
    throw new StormError('usage', {
      problem,
      way: 'Leave one of them out; the files of the sweep have both.',
    });
  }
  const { watchSweep } = await import('../progress/sweep-progress.ts');
  const progress = await watchSweep(session.err, session.env, quiet);
  const close = (): void => progress.close();
  const watch = watchSignals(session.host, close, close);
  try {
    const outcome = await session.operations.sweep({
      ...choices,
      ...{ scenarios, onEvent: progress.listen, signal: watch.signal },
      ...(set === undefined ? {} : { settings: set }),
    });
    progress.close();
    await session.out.write(await resultText(outcome, json ? 'json' : csv ? 'csv' : 'table', session));
    return watch.exitCode() ?? exitCodeOf(outcome.sweep.verdict);
  } catch (thrown) {
    progress.close();
    const code = watch.exitCode();
    if (code === null) throw thrown;
    session.err.say(STOPPED);
    return code;
  } finally {
    watch.close();
  }
}

async function resultText(
  { sweep: document, directory }: SweepOutcome,
  form: 'json' | 'csv' | 'table',
  { out }: Session,
): Promise<string> {
  if (form === 'json') return `${JSON.stringify({ ...document, directory }, null, 2)}\n`;
  if (form === 'csv') return (await import('../../report/sweep-csv.ts')).sweepCsv.render(document);
  const { sweepText } = await import('../sweep-text.ts');
  return sweepText(document, { colours: out.colours, columns: out.columns(), directory });
}
