// The whole form of a scenario (design section 5), setting by setting. What two settings must be to each
// other is in population-rules.ts, stream-rules.ts, trace-rules.ts and scenario-rules.ts.

import { z } from 'zod';
import { BUILT_CHECKS } from '../domain/check-id.ts';
import { CONNECTIONS, DEVICE_TYPES, type DeviceType } from '../domain/device.ts';
import { MAX_DEVICES, MAX_PARTS } from '../domain/limits.ts';
import { USER_ROLES } from '../domain/user.ts';
import { arrivalField } from './arrival.ts';
import { clockField } from './clock.ts';
import { cohortField } from './cohort.ts';
import { EXPECTATION_FORM, EXPECTATION_PATTERN } from './expectation.ts';
import {
  alertCode,
  anyDuration,
  exactly,
  field,
  listOf,
  oneOf,
  positiveDuration,
  positiveDurationForm,
  refusal,
  section,
  text,
  wholeNumber,
} from './field.ts';
import { withForm } from './json-form.ts';
import { resendField } from './resend.ts';

const QOS = [0, 1, 2] as const;
const MOST_TIME_SCALE = 1_000_000;

const yesOrNo = z.boolean({ error: () => '`true` or `false`' });
const checkName = withForm(text('the name of a check'), () => ({ enum: [...BUILT_CHECKS] }));
const deviceCount = wholeNumber(1, MAX_DEVICES);
const perHub = Object.fromEntries(
  DEVICE_TYPES.map((type) => [type, deviceCount.optional().describe(`How many ${type} hang on each hub.`)]),
) as Record<DeviceType, z.ZodOptional<typeof deviceCount>>;

/** The fields of a population that other settings are measured against. */
export const populationFields = { hubs: deviceCount, perHub: deviceCount } as const;

/** Names that figures already have, so that no stream may have them. */
export const RESERVED_NAMES = ['total', 'latency', 'throttled-keys'];

/** The fields of a stream that other settings are measured against. */
export const streamFields = {
  name: withForm(text('a name in lower case: a letter, then letters, digits and `-`', /^[a-z][a-z0-9-]*$/), {
    not: { enum: RESERVED_NAMES },
  }),
  from: anyDuration,
  until: positiveDuration,
} as const;

/** What a scenario must have unless it has a trace, in words. */
export const WITHOUT_TRACE = {
  duration: positiveDurationForm,
  population: 'a map with `hubs` and `devices`',
  streams: 'a list of streams',
} as const;

const stream = section('a map with `name`, `devices`, `alert` and `arrival`', {
  name: streamFields.name.describe('Names the stream in `expect` lines and in the history.'),
  devices: cohortField.describe('Which Devices send the Alerts.'),
  alert: alertCode.describe('Alert Code in quotes; of a pair, the one that is raised.'),
  recipient: oneOf(USER_ROLES).default('Supplier').describe('The User the Alerts are addressed to.'),
  arrival: arrivalField.describe('When the Alerts of each Device are due.'),
  jitter: positiveDuration.optional().describe('Each Alert comes later by a random time below this.'),
  from: streamFields.from.prefault('0s').describe('When the stream begins.'),
  until: streamFields.until.optional().describe('When the stream ends; with the run when left out.'),
  resend: resendField.optional().describe('Alerts that are sent again, unchanged.'),
  clock: clockField.optional().describe('What is wrong with the clocks of these Devices.'),
  storm: yesOrNo.default(false).describe('True for the fault itself, which is not honest traffic.'),
});

const population = section(WITHOUT_TRACE.population, {
  hubs: populationFields.hubs.describe('How many Communications Hubs there are.'),
  devices: withForm(
    section('a map from Device types to how many hang on each hub, such as { ESME: 1 }', perHub),
    { minProperties: 1 },
  ).describe('How many Devices of each type hang on each hub.'),
  connection: oneOf(CONNECTIONS)
    .default('device')
    .describe('What holds an MQTT connection: each Device one of its own, or each hub one for its Devices.'),
});

/** A scenario as written: every word and number in its bounds, defaults filled in. */
export const scenarioSchema = section('a map of settings that starts with `scenario: 1`', {
  scenario: exactly(1, 'the version of this format').describe('Version of this format.'),
  include: withForm(
    listOf('a list of paths of parts, such as [parts/fleet.yaml]', text('the path of a part')),
    { uniqueItems: true, maxItems: MAX_PARTS },
  )
    .default([])
    .describe('Parts that this scenario shares with others, by their paths from this file.'),
  name: text('a name in lower case, its words joined by `-`', /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/).describe(
    'Lower-case name, part of the name of the record.',
  ),
  title: text('a sentence').describe('What the scenario is, in one sentence for people.'),
  description: text('text').default('').describe('What happens in the scenario, for people.'),
  requirements: listOf('a list of requirement names', text('a requirement name'))
    .default([])
    .describe('Requirements that the scenario gives evidence for.'),
  claims: withForm(listOf('a list of check names', checkName), { uniqueItems: true })
    .default([])
    .describe('Checks that must be exercised, or the run is inconclusive.'),
  seed: wholeNumber(0).prefault(1).describe('Seed of everything random.'),
  duration: positiveDuration
    .optional()
    .describe('Length of the run in scenario time; a trace may do without.'),
  timeScale: field(
    `a number above zero, at most ${MOST_TIME_SCALE}`,
    (value) => (typeof value === 'number' && value > 0 && value <= MOST_TIME_SCALE ? value : undefined),
    { type: 'number', exclusiveMinimum: 0, maximum: MOST_TIME_SCALE },
  )
    .prefault(1)
    .describe('Scenario seconds per wall second; 60 makes an hour a minute.'),
  qos: z
    .literal(QOS, { error: () => '0, 1 or 2' })
    .default(1)
    .describe('MQTT quality of service of Devices and Users.'),
  profile: text('the path of a profile file').describe("The throttle's profile, by its path from this file."),
  population: population
    .optional()
    .describe('The Devices that are out there, whether or not a stream uses them.'),
  vary: z
    .record(
      z.string(),
      listOf('a list of values', z.unknown()).min(1, { error: () => 'a list of at least one value' }),
      { error: () => 'a map from paths to lists of values, such as { duration: [5m, 10m] }' },
    )
    .default({})
    .describe('Paths of settings and the values of each: one run for every combination.'),
  streams: listOf(WITHOUT_TRACE.streams, stream)
    .min(1, { error: () => 'a list of at least one stream' })
    .optional()
    .describe('What the Devices send.'),
  trace: section('a map with `file`', {
    file: text('the path of a trace').describe(
      'The recorded trace, or a run record, by its path from this file.',
    ),
    shift: anyDuration.prefault('0s').describe('How much later than in the trace every Alert is due.'),
    strict: yesOrNo.default(false).describe('True to refuse a trace of which any line cannot be used.'),
  })
    .optional()
    .describe('A recorded trace in the place of `population` and `streams`.'),
  expect: listOf(
    'a list of expectations, such as ["total.discarded == 0"]',
    withForm(text('text in quotes'), { pattern: EXPECTATION_PATTERN, ...refusal(EXPECTATION_FORM) }),
  )
    .default([])
    .describe('Bounds on figures of the run, such as "storm.discarded > 0".'),
});

/** A scenario as written, by type. */
export type WrittenScenario = z.output<typeof scenarioSchema>;
