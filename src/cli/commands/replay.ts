// The `replay` command: a recorded trace and flags go in, a request to run the scenario that replays it comes out.
// Reads no trace itself, and touches no broker, socket or clock.

import { type Command, InvalidArgumentError } from 'commander';
import { DURATION_FORM, parseDuration } from '../../domain/duration.ts';
import { type Perform, withExamples } from './command.ts';
import { addRunFlags, type RunFlags, requestOf } from './run-flags.ts';

interface ReplayFlags extends RunFlags {
  readonly speed?: number;
  readonly shift?: string;
  readonly strict?: boolean;
  readonly expect?: readonly string[];
}

const EXAMPLES = [
  'stormproof replay storm.csv --profile my-profile.yaml --virtual',
  'stormproof replay storm.ndjson.gz --profile my-profile.yaml --speed 60',
  "stormproof replay storm.csv --profile my-profile.yaml --virtual --expect 'trace.discarded > 0'",
  'stormproof replay runs/latest --virtual --set profile.default.threshold=5',
  'stormproof replay storm.csv --profile my-profile.yaml --strict --dry-run',
] as const;

/** Adds `replay`. */
export function addReplayCommand(program: Command, perform: Perform): void {
  const command = program
    .command('replay')
    .summary('send the Alerts of a recorded trace again and judge the throttle')
    .description(
      'Replay a recorded trace, CSV or NDJSON, gzipped or not, with its own gaps, or what was received in an ' +
        'earlier run, and judge the throttle. Lines that cannot be used are shown, counted and left out.',
    )
    .argument('<trace>', 'trace file, or directory of a run record')
    .option('--speed <factor>', 'seconds of the trace per second of wall time (default: 1)', speed)
    .option(
      '--shift <duration>',
      'move the whole trace later: windows aligned to the clock fall elsewhere',
      shift,
    )
    .option('--strict', 'refuse the trace for one line that cannot be used')
    .option('--expect <line>', "bound on a figure, such as 'trace.discarded > 0' (repeatable)", gathered);
  addRunFlags(command, "the throttle's profile (default, for a run record only: its own)").action(
    (trace: string) =>
      perform(async (session) => {
        const { runScenarios } = await import('../run-scenarios.ts');
        const { speed, shift, strict, expect, ...flags } = command.opts<ReplayFlags>();
        const { choices, ...request } = requestOf(flags);
        const wishes = {
          ...(speed === undefined ? {} : { speed }),
          ...(shift === undefined ? {} : { shift }),
          ...(strict === undefined ? {} : { strict }),
          ...(expect === undefined ? {} : { expect }),
        };
        const replay = await session.operations.replayScenario({ ...choices, ...wishes, trace });
        const { scenario, ...made } = replay;
        return runScenarios({ ...request, scenarios: [scenario], choices: made }, session);
      }),
  );
  withExamples(command, EXAMPLES);
}

const FASTEST = 1_000_000;

function speed(text: string): number {
  const factor = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (factor > 0 && factor <= FASTEST) return factor;
  throw new InvalidArgumentError(`It must be a number above zero, at most ${FASTEST}.`);
}

function shift(text: string): string {
  if (parseDuration(text) !== undefined) return text;
  throw new InvalidArgumentError(`It must be ${DURATION_FORM}.`);
}

function gathered(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
