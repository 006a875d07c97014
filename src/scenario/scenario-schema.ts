// The whole form of a scenario (design section 5), setting by setting. What two settings must be to each
// other is in population-rules.ts, stream-rules.ts, trace-rules.ts and scenario-rules.ts.

import { z } from 'zod';
import { CONNECTIONS, DEVICE_TYPES, type DeviceType } from '../domain/device.ts';
import { MAX_DEVICES } from '../domain/limits.ts';
import { USER_ROLES } from '../domain/user.ts';
import { arrivalField } from './arrival.ts';
import { clockField } from './clock.ts';
import { cohortField } from './cohort.ts';
import {
  alertCode,
  anyDuration,
  exactly,
  field,
  listOf,
  oneOf,
  positiveDuration,
  positiveDurationForm,
  section,
  text,
  wholeNumber,
} from './field.ts';
import { resendField } from './resend.ts';

const QOS = [0, 1, 2] as const;
const MOST_TIME_SCALE = 1_000_000;

const yesOrNo = z.boolean({ error: () => '`true` or `false`' });
const deviceCount = wholeNumber(1, MAX_DEVICES);
const perHub = Object.fromEntries(DEVICE_TYPES.map((type) => [type, deviceCount.optional()])) as Record<
  DeviceType,
  z.ZodOptional<typeof deviceCount>
>;

/** The fields of a population that other settings are measured against. */
export const populationFields = { hubs: deviceCount, perHub: deviceCount } as const;

/** The fields of a stream that other settings are measured against. */
export const streamFields = {
  name: text('a name in lower case: a letter, then letters, digits and `-`', /^[a-z][a-z0-9-]*$/),
  from: anyDuration,
  until: positiveDuration,
} as const;

const stream = section('a map with `name`, `devices`, `alert` and `arrival`', {
  name: streamFields.name,
  devices: cohortField,
  alert: alertCode,
  recipient: oneOf(USER_ROLES).default('Supplier'),
  arrival: arrivalField,
  jitter: positiveDuration.optional(),
  from: streamFields.from.default(0),
  until: streamFields.until.optional(),
  resend: resendField.optional(),
  clock: clockField.optional(),
  storm: yesOrNo.default(false),
});

/** What a scenario must have unless it has a trace, in words. */
export const WITHOUT_TRACE = {
  duration: positiveDurationForm,
  population: 'a map with `hubs` and `devices`',
  streams: 'a list of streams',
} as const;

/** A scenario as written: every word and number in its bounds, defaults filled in. */
export const scenarioSchema = section('a map of settings that starts with `scenario: 1`', {
  scenario: exactly(1, 'the version of this format'),
  name: text('a name in lower case, its words joined by `-`', /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
  title: text('a sentence'),
  description: text('text').default(''),
  requirements: listOf('a list of requirement names', text('a requirement name')).default([]),
  claims: listOf('a list of check names', text('the name of a check')).default([]),
  seed: wholeNumber(0).default(1),
  duration: positiveDuration.optional(),
  timeScale: field(`a number above zero, at most ${MOST_TIME_SCALE}`, (value) =>
    typeof value === 'number' && value > 0 && value <= MOST_TIME_SCALE ? value : undefined,
  ).default(1),
  qos: z.literal(QOS, { error: () => '0, 1 or 2' }).default(1),
  profile: text('the path of a profile file'),
  population: section(WITHOUT_TRACE.population, {
    hubs: populationFields.hubs,
    devices: section('a map from Device types to how many hang on each hub, such as { ESME: 1 }', perHub),
    connection: oneOf(CONNECTIONS).default('device'),
  }).optional(),
  vary: z
    .record(
      z.string(),
      listOf('a list of values', z.unknown()).min(1, { error: () => 'a list of at least one value' }),
      { error: () => 'a map from paths to lists of values, such as { duration: [5m, 10m] }' },
    )
    .default({}),
  streams: listOf(WITHOUT_TRACE.streams, stream)
    .min(1, { error: () => 'a list of at least one stream' })
    .optional(),
  trace: section('a map with `file`', {
    file: text('the path of a trace'),
    shift: anyDuration.default(0),
    strict: yesOrNo.default(false),
  }).optional(),
  expect: listOf('a list of expectations, such as ["total.discarded == 0"]', text('text in quotes')).default(
    [],
  ),
});

/** A scenario as written, by type. */
export type WrittenScenario = z.output<typeof scenarioSchema>;
