// Whatever is in a file, the parsers either understand it or say where they do not: texts out of nothing, and
// good files with pieces cut, doubled, swapped and spoilt.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/domain/diagnostic.ts';
import { parseProfile } from '../../src/scenario/parse-profile.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { SEED } from '../support/seed.ts';

const RUNS = { seed: SEED, numRuns: 200 };

const shipped = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const GOOD = [
  'profiles/illustrative.yaml',
  'profiles/template.yaml',
  'scenarios/single-device-storm.yaml',
].map(shipped);

const WHOLE = 'scenario: 1\nname: a\ntitle: a\ninclude: [any.yaml]\n';
const parseInPart = (text: string, file: string) =>
  parseScenario(WHOLE, 'whole.yaml', [], [{ path: file, file, text: `${text}\npart: 1\n` }]);

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    ...[
      'null',
      '~',
      '-1',
      '0',
      '1e999',
      '.inf',
      '.nan',
      '0x81C3',
      '81E3',
      '99999999999999999999',
      'true',
      '""',
    ],
    ...[
      '[]',
      '{}',
      '[',
      '{',
      '}',
      ': ',
      '- ',
      '? ',
      '&a ',
      '*a',
      '<<: *a',
      '!!binary ',
      '%YAML 1.1\n---\n',
      '---\n',
    ],
    ...[
      '\t',
      '\r',
      '\u0000',
      '\uFEFF',
      '__proto__: 1\n',
      'constructor: {}\n',
      '|\n',
      '>-\n',
      '#',
      "'",
      '"',
      '[['.repeat(99),
    ],
    ...['at: [0s]', 'every: 0s', 'once: false', 'overrides: {"81C3": null}', 'streams: [1]', 'expect: [[]]'],
  ),
);

const mutation = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(30), put: piece });

const mutated = fc
  .tuple(fc.constantFrom(...GOOD), fc.array(mutation, { minLength: 1, maxLength: 6 }))
  .map(([text, mutations]) =>
    mutations.reduce((old, { at, cut, put }) => {
      const start = Math.floor(at * old.length);
      return old.slice(0, start) + put + old.slice(start + cut);
    }, text),
  );

function onlyInputErrors(text: string): void {
  for (const [parse, whole] of [
    [parseProfile, text],
    [parseScenario, text],
    [parseInPart, `${text}\n${WHOLE}`],
  ] as const) {
    try {
      parse(text, 'any.yaml');
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(InputError);
      expectPlaces(thrown as InputError, whole);
    }
  }
}

function expectPlaces(error: InputError, text: string): void {
  const lines = text.split('\n').length;
  expect(error.diagnostics).not.toEqual([]);
  for (const { line, column, message, frame } of error.diagnostics) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(message).not.toMatch(/\n|undefined|Invalid input|NaN\b.*expected|\[object/);
    expect(frame).toContain('^');
  }
}

describe(`No text makes a parser throw anything but an InputError (seed ${SEED})`, () => {
  test('when the text is arbitrary', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), onlyInputErrors), RUNS);
  });

  test('when the text is made of pieces that mean something to YAML', () => {
    const pieces = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(fc.property(pieces, onlyInputErrors), RUNS);
  });

  test('when the text is a good file, mutated', () => {
    fc.assert(fc.property(mutated, onlyInputErrors), RUNS);
  }, 60_000);

  test.each([
    ['twenty thousand opening brackets', '['.repeat(20_000)],
    ['twenty thousand nested list items', '- '.repeat(20_000)],
    ['a list that contains itself', 'profile: &a [*a]\n'],
    ['a map that contains itself', '&a\nprofile: *a\nname: *a\n'],
    ['a key that is an alias', 'profile: &a x\n*a : 1\n'],
    ['five hundred unknown keys', Array.from({ length: 500 }, (_, n) => `k${n}: 1`).join('\n')],
  ])('when the text is %s', (_, text) => {
    expect(() => parseProfile(text, 'hard.yaml')).toThrow(InputError);
    expect(() => parseScenario(text, 'hard.yaml')).toThrow(InputError);
  });
});
