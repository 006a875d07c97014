// The JSON Schemas for editors refuse nothing that stormproof accepts; and where a form can say all that a reader wants,
// they accept nothing else either.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { arrivalField, arrivalFields } from '../../src/scenario/arrival.ts';
import { cohortField, cohortFields } from '../../src/scenario/cohort.ts';
import { parseExpectation } from '../../src/scenario/expectation.ts';
import { alertCode, anyDuration, positiveDuration, text, wholeNumber } from '../../src/scenario/field.ts';
import { jsonFormOf } from '../../src/scenario/json-form.ts';
import { parseProfile } from '../../src/scenario/parse-profile.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { scenarioSchema } from '../../src/scenario/scenario-schema.ts';
import { runs, SEED } from '../support/seed.ts';
import { ajv, objections } from './schema-oracle.ts';
import { FLEET, parse, part, STORM } from './storm-in-parts.ts';

const shipped = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const digits = fc.stringMatching(/^(?:\d{1,3}(?:\.\d{1,5})?|0*\.?0*|100)$/);
const unit = fc.constantFrom('us', 'ms', 's', 'm', 'h', 'd', '%', '', 'w', ' s');
const duration = fc.tuple(digits, unit).map((parts) => parts.join(''));

/** Values near those that a setting may have. */
const near = fc.oneof(
  duration,
  fc.tuple(digits, fc.constantFrom('/', ' / ', ''), fc.oneof(unit, duration)).map((parts) => parts.join('')),
  fc.stringMatching(/^(?:0x)?[0-9A-Ga-f]{3,5}$/),
  fc.stringMatching(/^(?:[0-9A-Fa-f]{2}-){6,8}[0-9A-Ga-f]{2}$/),
  fc.stringMatching(/^[a-zA-Z][a-z0-9-]{0,3}$/),
  fc.string({ maxLength: 4 }),
  fc.integer({ min: -2, max: 12 }),
  fc.double({ min: -1, max: 2, noNaN: true }),
  fc.constantFrom<unknown>(null, true, false, [], {}, 2 ** 53, Number.MAX_SAFE_INTEGER, 1_000_001, 'once'),
);

const LEAVES = {
  'a duration': anyDuration,
  'a duration above zero': positiveDuration,
  'a rate': arrivalFields.rampRate,
  'a rate above zero': arrivalFields.rate,
  'an Alert Code': alertCode,
  'a share': cohortFields.share,
  'what is skipped': cohortFields.skip,
  'a Device ID': cohortFields.id,
  'a whole number': wholeNumber(1, 10),
  'a name': text('a name', /^[a-z][a-z0-9-]*$/),
  'a time scale': scenarioSchema.shape.timeScale,
} satisfies Record<string, z.ZodType>;

/** What a pattern cannot count: parts of a microsecond, and lengths past every count. */
const LOOSER = ['a duration', 'a duration above zero', 'a rate', 'a rate above zero'];

describe(`What is read is what an editor allows (seed ${SEED})`, () => {
  test.each(Object.entries(LEAVES))('in %s', (name, leaf) => {
    const allows = ajv.compile(jsonFormOf(leaf));
    fc.assert(
      fc.property(near, (value) => {
        const read = leaf.safeParse(value).success;
        if (read || !LOOSER.includes(name)) expect(allows(value)).toBe(read);
      }),
      runs(1_000),
    );
  });

  test('in an expectation, whatever its figure is', () => {
    const allows = ajv.compile(jsonFormOf(scenarioSchema.shape.expect));
    const sign = fc.constantFrom('<', '<=', '==', '!=', '>=', '>', '=', '<>', '');
    const figure = fc.constantFrom('total.sent', 'storm.sent', 'latency.response.p99', '');
    const space = fc.constantFrom('', ' ', '  ');
    const line = fc.tuple(space, figure, space, sign, space, fc.oneof(duration, fc.nat(20)), space);
    fc.assert(
      fc.property(
        line.map((parts) => parts.join('')),
        (written) => {
          const read = 'bound' in parseExpectation(written, ['storm']);
          if (read) expect(allows([written])).toBe(true);
        },
      ),
      runs(1_000),
    );
  });

  test('in an arrival and in the Devices of a stream', () => {
    const allowsArrival = ajv.compile(jsonFormOf(arrivalField));
    const allowsCohort = ajv.compile(jsonFormOf(cohortField));
    const keys = fc.constantFrom(
      'every',
      'poisson',
      'at',
      'once',
      'type',
      'count',
      'share',
      'ids',
      'skip',
      'evry',
    );
    const map = fc.dictionary(keys, fc.oneof(near, fc.array(near, { maxLength: 2 }), fc.constant('ESME')), {
      maxKeys: 3,
    });
    fc.assert(
      fc.property(map, (value) => {
        const oneShape = Object.keys(value).length === 1;
        if (oneShape && arrivalField.safeParse(value).success) expect(allowsArrival(value)).toBe(true);
        const someDevices = 'type' in value || 'ids' in value;
        if (someDevices && cohortField.safeParse(value).success) expect(allowsCohort(value)).toBe(true);
      }),
      runs(1_000),
    );
  });
});

const FILES = [
  ['scenario', shipped('scenarios/single-device-storm.yaml'), parseScenario],
  ['profile', shipped('profiles/illustrative.yaml'), parseProfile],
  ['part', FLEET, (text: string) => parse(STORM, [part(text)])],
] as const;

describe(`A file that stormproof accepts is accepted by the schema (seed ${SEED})`, () => {
  test.each(FILES)('however a good %s is mutated', (kind, good, read) => {
    const words = [...good.matchAll(/[\w.%/-]+/g)];
    const known = words.map(([word]) => word);
    const put = fc.oneof(
      fc.constantFrom(...known),
      duration,
      fc.constantFrom('5s', '1m', '2/h', '7', '2', 'GSME'),
    );
    const mutation = fc.record({ at: fc.constantFrom(...words), put });
    const accepts = (text: string): boolean => {
      try {
        read(text, 'any.yaml');
        return true;
      } catch {
        return false;
      }
    };
    let accepted = 0;
    fc.assert(
      fc.property(mutation, ({ at: [word], at: { index }, put: other }) => {
        const text = good.slice(0, index) + other + good.slice(index + word.length);
        if (!accepts(text)) return;
        accepted += 1;
        expect(objections(kind, text)).toEqual([]);
      }),
      runs(200),
    );
    expect(accepted).toBeGreaterThan(10);
  });
});
