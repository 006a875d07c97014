// The `record` command: a broker, topics and flags go in, a capture to be made comes out. Loads nothing heavy by
// itself. A password is taken from the environment, never from the command line.

import { type Command, InvalidArgumentError } from 'commander';
import { DURATION_FORM, parseDuration } from '../../domain/duration.ts';
import { StormError } from '../../domain/failure.ts';
import type { Qos } from '../../domain/qos.ts';
import { wholeNumber } from '../number-flag.ts';
import type { Environment } from '../streams.ts';
import { type Perform, withExamples } from './command.ts';
import { qosOption } from './run-flags.ts';

interface Flags {
  readonly broker: string;
  readonly topic: string;
  readonly out: string;
  readonly duration?: string;
  readonly count?: number;
  readonly qos?: Qos;
  readonly username?: string;
  readonly passwordEnv?: string;
  readonly csv?: boolean;
  readonly field?: Readonly<Record<string, string>>;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const TOPIC = 'devices/{device}/alerts/{code}';
const FIELDS = ['device', 'code', 'counter', 'recipient'];

const EXAMPLES = [
  `stormproof record --broker mqtt://localhost --topic '${TOPIC}' --out storm.ndjson --duration 10m`,
  "stormproof record --broker mqtt://localhost --topic 'dcc/+/alerts/#' --out storm.csv --csv \\\n" +
    '      --field device=body.deviceId --field code=body.alertCode --count 1000',
  'MQTT_PASSWORD=… stormproof record --broker mqtts://broker.example --username sit \\\n' +
    `      --password-env MQTT_PASSWORD --topic '${TOPIC}' --out storm.ndjson.gz`,
] as const;

/** Adds `record`. */
export function addRecordCommand(program: Command, perform: Perform): void {
  const command = program
    .command('record')
    .summary('record the Alerts that a broker is sent, as a trace to replay')
    .description(
      'Listen to an MQTT 3.1.1 broker and write down every Alert, until --duration, --count or Ctrl-C. {device}, ' +
        '{code} and {counter} in the topic stand for a whole level each, as {any} and + do; what the topic does not ' +
        'tell is taken from a JSON payload. Messages that are no Alert are counted and shown.',
    )
    .requiredOption('--broker <url>', 'mqtt://host:port, or mqtts://host:port for TLS')
    .requiredOption('--topic <pattern>', `topics to listen to, such as ${TOPIC}`)
    .requiredOption('--out <file>', 'file to write; it must not exist; gzipped when it ends in .gz')
    .option('--duration <time>', 'how long to listen, such as 10m (default: until stopped)', time)
    .option('--count <number>', 'how many Alerts to record', wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .addOption(qosOption('quality of service to subscribe with (default: 1)'))
    .option('--username <name>', 'user name at the broker')
    .option('--password-env <variable>', 'environment variable that holds the password')
    .option('--csv', 'write CSV instead of NDJSON')
    .option(
      '--field <field=path>',
      'where in the payload a field is, such as device=deviceId (repeatable)',
      gathered,
    )
    .option('--json', 'print the result as JSON')
    .option('-q, --quiet', 'show no progress')
    .action(() =>
      perform(async (session) => {
        const { recordTrace } = await import('../record-trace.ts');
        const { json = false, quiet = false, passwordEnv, field, ...options } = command.opts<Flags>();
        const password = passwordEnv === undefined ? {} : { password: passwordIn(session.env, passwordEnv) };
        const fields = field === undefined ? {} : { fields: field };
        return recordTrace({ ...options, ...password, ...fields }, { json, quiet }, session);
      }),
    );
  withExamples(command, EXAMPLES);
}

function time(text: string): string {
  const us = parseDuration(text);
  if (us !== undefined && us > 0) return text;
  throw new InvalidArgumentError(`It must be above zero: ${DURATION_FORM}.`);
}

function gathered(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, field = '', path] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (path === undefined || !FIELDS.includes(field)) {
    throw new InvalidArgumentError(`It must be one of ${FIELDS.join(', ')}, then = and a path.`);
  }
  if (Object.hasOwn(before, field)) throw new InvalidArgumentError(`${field} is said twice.`);
  return { ...before, [field]: path };
}

function passwordIn(env: Environment, variable: string): string {
  const password = env[variable];
  if (password !== undefined) return password;
  throw new StormError('usage', {
    problem: `the environment has no ${variable}`,
    way: 'Set it to the password, or leave --password-env out.',
  });
}
