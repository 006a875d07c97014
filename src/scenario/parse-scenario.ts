// The text of a scenario and of its parts in; a frozen, fully defaulted Scenario out, or an InputError with every
// mistake in them. Touches no file: the profile and the trace it names are paths and nothing
// more.

import { DEVICE_TYPES } from '../domain/device.ts';
import { shapeOf } from './arrival.ts';
import type { Axis } from './axis.ts';
import { clockOf } from './clock.ts';
import { rangeOf, type WrittenCohort } from './cohort.ts';
import { deepFreeze } from './deep-freeze.ts';
import { includeParts, type LostPart, type PartText } from './include.ts';
import { mergeParts } from './merge-parts.ts';
import { openScenarioSchema } from './part-schema.ts';
import { Problems } from './problems.ts';
import { resendOf } from './resend.ts';
import type { Cohort, Expectation, PopulationSpec, Scenario, StreamSpec } from './scenario.ts';
import { checkScenarioRules } from './scenario-rules.ts';
import { scenarioSchema, type WrittenScenario } from './scenario-schema.ts';
import { checkSchema } from './schema-check.ts';
import { ofScenario, type Setting } from './setting.ts';
import { axesOf, variantsOf } from './vary.ts';
import { YamlSource } from './yaml-source.ts';
import { YamlText } from './yaml-text.ts';

/**
 * Reads a scenario.
 * @param file how diagnostics name the text
 * @param settings values set from outside; those of the profile are passed over
 * @param parts what was found where the scenario includes something, in any order
 * @throws InputError with all diagnostics at once
 */
export function parseScenario(
  text: string,
  file: string,
  settings: readonly Setting[] = [],
  parts: readonly (PartText | LostPart)[] = [],
): Scenario {
  const own = new YamlText(text, file);
  const included = includeParts(own, parts);
  const source = new YamlSource(own, ofScenario(settings), mergeParts(own, included.parts));
  const problems = new Problems(source);
  for (const others of included.problems) problems.take(others);
  if (source.unreadable) problems.throwIfAny();
  if (!included.whole) {
    checkSchema(openScenarioSchema, source, problems, 'the scenario');
    problems.throwIfAny();
  }
  const written = checkSchema(scenarioSchema, source, problems, 'the scenario');
  const expectations = checkScenarioRules(source, problems);
  problems.throwIfAny();
  return deepFreeze(meant(written!, expectations));
}

/** The runs a scenario asks for by `vary`, each as the settings it adds to those given; one without any else. */
export function scenarioVariants(text: string, file: string, given: readonly Setting[]): Setting[][] {
  return variantsOf(new YamlSource(new YamlText(text, file)), given);
}

/** The axes that the `vary` of a scenario makes; none without any. */
export function scenarioAxes(text: string, file: string): Axis[] {
  return axesOf(new YamlSource(new YamlText(text, file)));
}

type WrittenPopulation = NonNullable<WrittenScenario['population']>;

/** The checks have already seen to it that the Devices are there. */
function cohortOf(cohort: WrittenCohort, { hubs, devices }: WrittenPopulation): Cohort {
  if (cohort.ids) return { ids: cohort.ids };
  const type = cohort.type!;
  const [skip, end] = rangeOf(cohort, hubs * devices[type]!);
  const rest = cohort.count === undefined && cohort.share === undefined;
  return { type, count: rest ? null : end - skip, ...(skip > 0 ? { skip } : {}) };
}

function meant(written: WrittenScenario, expectations: readonly Expectation[]): Scenario {
  const { name, title, description, requirements, claims, seed, timeScale, qos, trace } = written;
  const durationUs = written.duration ?? Number.POSITIVE_INFINITY;
  return {
    name,
    title,
    description,
    requirements,
    claims,
    seed,
    durationUs,
    timeScale,
    qos,
    profilePath: written.profile,
    population: populationOf(written),
    varies: Object.keys(written.vary),
    streams: streamsOf(written, durationUs),
    ...(trace ? { trace: { file: trace.file, shiftUs: trace.shift, strict: trace.strict } } : {}),
    expect: expectations,
  };
}

function populationOf({ population }: WrittenScenario): PopulationSpec {
  if (!population) return { hubs: 0, perHub: [] };
  return {
    hubs: population.hubs,
    perHub: DEVICE_TYPES.flatMap((type) => {
      const count = population.devices[type];
      return count === undefined ? [] : [{ type, count }];
    }),
    connection: population.connection,
  };
}

function streamsOf({ population, streams = [] }: WrittenScenario, durationUs: number): StreamSpec[] {
  if (!population) return [];
  return streams.map((stream) => ({
    name: stream.name,
    devices: cohortOf(stream.devices, population),
    alertCode: stream.alert,
    recipient: stream.recipient,
    arrival: shapeOf(stream.arrival, (stream.until ?? durationUs) - stream.from),
    jitterUs: stream.jitter ?? 0,
    fromUs: stream.from,
    untilUs: stream.until ?? durationUs,
    ...(stream.clock ? { clock: clockOf(stream.clock) } : {}),
    ...(stream.resend ? { resend: resendOf(stream.resend) } : {}),
    ...(stream.storm ? { storm: true } : {}),
  }));
}
