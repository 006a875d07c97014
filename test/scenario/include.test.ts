// A scenario in several files: what it means, whose word counts, and which files it is made of.

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { stringify, parse as yaml } from 'yaml';
import { MAX_PARTS } from '../../src/domain/limits.ts';
import { fileKind } from '../../src/scenario/file-kind.ts';
import { includedPaths, partThatSays } from '../../src/scenario/include.ts';
import { parsePart } from '../../src/scenario/parse-part.ts';
import { parseScenario, scenarioVariants } from '../../src/scenario/parse-scenario.ts';
import { runs, SEED } from '../support/seed.ts';
import { faultsOf } from './faults-of.ts';
import { FLEET, parse, part, STORM } from './storm-in-parts.ts';

describe('a scenario that includes a part', () => {
  it('joins its lists behind those of the part, and names each claim and requirement once', () => {
    const scenario = parse(STORM);
    expect(scenario.streams.map(({ name }) => name)).toEqual(['billing', 'storm']);
    expect(scenario.expect.map(({ text }) => text)).toEqual([
      'billing.discarded == 0',
      'storm.discarded > 0',
    ]);
    expect(scenario.claims).toEqual(['conservation', 'decisions']);
    expect(scenario.requirements).toEqual(['R-1', 'R-2', 'R-3']);
    expect(scenario).toMatchObject({ durationUs: 600_000_000, population: { hubs: 3 }, qos: 1 });
  });

  it('has the last word on everything else, and of two parts the later one has it', () => {
    const parts = [part(FLEET), part('part: 1\nduration: 7m\nqos: 2\nseed: 9\n', 'slow.yaml')];
    const both = STORM.replace('[parts/fleet.yaml]', '[parts/fleet.yaml, slow.yaml]');
    expect(parse(both, parts)).toMatchObject({ durationUs: 420_000_000, qos: 2, seed: 9 });
    const reversed = STORM.replace('[parts/fleet.yaml]', '[slow.yaml, parts/fleet.yaml]');
    expect(parse(reversed, parts)).toMatchObject({ durationUs: 600_000_000, qos: 2, seed: 9 });
    expect(parse(`${both}qos: 0\n`, parts)).toMatchObject({ durationUs: 420_000_000, qos: 0, seed: 9 });
  });

  it('takes a population as a whole', () => {
    const own = `${STORM}population: { hubs: 4, devices: { GSME: 1 } }\n`;
    const fleet = FLEET.replace('GSME: 2 }', 'GSME: 2 }, connection: hub');
    expect(parse(STORM, [part(fleet)]).population.connection).toBe('hub');
    expect(parse(own, [part(fleet)]).population).toEqual({
      hubs: 4,
      perHub: [{ type: 'GSME', count: 1 }],
      connection: 'device',
    });
  });

  test.each([
    ['parts/fleet.yaml', '../profiles/quiet.yaml', 'profiles/quiet.yaml'],
    ['fleet.yaml', 'quiet.yaml', 'quiet.yaml'],
    ['../shared/fleet.yaml', 'profiles/quiet.yaml', '../shared/profiles/quiet.yaml'],
    ['/shared/fleet.yaml', '../quiet.yaml', '/quiet.yaml'],
    ['parts/fleet.yaml', '/quiet.yaml', '/quiet.yaml'],
  ])('in %s that names the profile %s finds it at %s', (path, profile, found) => {
    const texts = [part(FLEET.replace('../profiles/quiet.yaml', profile), path)];
    expect(parse(STORM.replace('parts/fleet.yaml', path), texts).profilePath).toBe(found);
  });

  it('names a profile from where it lies itself', () => {
    expect(parse(`${STORM}profile: p.yaml\n`).profilePath).toBe('p.yaml');
    expect(parse(STORM, undefined, 'profile=p.yaml').profilePath).toBe('p.yaml');
  });

  it('is set and varied as the whole that it is', () => {
    const set = [
      'streams.billing.arrival.every=1m',
      'streams.1.from=2m',
      'duration=5m',
      'expect.0="total.late == 0"',
    ];
    const { streams, durationUs, expect: lines } = parse(STORM, undefined, ...set);
    expect(streams[0]?.arrival).toEqual({ shape: 'every', intervalUs: 60_000_000 });
    expect(streams[1]).toMatchObject({ name: 'storm', fromUs: 120_000_000 });
    expect([durationUs, lines[0]?.text]).toEqual([300_000_000, 'total.late == 0']);
    const vary = `${STORM}vary: { streams.billing.jitter: [1s, 2] }\n`;
    const [good, bad] = scenarioVariants(vary, 'storm.yaml', []);
    expect(parseScenario(vary, 'storm.yaml', good, [part(FLEET)]).streams[0]?.jitterUs).toBe(1_000_000);
    expect(faultsOf(() => parseScenario(vary, 'storm.yaml', bad, [part(FLEET)]))).toMatchObject([
      ['storm.yaml:10:38', expect.stringContaining('`jitter` must be a duration'), expect.anything()],
    ]);
  });

  it(`means what it would in one file, wherever each setting and each list is cut (seed ${SEED})`, () => {
    const { part: _, ...shared } = yaml(FLEET) as Record<string, unknown>;
    const { scenario, name, title, include, ...storm } = yaml(STORM) as Record<string, unknown>;
    const settings: Record<string, unknown> = { ...shared, ...storm, profile: 'p.yaml', seed: 5, qos: 2 };
    for (const key of ['streams', 'expect']) settings[key] = [shared[key], storm[key]].flat();
    const inOne = parse(stringify({ scenario, name, title, ...settings }), []);
    const cuts = fc.record(Object.fromEntries(Object.keys(settings).map((key) => [key, fc.nat(2)])));
    fc.assert(
      fc.property(cuts, (cut) => {
        const own: Record<string, unknown> = { scenario, name, title, include: ['p'] };
        const shifted: Record<string, unknown> = { part: 1 };
        for (const [key, value] of Object.entries(settings)) {
          const at = cut[key]!;
          const [first, rest] = Array.isArray(value) ? [value.slice(0, at), value.slice(at)] : [value, value];
          if (Array.isArray(first) ? first.length > 0 : at > 0) shifted[key] = first;
          if (Array.isArray(rest) ? rest.length > 0 : at === 0) own[key] = rest;
        }
        expect(parse(stringify(own), [part(stringify(shifted), 'p')])).toEqual(inOne);
      }),
      runs(100),
    );
  });
});

describe('the parts of a scenario', () => {
  const including = (...paths: string[]) => `scenario: 1\ninclude: [${paths.join(', ')}]\n`;

  it('are named once each, in the order written, whatever else is wrong', () => {
    expect(includedPaths(including('b.yaml', 'a.yaml', 'b.yaml', '5', '""'))).toEqual(['b.yaml', 'a.yaml']);
    for (const text of ['include: a', 'include:', 'include: { a: b }', 'scenario: 1', '', '[a]', '}{']) {
      expect(includedPaths(text)).toEqual([]);
    }
    const many = Array.from({ length: MAX_PARTS + 5 }, (_, n) => `p${n}.yaml`);
    expect(includedPaths(including(...many))).toEqual(many.slice(0, MAX_PARTS));
  });

  it('are said to be missing or unreadable where they are included, and nothing that they might say is missed', () => {
    const parts = [{ path: 'b.yaml', cause: 'EISDIR' }];
    const storm = STORM.replace('[parts/fleet.yaml]', '[a.yaml, b.yaml]').replace('sample', 'Sample');
    expect(faultsOf(() => parse(storm, parts))).toEqual([
      ['storm.yaml:2:7', '`name` must be a name in lower case, its words joined by `-`; found Sample', null],
      ['storm.yaml:4:11', 'a.yaml is not there', 'the path is relative to the file that includes it'],
      [
        'storm.yaml:4:19',
        'b.yaml cannot be read (EISDIR)',
        'check that it is a file and that you may read it',
      ],
    ]);
  });

  it('are no parts unless they say so', () => {
    const parts = [
      part('name: x\n', 'a'),
      part(STORM, 'b'),
      part('profile: 1\n', 'c'),
      part('part: 2\n', 'd'),
    ];
    expect(faultsOf(() => parse(STORM.replace('parts/fleet.yaml', 'a, b, c, d'), parts))).toEqual([
      ['storm.yaml:4:11', 'a is no part', 'a part starts with `part: 1`'],
      [
        'storm.yaml:4:14',
        'b is a scenario, not a part',
        'move what both share into a file that starts with `part: 1`',
      ],
      ['storm.yaml:4:17', 'c is a profile, not a part', 'name it with `profile`'],
      ['/here/d:1:7', '`part` must be 1, the version of this format; found 2', null],
    ]);
  });

  it('may name a profile and are parts all the same', () => {
    const kinds = [FLEET, STORM, 'profile: 1\n', 'name: x\n', '{ part: 1 }\n'].map(fileKind);
    expect(kinds).toEqual(['part', 'scenario', 'profile', undefined, 'part']);
    const broken = [FLEET, STORM, 'profile: 1\n', 'name: x\n'].map((text) => fileKind(`${text} }{`));
    expect(broken).toEqual(['part', 'scenario', 'profile', undefined]);
  });

  it('are included once each, and not too many of them', () => {
    const storm = STORM.replace('[parts/fleet.yaml]', '[parts/fleet.yaml, ./parts/../parts/fleet.yaml]');
    expect(faultsOf(() => parse(storm, [part(FLEET), part(FLEET, './parts/../parts/fleet.yaml')]))).toEqual([
      ['storm.yaml:4:29', './parts/../parts/fleet.yaml is included twice', 'once is enough'],
    ]);
    const many = Array.from({ length: MAX_PARTS + 1 }, (_, n) => `p${n}`);
    const texts = many.map((path) => part('part: 1\n', path));
    expect(faultsOf(() => parse(STORM.replace('parts/fleet.yaml', many.join(', ')), texts))).toEqual([
      ['storm.yaml:4:1', '`include` names 21 parts; at most 20 are possible', null],
    ]);
    const most = many.slice(1).join(', ');
    const shared = part(FLEET, 'p20');
    expect(parse(STORM.replace('parts/fleet.yaml', most), [...texts.slice(0, -1), shared]).name).toBe(
      'sample',
    );
  });

  it('are a list of paths', () => {
    expect(faultsOf(() => parse(STORM.replace('[parts/fleet.yaml]', 'parts/fleet.yaml')))).toEqual([
      [
        'storm.yaml:4:10',
        '`include` must be a list of paths of parts, such as [parts/fleet.yaml]; found parts/fleet.yaml',
        null,
      ],
    ]);
    expect(faultsOf(() => parse(STORM.replace('[parts/fleet.yaml]', '[7]')))).toEqual([
      ['storm.yaml:4:11', '`include` item 1 must be the path of a part; found 7', 'quote it: "7"'],
    ]);
  });

  it('tell which of them has the last word on a setting', () => {
    const parts = [part(FLEET), part('part: 1\nseed: 1\n', 'b'), { path: 'c', cause: null }];
    expect(partThatSays('profile', STORM, parts)?.path).toBe('parts/fleet.yaml');
    expect(partThatSays('profile', `${STORM}profile: x\n`, parts)).toBeUndefined();
    expect(partThatSays('vary', STORM, parts)).toBeUndefined();
  });
});

describe('a part by itself', () => {
  it('may hold any of the settings that scenarios share, and says which', () => {
    expect(parsePart(FLEET, 'fleet.yaml')).toEqual([
      'requirements',
      'claims',
      'duration',
      'profile',
      'population',
      'streams',
      'expect',
    ]);
    expect(parsePart('part: 1\n', 'empty.yaml')).toEqual([]);
  });

  test.each(['scenario', 'include', 'name', 'title', 'vary'])(
    'may not hold `%s`, which belongs to a scenario',
    (key) => {
      const found = faultsOf(() => parsePart(`part: 1\n${key}: x\n`, 'p.yaml'));
      expect(found.map(([place, message]) => [place, message])).toEqual([
        ['p.yaml:2:1', `unknown key \`${key}\``],
      ]);
    },
  );
});
