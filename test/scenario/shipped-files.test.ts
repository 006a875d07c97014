// Every scenario and profile that is shipped: it parses, it explains itself, and it says what it is.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BUILT_CHECKS } from '../../src/domain/check-id.ts';
import { countConnections } from '../../src/plan/population.ts';
import { openingComment } from '../../src/scenario/opening-comment.ts';
import { parseProfile } from '../../src/scenario/parse-profile.ts';
import { parseScenario, scenarioVariants } from '../../src/scenario/parse-scenario.ts';
import { rowsOfText } from './bad-file.ts';

const SCENARIOS = new URL('../../scenarios/', import.meta.url);
const PROFILES = new URL('../../profiles/', import.meta.url);
const NEIGHBOURS = new URL('neighbours/', PROFILES);
const yamlIn = (folder: URL) => readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const read = (folder: URL, name: string) => readFileSync(new URL(name, folder), 'utf8');

/** Too many keys, or too long, for sockets and a wall clock: their files say so. */
const VIRTUAL_ONLY = ['high-cardinality.yaml', 'hot-key.yaml', 'long-soak.yaml'];
const overMqtt = yamlIn(SCENARIOS).filter((name) => !VIRTUAL_ONLY.includes(name));

/** What its editor is told, and then four parts. */
const SCHEMA_LINE = '# yaml-language-server: $schema=../schemas/scenario.schema.json\n';

describe('Each shipped scenario', () => {
  test.each(yamlIn(SCENARIOS))('%s parses, and is named like its file', (name) => {
    const scenario = parseScenario(read(SCENARIOS, name), name);
    expect(`${scenario.name}.yaml`).toBe(name);
    expect(scenario.requirements).not.toEqual([]);
    expect(BUILT_CHECKS).toEqual(expect.arrayContaining([...scenario.claims]));
    expect(scenario.claims).not.toEqual([]);
    expect(scenario.expect).not.toEqual([]);
  });

  test.each(yamlIn(SCENARIOS))('%s names a profile that is shipped', (name) => {
    const { profilePath } = parseScenario(read(SCENARIOS, name), name);
    expect(existsSync(new URL(profilePath, SCENARIOS))).toBe(true);
  });

  test.each(yamlIn(SCENARIOS))('%s opens with its purpose, requirement and expected outcome', (name) => {
    const text = read(SCENARIOS, name);
    expect(text.startsWith(SCHEMA_LINE)).toBe(true);
    const { runWith, ...parts } = openingComment(text);
    for (const [part, said] of Object.entries(parts)) expect(said, part).toMatch(/\w.*\.$/);
    expect(runWith?.startsWith('--virtual') ?? false).toBe(VIRTUAL_ONLY.includes(name));
  });

  test.each(yamlIn(SCENARIOS))('%s serves part 2 where it claims to judge metadata', (name) => {
    const { claims, requirements } = parseScenario(read(SCENARIOS, name), name);
    if (claims.some((id) => id.startsWith('metadata'))) expect(requirements).toContain('SECMP0062-2');
  });

  test.each(overMqtt)('%s is over within 35 s of wall time, on at most 2,001 connections', (name) => {
    const text = read(SCENARIOS, name);
    const { durationUs, timeScale, population, claims } = parseScenario(text, name);
    const runs = scenarioVariants(text, name, []).length;
    expect((runs * durationUs) / timeScale).toBeLessThanOrEqual(35_000_000);
    expect(countConnections(population)).toBeLessThanOrEqual(2_001);
    expect(claims).toContain('pacing');
  });

  test.each(VIRTUAL_ONLY)(
    '%s says that it is for virtual time, and claims nothing that this cannot show',
    (name) => {
      const { description, claims } = parseScenario(read(SCENARIOS, name), name);
      expect(description).toContain('--virtual');
      expect(claims).not.toContain('pacing');
    },
  );
});

describe('Each shipped file', () => {
  test.each([
    ...yamlIn(SCENARIOS).map((name) => ['scenario', new URL(name, SCENARIOS)] as const),
    ...yamlIn(PROFILES).map((name) => ['profile', new URL(name, PROFILES)] as const),
    ...yamlIn(NEIGHBOURS).map((name) => ['profile', new URL(name, NEIGHBOURS)] as const),
  ])('names the schema of a %s in its first line, for editors: %s', (kind, url) => {
    const [first] = readFileSync(url, 'utf8').split('\n');
    const path = /^# yaml-language-server: \$schema=(\S+)$/.exec(first!)?.[1] ?? '';
    expect(path).toMatch(new RegExp(`/schemas/${kind}\\.schema\\.json$`));
    expect(existsSync(new URL(path, url))).toBe(true);
  });
});

describe('Each shipped profile', () => {
  test.each(yamlIn(PROFILES).filter((name) => name !== 'template.yaml'))(
    '%s parses, and is labelled illustrative in its name and its provenance',
    (name) => {
      const profile = parseProfile(read(PROFILES, name), name);
      expect(`${profile.name}.yaml`).toBe(name);
      expect(profile.name).toContain('illustrative');
      expect(profile.provenance.status).toBe('illustrative');
    },
  );

  test('illustrative.yaml has the values that the semantics give', () => {
    const profile = parseProfile(read(PROFILES, 'illustrative.yaml'), 'illustrative.yaml');
    expect(profile.default).toEqual({
      threshold: 10,
      window: { shape: 'sliding', lengthUs: 3_600_000_000 },
      forward: { periodUs: 3_600_000_000, copy: 'trailing' },
      release: { rule: 'window' },
    });
    expect(profile.exclude).toEqual(new Set([0x8f75]));
    expect(profile.overrides).toEqual(new Map([[0x81c3, { ...profile.default, threshold: 5 }]]));
  });

  test('template.yaml does not validate, and every value to fill in is named', () => {
    const rows = rowsOfText(read(PROFILES, 'template.yaml'), parseProfile);
    const names = rows.map(([, , message]) => /^`(\w+)` is empty; it must be /.exec(message)?.[1]);
    expect(names).toEqual([
      ...['name', 'status', 'source', 'clock', 'threshold', 'shape', 'length', 'period', 'copy', 'rule'],
      ...['exclude', 'sequence', 'count', 'tail', 'duplicates'],
    ]);
  });

  test('template.yaml validates once every value is filled in', () => {
    const values: Record<string, string> = {
      name: 'filled',
      status: 'draft',
      source: 'a document',
      clock: 'receipt',
      threshold: '3',
      shape: 'sliding',
      length: '1h',
      period: '1h',
      copy: 'trailing',
      rule: 'window',
      exclude: '[]',
      sequence: 'episode',
      count: 'delta',
      tail: 'next',
      duplicates: 'count',
    };
    const filled = read(PROFILES, 'template.yaml').replace(
      /^( *)(\w+):(?= +#|$)/gm,
      (line, indent: string, key: string) => (key in values ? `${indent}${key}: ${values[key]}` : line),
    );
    expect(rowsOfText(filled, parseProfile)).toEqual([]);
  });
});
