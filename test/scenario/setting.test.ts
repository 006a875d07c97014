// Values set from outside: found by their paths, checked like any other, and blamed at the place they came from.

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseProfile } from '../../src/scenario/parse-profile.ts';
import { parseScenario, scenarioVariants } from '../../src/scenario/parse-scenario.ts';
import { readSetting, type Setting, withValue } from '../../src/scenario/setting.ts';
import { runs, SEED } from '../support/seed.ts';
import { faultsOf } from './faults-of.ts';

const SCENARIO = `scenario: 1
name: sample
title: A sample
duration: 10m
profile: p.yaml
population: { hubs: 3, devices: { GSME: 2 } }
streams:
  - { name: first, devices: { type: GSME }, alert: "81C3", arrival: { every: 5s } }
  - { name: storm, devices: { type: GSME }, alert: "81C3", arrival: { every: 5s } }
expect: ["storm.discarded > 0"]
`;

const PROFILE = `profile: 1
name: p
provenance: { status: illustrative, source: chosen for a test }
default: { threshold: 5, window: { length: 1h }, forward: { period: 1h } }
`;

const set = (...texts: string[]): Setting[] => texts.map((text) => readSetting(text)!);

const parse = (...texts: string[]) => parseScenario(SCENARIO, 'sample.yaml', set(...texts));

describe('a setting', () => {
  it('is a path, an equals sign and a value in YAML', () => {
    expect(readSetting('a.b={ c: [1, 2] }')).toMatchObject({ path: 'a.b', value: { c: [1, 2] } });
    expect(readSetting('a=5m')).toMatchObject({ path: 'a', value: '5m', place: { line: 1, column: 3 } });
    expect(readSetting('a="8002"')?.value).toBe('8002');
    expect(readSetting('a=b=c')?.value).toBe('b=c');
  });

  test.each(['', 'a', '=1', 'a.=1', '.a=1', 'a=[', 'a=!!x y'])('is not %j', (text) => {
    expect(readSetting(text)).toBeNull();
  });

  it('takes the place of what the scenario says, a stream found by its name or its number', () => {
    const scenario = parse(
      'streams.storm.arrival.every=1s',
      'streams.0.from=1m',
      'duration=5m',
      'population.connection=hub',
      'expect.0="total.planned > 7"',
    );
    expect(scenario.streams[1]!.arrival).toEqual({ shape: 'every', intervalUs: 1_000_000 });
    expect(scenario.streams[0]).toMatchObject({ fromUs: 60_000_000, untilUs: 300_000_000 });
    expect(scenario.population.connection).toBe('hub');
    expect(scenario.expect[0]).toMatchObject({ bound: 7 });
  });

  it('may replace a whole part, and the last of two on one path counts', () => {
    const scenario = parse('streams.storm.arrival={ poisson: 1/s }', 'seed=3', 'seed=4');
    expect(scenario.streams[1]!.arrival).toEqual({ shape: 'poisson', perSecond: 1 });
    expect(scenario.seed).toBe(4);
  });

  it('reaches the profile by its own word, and only the profile', () => {
    const settings = set('profile.default.threshold=9', 'profile.overrides.81C3.threshold=2', 'seed=8');
    const profile = parseProfile(PROFILE, 'p.yaml', settings);
    expect(profile.default.threshold).toBe(9);
    expect(profile.overrides.get(0x81c3)?.threshold).toBe(2);
    expect(parseScenario(SCENARIO, 'sample.yaml', settings).seed).toBe(8);
    expect(parse('profile=other.yaml').profilePath).toBe('other.yaml');
  });

  it('is blamed where it was written', () => {
    expect(faultsOf(() => parse('streams.storm.arrival.every=1', 'seed=-1', 'duraton=5m'))).toEqual([
      ['--set:1:6', '`seed` must be a whole number of at least 0; found -1', null],
      ['--set:1:9', 'unknown key `duraton`', 'did you mean `duration`?'],
      [
        '--set:1:29',
        '`every` must be a duration above zero: a number with a unit, such as 250ms, 30s, 5m or 1h; found 1',
        'add a unit, such as `1s`',
      ],
    ]);
    expect(faultsOf(() => parse('streams.first.from=soon', 'streams.storm.from=soon'))).toHaveLength(2);
    expect(faultsOf(() => parseProfile(PROFILE, 'p.yaml', set('profile.default.threshold=0')))).toEqual([
      ['--set:1:27', '`threshold` must be a whole number of at least 1; found 0', null],
    ]);
  });

  it('is blamed after what is wrong in the file', () => {
    const text = SCENARIO.replace('10m', '10');
    const settings = set('streams.storm.devices.ids=[5]');
    expect(faultsOf(() => parseScenario(text, 'sample.yaml', settings)).map(([place]) => place)).toEqual([
      'sample.yaml:4:11',
      '--set:1:27',
    ]);
  });

  it('must lead somewhere', () => {
    expect(
      faultsOf(() => parse('streams.strom.from=1m', 'name.x=1', 'vary.seed=[1]', 'expect.4=""')),
    ).toEqual([
      ['--set:1:8', '`name` is no map, so nothing in it can be set', 'set the whole of it'],
      ['--set:1:10', '`expect` has no `4`', null],
      ['--set:1:11', '`vary` cannot be set from outside', null],
      ['--set:1:20', '`streams` has no `strom`', 'did you mean `storm`?'],
    ]);
  });

  it(`changes nothing but the value at its path (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.dictionary(fc.constantFrom('x', 'y'), fc.nat())),
        fc.constantFrom('a', 'b', 'c'),
        fc.nat(),
        (document, key, value) => {
          const before = JSON.stringify(document);
          const after = withValue(document, [key, 'x'], value);
          expect(JSON.stringify(document)).toBe(before);
          expect(after).toEqual({ ...document, [key]: { ...document[key], x: value } });
        },
      ),
      runs(100),
    );
  });
});

describe('vary', () => {
  const text = `${SCENARIO}vary:\n  streams.storm.arrival.every: [1s, 5s]\n  profile.default.threshold: [5, 0, 7]\n`;
  const valuesOf = (given: readonly Setting[]) =>
    scenarioVariants(text, 'sample.yaml', given).map((run) => run.map(({ value }) => value));

  it('makes a run of every combination, the last path changing fastest', () => {
    expect(valuesOf([])).toEqual([
      ['1s', 5],
      ['1s', 0],
      ['1s', 7],
      ['5s', 5],
      ['5s', 0],
      ['5s', 7],
    ]);
  });

  it('does not vary what is set from outside', () => {
    expect(valuesOf(set('profile.default.threshold=6'))).toEqual([['1s'], ['5s']]);
    expect(valuesOf(set('profile.default.threshold=6', 'streams.storm.arrival.every=2s'))).toEqual([[]]);
  });

  it('makes one run where it is not written', () => {
    expect(scenarioVariants(SCENARIO, 'sample.yaml', [])).toEqual([[]]);
  });

  it('has the blame for its values, in the file and line where they stand', () => {
    const bad = scenarioVariants(text, 'sample.yaml', [])[1]!;
    expect(faultsOf(() => parseScenario(text, 'sample.yaml', bad))).toEqual([]);
    expect(faultsOf(() => parseProfile(PROFILE, 'p.yaml', bad))).toEqual([
      ['sample.yaml:13:34', '`threshold` must be a whole number of at least 1; found 0', null],
    ]);
  });
});
