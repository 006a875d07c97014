// The JSON Schemas for editors, held against an independent validator: what is good they accept, a mistake of form they
// refuse, and no key is without a word on what it is and what it may hold.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { editorSchema } from '../../src/scenario/editor-schema.ts';
import { badFiles, badText } from './bad-file.ts';
import { ajv, objections } from './schema-oracle.ts';
import { FLEET, parse, STORM } from './storm-in-parts.ts';

const ROOT = new URL('../../', import.meta.url);
const yamlIn = (folder: string) =>
  readdirSync(new URL(folder, ROOT))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}${name}`);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

describe('what is shipped is accepted', () => {
  test.each(yamlIn('scenarios/'))('%s', (path) => {
    expect(objections('scenario', read(path))).toEqual([]);
  });

  test.each(
    [...yamlIn('profiles/'), ...yamlIn('profiles/neighbours/')].filter((path) => !/template/.test(path)),
  )('%s', (path) => expect(objections('profile', read(path))).toEqual([]));

  test('but the blank template, in which each value to fill in is marked', () => {
    const marked = objections('profile', read('profiles/template.yaml')).map((where) => where.split(' ')[0]!);
    expect([...new Set(marked)].map((path) => path.split('/').at(-1)).sort()).toEqual(
      [
        ...['name', 'status', 'source', 'clock', 'threshold', 'shape', 'length', 'period', 'copy', 'rule'],
        ...['exclude', 'sequence', 'count', 'tail', 'duplicates'],
      ].sort(),
    );
  });
});

/** Mistakes between settings, or in what a text refers to: no schema can say them. */
const BEYOND_FORM = {
  scenario: [
    ...['arrival-comb-too-long', 'arrival-pair-late', 'arrival-pair-same', 'arrival-ramp-flat'],
    ...['at-outside', 'at-outside-from', 'from-after-end', 'from-after-until', 'until-after-end'],
    ...['clock-ahead-and-behind', 'clock-differs', 'clock-differs-ids', 'clock-far', 'clock-gains-all'],
    ...['clock-gains-and-loses', 'clock-nothing', 'clock-per-alone', 'clock-per-missing'],
    ...['resend-never', 'trace-and-streams'],
    ...['devices-count-and-share', 'devices-ids-twice', 'devices-ids-type', 'devices-ids-unknown'],
    ...['devices-share-none', 'devices-shares-over', 'devices-skip-all', 'devices-skip-and-count'],
    ...['expect-count', 'expect-figure', 'expect-figure-far', 'expect-latency'],
    ...['include-directory', 'include-missing', 'include-not-a-part', 'include-profile', 'include-scenario'],
    ...['include-twice', 'stream-count', 'stream-name-twice', 'stream-type-absent', 'too-many-devices'],
    ...['vary-too-many', 'vary-twice'],
  ],
  profile: [
    ...['clear-above-overridden-threshold', 'clear-at-threshold', 'clear-idle', 'clear-needed'],
    ...['code-twice', 'override-excluded', 'override-twice'],
    ...['quiet-shorter-than-overridden-period', 'quiet-shorter-than-period'],
    'override-code-unquoted', // JSON has no keys that are numbers.
  ],
  part: [],
} as const;

const OF_FORM = {
  scenario: [
    ...['alert-unquoted', 'arrival-missing', 'arrival-none', 'arrival-pair-unquoted', 'arrival-ramp-end'],
    ...['arrival-ramp-rate', 'arrival-two', 'arrival-unknown', 'arrival-word', 'at-empty'],
    ...['clock-form', 'clock-unknown-key', 'clock-zero', 'resend-after-missing', 'resend-after-zero'],
    ...['resend-form', 'resend-share-form', 'resend-share-none', 'resend-times', 'resend-unknown-key'],
    ...['nothing-to-send', 'trace-form', 'trace-word'],
    ...['claim-twice', 'claim-unbuilt', 'claim-unknown', 'device-type', 'devices-ids-empty'],
    ...['devices-ids-form', 'devices-missing', 'devices-share-form', 'expect-comparison', 'expect-form'],
    ...['include-form', 'include-too-many', 'name-form', 'no-device', 'no-stream', 'profile-missing', 'qos'],
    ...['rate', 'recipient', 'seed-negative', 'several', 'storm', 'stream-name-form', 'stream-name-reserved'],
    ...['time-scale', 'unknown-key', 'vary-empty', 'vary-form'],
  ],
  profile: [
    ...['clear-zero', 'code-malformed', 'code-unquoted', 'duration-negative', 'duration-without-unit'],
    ...['duration-zero', 'huge-number', 'override-code-malformed', 'several', 'threshold-empty'],
    ...['threshold-missing', 'threshold-zero', 'unknown-key', 'unknown-key-far', 'version', 'word'],
  ],
  part: [
    ...[
      'alert-unquoted',
      'claim-unknown',
      'empty-streams',
      'name',
      'nested',
      'population',
      'unknown-key',
      'vary',
      'version',
    ],
  ],
} as const;

describe.each(['scenario', 'profile', 'part'] as const)('of the bad files of the kind %s', (kind) => {
  const named = (names: readonly string[]) => names.map((name) => `${kind}-${name}`);

  it('each is on one of two lists', () => {
    expect([...named(OF_FORM[kind]), ...named(BEYOND_FORM[kind])].sort()).toEqual(badFiles(kind));
  });

  it('those whose mistake is one of form are refused', () => {
    expect(named(OF_FORM[kind]).filter((name) => objections(kind, badText(name)).length === 0)).toEqual([]);
  });

  it('those whose mistake is between settings are accepted', () => {
    expect(named(BEYOND_FORM[kind]).flatMap((name) => objections(kind, badText(name)))).toEqual([]);
  });
});

describe('what a scenario must have', () => {
  it('may stand in a part that it includes', () => {
    expect(objections('scenario', STORM)).toEqual([]);
    expect(objections('part', FLEET)).toEqual([]);
    expect(objections('scenario', STORM.replace(/^include.*\n/m, ''))).toEqual([
      // The profile; a trace; else what stands in its place, `duration` and `population`; and that neither holds.
      ...[' required', ' required', ' required', ' anyOf', ' required', ' if'],
    ]);
    expect(objections('scenario', STORM.replace(/^name.*\n/m, ''))).toEqual([' required']);
    const none = STORM.replace(/^streams.*\n.*\n/m, 'streams: []\n').replace(/^expect.*\n/m, '');
    expect(parse(none).streams).toHaveLength(1);
    expect(objections('scenario', none)).toEqual([]);
  });
});

interface Node {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly default?: unknown;
  readonly [keyword: string]: unknown;
}

/** Every setting of a schema by its path, those of the inner maps and of list items too. */
function settingsOf(node: Node, path: string): [path: string, setting: Node][] {
  const inner = [node.items, node.additionalProperties, ...((node.anyOf ?? []) as unknown[])];
  return [
    ...Object.entries(node.properties ?? {}).flatMap(([key, setting]): [string, Node][] => [
      [`${path}.${key}`, setting],
      ...settingsOf(setting, `${path}.${key}`),
    ]),
    ...inner.flatMap((one) =>
      typeof one === 'object' && one !== null ? settingsOf(one as Node, `${path}.*`) : [],
    ),
  ];
}

const SETTINGS = (['scenario', 'profile', 'part'] as const).flatMap((kind) =>
  settingsOf(editorSchema(kind) as Node, kind),
);

const pathsOf = (offends: (setting: Node) => boolean) =>
  SETTINGS.filter(([, setting]) => offends(setting)).map(([path]) => path);

describe('every setting', () => {
  it('is there to be read', () => {
    expect(SETTINGS.length).toBeGreaterThan(120);
  });

  it('has a description of one sentence; a new key needs `.describe(…)`', () => {
    expect(pathsOf(({ description = '' }) => !/^[A-Z0-9](?:(?!\. ).)*\.$/.test(description))).toEqual([]);
  });

  it('says what it may hold; a new leaf needs a form, the third argument of `field`', () => {
    const says = ['type', 'enum', 'const', 'anyOf'];
    expect(pathsOf((setting) => !says.some((keyword) => keyword in setting))).toEqual([]);
    const items = SETTINGS.filter(([, { type }]) => type === 'array').map(([path, { items: of }]) => [
      path,
      of,
    ]);
    expect(items.filter(([, of]) => JSON.stringify(of) === '{}')).toEqual([]);
  });

  it('bounds every text and every number', () => {
    const bounded = (setting: Node) => ['pattern', 'enum', 'const'].some((keyword) => keyword in setting);
    expect(pathsOf((setting) => setting.type === 'string' && !bounded(setting))).toEqual([]);
    const limited = (setting: Node) => 'maximum' in setting || bounded(setting);
    expect(pathsOf((setting) => /integer|number/.test(String(setting.type)) && !limited(setting))).toEqual(
      [],
    );
  });

  it('has a default that it allows itself, if it has one', () => {
    const withDefault = SETTINGS.filter(([, setting]) => 'default' in setting);
    expect(withDefault.map(([path]) => path)).toContain('scenario.streams.*.from');
    expect(withDefault.filter(([, setting]) => !ajv.validate(setting, setting.default))).toEqual([]);
  });
});
