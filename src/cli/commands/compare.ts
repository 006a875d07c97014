// The `compare` command: runs and baselines go in, what changed comes out, and an exit code that a pipeline
// can stop at. Reads records; writes nothing but the result.

import { type Command, InvalidArgumentError } from 'commander';
import type { ComparisonReport } from '../../compare/comparison.ts';
import { EXIT } from '../../domain/failure.ts';
import { plainText } from '../../report/plain-text.ts';
import type { Session } from '../session.ts';
import { type Perform, withExamples } from './command.ts';

interface CompareFlags {
  readonly allow?: Readonly<Record<string, string>>;
  readonly partial?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = [
  'stormproof compare runs/latest baselines/single-device-storm',
  'stormproof compare runs/ baselines/ --json',
  'stormproof compare runs/latest baselines/ --allow latency.response.p99=+20%',
  'stormproof compare runs/latest baselines/ --allow decisions.changed=any --allow total.discarded=+-10',
] as const;

/** Adds `compare`. */
export function addCompareCommand(program: Command, perform: Perform): void {
  const command = program
    .command('compare')
    .summary('say what changed against a baseline, and fail on a regression')
    .description(
      'Compare a run with its baseline, or a directory of runs with a directory of baselines, paired by ' +
        'scenario. The exit code is 1 when a verdict or a check got worse, a decision changed, a figure is ' +
        'beyond its bound, or a baseline has no run; 4 when a record cannot be read.',
    )
    .argument('<run>', 'directory of a run record, or of several')
    .argument('<baseline>', 'directory of a run record to compare with, or of several')
    .option('--allow <figure=change>', 'let a figure move so far, such as +20%, +-10, -5 or any', gathered)
    .option('--partial', 'a baseline without a run is no regression')
    .option('--json', 'print what was found as JSON')
    .action((run: string, baseline: string) =>
      perform((session) => compare(run, baseline, command.opts<CompareFlags>(), session)),
    );
  withExamples(command, EXAMPLES);
}

function gathered(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, figure, change] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (figure === undefined || change === undefined) {
    throw new InvalidArgumentError('It must be a figure and a change, such as total.discarded=+-10.');
  }
  if (Object.hasOwn(before, figure)) throw new InvalidArgumentError(`${plainText(figure)} is bounded twice.`);
  return { ...before, [figure]: change };
}

async function compare(
  run: string,
  baseline: string,
  flags: CompareFlags,
  session: Session,
): Promise<number> {
  const { allow = {}, partial = false, json = false } = flags;
  const report = await session.operations.compareRecords(run, baseline, { allow, partial });
  await session.out.write(json ? `${JSON.stringify(report, null, 2)}\n` : await personText(report, session));
  for (const { problem } of report.unreadable) {
    session.err.say(`${session.err.colours.bold(session.err.colours.red('error:'))} ${plainText(problem)}`);
  }
  if (report.unreadable.length > 0) return EXIT.broken;
  return report.regressed ? EXIT.fail : EXIT.pass;
}

async function personText(report: ComparisonReport, { out }: Session): Promise<string> {
  const { comparisonText } = await import('../comparison-text.ts');
  return comparisonText(report, { colours: out.colours, columns: out.columns() });
}
