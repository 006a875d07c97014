// The `validate` command: files go in, one line per sound file goes to stdout and every mistake in the
// others to stderr. Starts nothing.

import type { Command } from 'commander';
import { type Diagnostic, InputError } from '../../domain/diagnostic.ts';
import { EXIT, StormError } from '../../domain/failure.ts';
import { plainText } from '../../report/plain-text.ts';
import type { ValidFile } from '../../run/validate-file.ts';
import type { Setting } from '../../scenario/setting.ts';
import { worstExitCode } from '../exit-code.ts';
import { printFailure } from '../print-failure.ts';
import type { Session } from '../session.ts';
import { setOption } from '../set-flag.ts';
import { type Perform, withExamples } from './command.ts';

/** What is said of one file with `--json`. */
interface FileReport {
  readonly path: string;
  readonly ok: boolean;
  readonly kind: ValidFile['kind'] | null;
  readonly name: string | null;
  /** What a part holds. */
  readonly settings?: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Why the file could not even be looked into, or null. */
  readonly problem: string | null;
}

/** Adds `validate`. */
export function addValidateCommand(program: Command, perform: Perform): void {
  const command = program
    .command('validate')
    .summary('check scenario and profile files without running them')
    .description(
      'Check scenarios, each with its parts and its profile, profiles, and parts by themselves. Every mistake in ' +
        'every file is shown at once.',
    )
    .argument('<file...>', 'scenario, profile or part files')
    .option('--json', 'print what was found as JSON')
    .addOption(setOption())
    .action((paths: string[]) =>
      perform((session) => {
        const { json = false, set = [] } = command.opts<{ json?: boolean; set?: readonly Setting[] }>();
        return validateFiles(paths, set, json, session);
      }),
    );
  withExamples(command, ['stormproof validate my-storm.yaml', 'stormproof validate scenarios/*.yaml --json']);
}

async function validateFiles(
  paths: readonly string[],
  settings: readonly Setting[],
  json: boolean,
  session: Session,
): Promise<number> {
  const reports: FileReport[] = [];
  const codes: number[] = [];
  for (const path of paths) {
    try {
      const sound = await session.operations.validateFile(path, settings);
      reports.push({ ...sound, path, ok: true, diagnostics: [], problem: null });
      if (!json) await session.out.write(soundLine(path, sound, session));
      codes.push(EXIT.pass);
    } catch (thrown) {
      codes.push(printFailure(thrown, session));
      reports.push(refusal(path, thrown));
    }
  }
  if (json) await session.out.write(`${JSON.stringify(reports, null, 2)}\n`);
  return worstExitCode(codes);
}

function soundLine(path: string, { kind, name, settings = [] }: ValidFile, { out }: Session): string {
  const what = name ?? `with ${settings.join(', ') || 'nothing in it'}; only its form was checked`;
  return `${out.colours.green('ok')}  ${plainText(path)}  ${kind} ${plainText(what)}\n`;
}

function refusal(path: string, thrown: unknown): FileReport {
  const failure = thrown instanceof StormError ? thrown : new StormError('bug', {}, thrown);
  const inside = failure instanceof InputError;
  return {
    path,
    ok: false,
    kind: null,
    name: null,
    diagnostics: inside ? failure.diagnostics : [],
    problem: inside ? null : failure.message,
  };
}
