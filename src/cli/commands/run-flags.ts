// The flags that `run` and `replay` share: added to a command, and read off it as choices of a run. Loads nothing
// heavy, and knows nothing of what is run.

import { type Command, Option } from 'commander';
import { MAX_BROKERS, MAX_WORKERS } from '../../domain/limits.ts';
import type { Qos } from '../../domain/qos.ts';
import type { Setting } from '../../scenario/setting.ts';
import { MQTT_CLIENTS } from '../../wire/mqtt-client.ts';
import { MAX_SEED, wholeNumber } from '../number-flag.ts';
import type { RunRequest } from '../run-scenarios.ts';
import { setOption } from '../set-flag.ts';

/** The flags as commander hands them over. */
export type RunFlags = Omit<RunRequest['choices'], 'mode' | 'settings'> & {
  readonly virtual?: boolean;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly quiet?: boolean;
  readonly set?: readonly Setting[];
};

/** Adds the flags. */
export function addRunFlags(command: Command, profile: string): Command {
  return command
    .option(
      '--virtual',
      'no sockets and no waiting: the same plan through the same throttle; the clock jumps',
    )
    .option('--seed <number>', "seed to use instead of the scenario's", wholeNumber(0, MAX_SEED))
    .option('--profile <file>', profile)
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
    .option(
      '--brokers <number>',
      'brokers with a throttle each for their share of the Devices (default: one, more where one is not enough)',
      wholeNumber(1, MAX_BROKERS),
    )
    .addOption(
      new Option('--client <name>', 'MQTT client of Devices and Users (default: fast)').choices(MQTT_CLIENTS),
    )
    .option('--json', 'print the result as JSON instead of a summary')
    .option('--dry-run', 'say what would be sent, and start nothing')
    .option('-q, --quiet', 'show no progress');
}

/** What the flags choose, but for the scenario. */
export function requestOf(flags: RunFlags): Omit<RunRequest, 'scenarios'> {
  const { virtual = false, json = false, dryRun = false, quiet = false, set, ...rest } = flags;
  const settings = set === undefined ? {} : { settings: set };
  const choices = { ...rest, ...settings, mode: virtual ? 'virtual' : 'mqtt' } as const;
  return { choices, json, dryRun, quiet };
}

/** The flag for MQTT's quality of service. */
export function qosOption(what = "MQTT quality of service to use instead of the scenario's"): Option {
  return new Option('--qos <level>', what)
    .choices(['0', '1', '2'])
    .argParser((text): Qos => wholeNumber(0, 2)(text) as Qos);
}
