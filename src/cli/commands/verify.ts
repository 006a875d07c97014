// The `verify` command: a record goes in, the verdict that its history alone supports comes out, with a
// word on whether that is what was recorded. A record that says something else is a failure in itself.

import type { Command } from 'commander';
import { EXIT } from '../../domain/failure.ts';
import { plainText } from '../../report/plain-text.ts';
import { HEADLINE } from '../../report/verdict-words.ts';
import type { VerifiedRecord } from '../../run/verify-record.ts';
import { exitCodeOf } from '../exit-code.ts';
import type { Session } from '../session.ts';
import { wrapText } from '../text-width.ts';
import { type Perform, withExamples } from './command.ts';

interface Flags {
  readonly blackBox?: boolean;
  readonly json?: boolean;
}

/** Adds `verify`. */
export function addVerifyCommand(program: Command, perform: Perform): void {
  const command = program
    .command('verify')
    .summary('derive the verdict of a record again')
    .description(
      'Derive the verdict of a run again from its history alone, and compare it with the recorded one. ' +
        'The exit code is that of the derived verdict; 1 if it is not the recorded one.',
    )
    .argument('<run>', 'directory of a run record')
    .option('--black-box', 'judge from outside: as if nobody had seen into the throttle')
    .option('--json', 'print the derived result as JSON')
    .action((directory: string) => perform((session) => verify(directory, command.opts<Flags>(), session)));
  withExamples(command, [
    'stormproof verify runs/latest',
    'stormproof verify runs/latest --black-box',
    'stormproof verify evidence/run-1 --json',
  ]);
}

async function verify(directory: string, flags: Flags, session: Session): Promise<number> {
  const { blackBox = false, json = false } = flags;
  const found = await session.operations.verifyRecord(directory, { blackBox });
  await session.out.write(
    json ? documentText(found, directory) : await personText(found, directory, session),
  );
  return found.agrees === false ? EXIT.fail : exitCodeOf(found.verdict);
}

function documentText({ run, verdict, checks, totals, agrees }: VerifiedRecord, directory: string): string {
  const recorded = {
    verdict: run.verdict,
    checks: run.checks.map((check) => ({ id: check.id, verdict: check.verdict })),
  };
  return `${JSON.stringify({ ...run, verdict, checks, totals, directory, agrees, recorded }, null, 2)}\n`;
}

async function personText(found: VerifiedRecord, directory: string, { out }: Session): Promise<string> {
  const { summaryText } = await import('../summary-text.ts');
  const { run, verdict, checks, totals } = found;
  const style = { colours: out.colours, columns: out.columns(), directory };
  const paint =
    found.agrees !== false ? out.colours.green : (text: string) => out.colours.bold(out.colours.red(text));
  const agreement = wrapText(agreementText(found), out.columns()).map(paint);
  return `${summaryText({ ...run, verdict, checks, totals }, style)}\n${agreement.join('\n')}\n`;
}

const FROM_OUTSIDE =
  '✔ Judged from outside: what the gate saw and what the throttle said was left aside, and arrivals are intervals.';

function agreementText({ agrees, run, verdict, checks }: VerifiedRecord): string {
  if (agrees === null) return FROM_OUTSIDE;
  if (agrees) return '✔ Derived again from the history alone: agrees with the recorded verdict.';
  if (verdict !== run.verdict) {
    return `✖ DISAGREES: the record says ${HEADLINE[run.verdict]}, its history says ${HEADLINE[verdict]}.`;
  }
  const recorded = new Map(run.checks.map((check) => [check.id, check.verdict]));
  const differing = checks.filter((check) => recorded.get(check.id) !== check.verdict);
  const said = differing.map(
    (check) => `${plainText(check.id)} was ${recorded.get(check.id) ?? 'absent'} and is ${check.verdict}`,
  );
  return `✖ DISAGREES: the verdict is the same, the checks are not${said.length > 0 ? `: ${said.join(', ')}` : ''}.`;
}
