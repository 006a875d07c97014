// The `run` command: flags go in, a request to run scenarios comes out. Loads nothing heavy by itself.
// Never touches a broker, a socket or a clock.

import { type Command, Option } from 'commander';
import { MAX_WORKERS } from '../../domain/limits.ts';
import type { Qos } from '../../domain/qos.ts';
import type { Setting } from '../../scenario/setting.ts';
import { MAX_SEED, wholeNumber } from '../number-flag.ts';
import type { RunRequest } from '../run-scenarios.ts';
import { setOption } from '../set-flag.ts';
import { type Perform, withExamples } from './command.ts';

type RunFlags = Omit<RunRequest['choices'], 'mode'> & {
  virtual?: boolean;
  json?: boolean;
  dryRun?: boolean;
  quiet?: boolean;
  set?: readonly Setting[];
};

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
    .argument('<scenario...>', 'scenario files, or names from `stormproof list`')
    .option(
      '--virtual',
      'no sockets and no waiting: the same plan through the same throttle; the clock jumps',
    )
    .option('--seed <number>', "seed to use instead of the scenario's", wholeNumber(0, MAX_SEED))
    .option('--profile <file>', "profile to use instead of the scenario's")
    .option('--throttle <module>', 'throttle to judge instead of the shipped one: a .mjs or .js file')
    .addOption(setOption())
    .addOption(qosOption())
    .option('--out <directory>', 'exact place of the record; it must not exist (default: below runs/)')
    .option('--no-history', 'leave the history out of the record; its verdict cannot be derived again')
    .option(
      '--port <number>',
      'port of the embedded broker on 127.0.0.1 (default: any)',
      wholeNumber(1, 65_535),
    )
    .option(
      '--workers <number>',
      'meter workers; the plan does not depend on it',
      wholeNumber(1, MAX_WORKERS),
    )
    .option('--json', 'print the result as JSON instead of a summary')
    .option('--dry-run', 'say what would be sent, and start nothing')
    .option('-q, --quiet', 'show no progress')
    .action((scenarios: string[]) =>
      perform(async (session) => {
        const { runScenarios } = await import('../run-scenarios.ts');
        const {
          virtual = false,
          json = false,
          dryRun = false,
          quiet = false,
          set,
          ...rest
        } = command.opts<RunFlags>();
        const settings = set === undefined ? {} : { settings: set };
        const choices = { ...rest, ...settings, mode: virtual ? 'virtual' : 'mqtt' } as const;
        return runScenarios({ scenarios, choices, json, dryRun, quiet }, session);
      }),
    );
  withExamples(command, EXAMPLES);
}

function qosOption(): Option {
  return new Option('--qos <level>', "MQTT quality of service to use instead of the scenario's")
    .choices(['0', '1', '2'])
    .argParser((text): Qos => wholeNumber(0, 2)(text) as Qos);
}
