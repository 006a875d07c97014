// Arguments, streams and environment go in, an exit code comes out. Holds no state between two calls and
// never ends the process, so tests call it like any function.

import { Command, CommanderError, Option } from 'commander';
import picocolors from 'picocolors';
import { EXIT } from '../domain/failure.ts';
import { addCompareCommand } from './commands/compare.ts';
import { addListCommand } from './commands/list.ts';
import { addRecordCommand } from './commands/record.ts';
import { addReplayCommand } from './commands/replay.ts';
import { addRunCommand } from './commands/run.ts';
import { addSchemaCommand } from './commands/schema.ts';
import { addSelftestCommand } from './commands/selftest.ts';
import { addSweepCommand } from './commands/sweep.ts';
import { addValidateCommand } from './commands/validate.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { type Operations, realOperations } from './operations.ts';
import { printFailure } from './print-failure.ts';
import type { Host, Session } from './session.ts';
import type { Environment, Streams } from './streams.ts';
import { COLOUR_CHOICES, type ColourChoice, terminalOn, tolerateLeaving, wantsColour } from './terminal.ts';

const EXIT_CODES = `
Exit codes:
  0  every exercised check passed
  1  a check failed
  2  wrong usage or bad input; nothing was run
  3  inconclusive: not enough evidence
  4  the harness or its environment broke
  130, 143  interrupted; the partial record is kept
  Of several outcomes the gravest counts: 4, then 2, 1, 3, 0.

Examples:
  $ stormproof list
  $ stormproof run single-device-storm
  $ stormproof verify runs/latest`;

interface GlobalFlags {
  readonly color?: ColourChoice;
  readonly debug?: boolean;
}

/** Runs one command line, given without the names of Node and of the script. */
export async function main(
  argv: readonly string[],
  streams: Streams,
  env: Environment,
  operations: Operations = realOperations,
  host: Host = process,
): Promise<number> {
  tolerateLeaving(streams.stdout);
  tolerateLeaving(streams.stderr);
  const program = new Command('stormproof');
  const session = (): Session => {
    const { color = 'auto', debug = false } = program.opts<GlobalFlags>();
    const [out, err] = [streams.stdout, streams.stderr].map((stream) => terminalOn(stream, env, color));
    return { operations, env, host, out: out!, err: err!, debug };
  };
  let exitCode: number = EXIT.pass;
  try {
    describe(program, await operations.toolVersion(), streams, env);
    for (const add of [
      addRunCommand,
      addReplayCommand,
      addRecordCommand,
      addValidateCommand,
      addVerifyCommand,
      addCompareCommand,
      addListCommand,
      addSchemaCommand,
      addSelftestCommand,
      addSweepCommand,
    ]) {
      add(program, async (work) => {
        exitCode = await work(session());
      });
    }
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.pass : EXIT.usage;
    return printFailure(thrown, session());
  }
}

function describe(program: Command, version: string, { stdout, stderr }: Streams, env: Environment): void {
  const colourChoice = (): ColourChoice => program.opts<GlobalFlags>().color ?? 'auto';
  const colours = picocolors.createColors(true);
  program
    .description(
      'Storms of smart-meter Alerts over MQTT, and proof of whether the throttle behind them was right.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .addOption(
      new Option('--color <when>', 'colour the output; NO_COLOR and FORCE_COLOR are honoured')
        .choices(COLOUR_CHOICES)
        .default('auto'),
    )
    .option('--debug', 'show stack traces')
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('Add --help to see what is possible.')
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => colours.bold(title) })
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      getOutHelpWidth: () => stdout.columns || 80,
      getErrHelpWidth: () => stderr.columns || 80,
      getOutHasColors: () => wantsColour(stdout, env, colourChoice()),
      getErrHasColors: () => wantsColour(stderr, env, colourChoice()),
      outputError: (text, write) => write(text),
    })
    .exitOverride();
}
