// The `run` command: flags go in, a request to run scenarios comes out. Loads nothing heavy by itself.
// Never touches a broker, a socket or a clock.

import type { Command } from 'commander';
import { type Perform, withExamples } from './command.ts';
import { addRunFlags, type RunFlags, requestOf } from './run-flags.ts';

const EXAMPLES = [
  'stormproof run single-device-storm',
  'stormproof run my-storm.yaml --seed 42 --profile my-profile.yaml',
  'stormproof run single-device-storm --dry-run',
  'stormproof run single-device-storm --virtual',
  'stormproof run single-device-storm --set streams.storm.arrival.every=1s',
  'stormproof run single-device-storm --throttle ./my-throttle.mjs',
  'stormproof run first.yaml second.yaml --json > results.json',
] as const;

/** Adds `run`. */
export function addRunCommand(program: Command, perform: Perform): void {
  const command = program
    .command('run')
    .summary('run scenarios and judge the throttle')
    .description(
      'Run scenarios one after another against the embedded broker, or in virtual time, judge the throttle, ' +
        'and keep a record of each run. The exit code is that of the gravest outcome.',
    )
    .argument('<scenario...>', 'scenario files, or names from `stormproof list`');
  addRunFlags(command, "profile to use instead of the scenario's").action((scenarios: string[]) =>
    perform(async (session) => {
      const { runScenarios } = await import('../run-scenarios.ts');
      return runScenarios({ scenarios, ...requestOf(command.opts<RunFlags>()) }, session);
    }),
  );
  withExamples(command, EXAMPLES);
}
