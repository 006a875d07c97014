// One run against one baseline: what counts as changed, which way, how it is explained and judged.

import { describe, expect, it } from 'vitest';
import { readAllowances } from '../../src/compare/allowance.ts';
import { comparePair } from '../../src/compare/compare-pair.ts';
import type { RunDocument } from '../../src/record/run-document.ts';
import { exampleRun } from '../report/example-run.ts';
import { discarded, type Row } from '../verify/history-of.ts';
import { recordOf, withVerdicts } from './record-of.ts';

const A = '02-53-50-02-00-00-00-0A';
const B = '02-53-50-02-00-00-00-0B';

const compared = (
  baseline: readonly Row[],
  run: readonly Row[],
  {
    before = {},
    now = {},
    allow = {},
  }: {
    before?: Partial<RunDocument>;
    now?: Partial<RunDocument>;
    allow?: Record<string, string>;
  } = {},
) => comparePair(recordOf(run, now), recordOf(baseline, before), readAllowances(allow));

const figure = (comparison: ReturnType<typeof compared>, name: string) =>
  comparison.figures.find((each) => each.figure === name);

const MQTT = { mode: 'mqtt' } as const;
const OTHER_PROFILE = { effective: { scenario: {}, profile: { default: { threshold: 6 } } } };

describe('two runs of the same plan', () => {
  const rows = [{ at: 1 }, discarded({ at: 2 }), { at: 3, seq: 1, count: 1 }];

  it('are the same when they are', () => {
    const found = compared(rows, rows);
    expect(found).toMatchObject({
      regressed: false,
      identity: [],
      samePlan: true,
      verdict: 'same',
      checks: [],
    });
    expect(found.decisions).toMatchObject({ compared: 3, changed: 0, example: null, cause: null });
    expect(found.metadata).toMatchObject({ compared: 1, changed: 0, renumbered: 0 });
    expect(found.figures.every(({ judgement }) => judgement === 'same')).toBe(true);
  });

  it('have their changed decisions counted by direction and key, the earliest planned shown with both rows', () => {
    const baseline = [
      { id: 0, device: A, at: 1, reason: 'below-threshold' },
      { id: 1, device: A, at: 2 },
      discarded({ id: 2, device: B, at: 3 }),
      { id: 3, device: A, code: '8F0A', at: 4 },
    ];
    const run = [
      { id: 3, device: A, code: '8F0A', at: 0 },
      discarded({ id: 0, device: A, at: 1, reason: 'engaged' }),
      discarded({ id: 1, device: A, at: 2 }),
      { id: 2, device: B, at: 3 },
    ];
    const { decisions, regressed } = compared(baseline, run);
    expect(regressed).toBe(true);
    expect(decisions).toMatchObject({
      compared: 4,
      changed: 3,
      discardedNow: 2,
      deliveredNow: 1,
      keyCount: 2,
      keys: [
        { device: A, code: '81C3', discardedNow: 2, deliveredNow: 0 },
        { device: B, code: '81C3', discardedNow: 0, deliveredNow: 1 },
      ],
      cause: 'unexplained',
      allowed: 'none',
      judgement: 'regression',
    });
    expect(decisions?.example).toMatchObject({
      baseline: { id: 0, outcome: 'deliver', reason: 'below-threshold' },
      run: { id: 0, outcome: 'discard', reason: 'engaged' },
    });
  });

  it('name the keys with the most changes and count all', () => {
    const keys = Array.from(
      { length: 30 },
      (_, n) => `02-53-50-02-00-00-01-${n.toString(16).toUpperCase().padStart(2, '0')}`,
    );
    const twice = [...keys, keys[29]!].map((device, at) => ({ device, at }));
    const { decisions } = compared(twice, twice.map(discarded));
    expect(decisions).toMatchObject({ changed: 31, keyCount: 30 });
    expect(decisions?.keys).toHaveLength(20);
    expect(decisions?.keys[0]).toMatchObject({ device: keys[29], discardedNow: 2 });
    expect(decisions?.keys[1]).toMatchObject({ device: keys[0], discardedNow: 1 });
  });

  it('answer the n-th arrival of a redelivered Alert with the n-th', () => {
    const baseline = [{ id: 0, at: 1 }, discarded({ id: 0, at: 2 }), { id: 1, at: 3 }];
    const same = [{ id: 1, at: 0 }, { id: 0, at: 1 }, discarded({ id: 0, at: 2 })];
    expect(compared(baseline, same).decisions).toMatchObject({ compared: 3, changed: 0 });
    const swapped = [discarded({ id: 0, at: 1 }), { id: 0, at: 2 }, { id: 1, at: 3 }];
    expect(compared(baseline, swapped).decisions).toMatchObject({
      changed: 2,
      discardedNow: 1,
      deliveredNow: 1,
    });
  });

  it('have an arrival that only one of them saw counted apart, as no decision that changed', () => {
    const lost = { received: null, copies: 0 };
    const baseline = [
      { id: 0, at: 1 },
      { id: 0, at: 2 },
      { id: 1, at: 3 },
      { id: 2, ...lost },
    ];
    const run = [
      { id: 0, at: 1 },
      { id: 2, at: 2 },
      { id: 1, ...lost },
    ];
    expect(compared(baseline, run).decisions).toMatchObject({
      compared: 1,
      changed: 0,
      arrivedOnlyInBaseline: 2,
      arrivedOnlyInRun: 1,
      judgement: 'same',
    });
  });

  it('pass over deliveries that nobody planned', () => {
    const stray = { id: null, received: null, copies: 1 };
    expect(compared([{ at: 1 }], [{ at: 1 }, stray]).decisions).toMatchObject({ compared: 1, changed: 0 });
  });

  it('are compared by what Users were given where nobody could see into the throttle', () => {
    const unseen = (copies: number): Row => ({
      at: 1,
      outcome: null,
      copies,
      delivered: copies > 0 ? 1 : null,
    });
    expect(compared([unseen(1)], [discarded({ at: 1 })]).decisions).toMatchObject({ discardedNow: 1 });
    expect(compared([unseen(0)], [discarded({ at: 1 })]).decisions).toMatchObject({ arrivedOnlyInRun: 1 });
  });
});

describe('changed decisions over MQTT', () => {
  const [before, after] = [[{ at: 1 }], [discarded({ at: 1 })]];

  it('come from arrival times when both runs hold to the same profile in every row, and are no regression', () => {
    const found = compared(before, after, { before: MQTT, now: MQTT });
    expect(found.decisions).toMatchObject({
      changed: 1,
      cause: 'arrival-times',
      allowed: null,
      judgement: 'noted',
    });
    expect(found.regressed).toBe(false);
  });

  it.each([
    ['the profile is another', { ...MQTT, ...OTHER_PROFILE }],
    ['the run does not hold to it', { ...MQTT, checks: withVerdicts({ decisions: 'fail' }) }],
    ['nobody checked', { ...MQTT, checks: [] }],
  ])('stay unexplained when %s', (_, now) => {
    const found = compared(before, after, { before: MQTT, now });
    expect(found.decisions).toMatchObject({ cause: 'unexplained', judgement: 'regression' });
  });

  it('are a regression all the same beyond a stated bound', () => {
    const found = compared(before, after, { before: MQTT, now: MQTT, allow: { 'decisions.changed': '+0' } });
    expect(found.decisions).toMatchObject({ allowed: '+0', judgement: 'regression' });
  });

  it('leave counts unjudged unless a bound is stated', () => {
    const found = compared(before, after, { before: MQTT, now: MQTT });
    expect(figure(found, 'total.discarded')).toMatchObject({
      baseline: 0,
      run: 1,
      allowed: null,
      judgement: 'noted',
    });
  });
});

describe('metadata', () => {
  const copy = (at: number, seq: number | null, count: number | null): Row => ({ at, seq, count });

  it('is told apart by what changed: presence, count, sequence id', () => {
    const baseline = [copy(1, 1, 4), copy(2, 1, 4), copy(3, 1, 4), copy(4, null, null), copy(5, null, null)];
    const run = [copy(1, 1, 5), copy(2, 2, 4), copy(3, 1, null), copy(4, 7, 7), copy(5, null, null)];
    const { metadata } = compared(baseline, run);
    expect(metadata).toMatchObject({
      compared: 4,
      changed: 4,
      counts: 1,
      sequenceIds: 1,
      presence: 2,
      renumbered: 0,
    });
    expect(metadata).toMatchObject({
      judgement: 'regression',
      example: { baseline: { count: 4 }, run: { count: 5 } },
    });
  });

  it('is looked at only where both runs delivered the Alert', () => {
    const { metadata } = compared([copy(1, 1, 1)], [discarded({ at: 1 })]);
    expect(metadata).toMatchObject({ compared: 0, changed: 0 });
  });

  const [one, other] = [
    [copy(1, 1, 4), copy(2, 2, 4), copy(3, 1, 2)],
    [copy(1, 2, 4), copy(2, 1, 4), copy(3, 2, 2)],
  ];

  it('names the same episodes by other numbers over MQTT without having changed', () => {
    const found = compared(one, other, { before: MQTT, now: MQTT });
    expect(found.metadata).toMatchObject({ changed: 0, renumbered: 3, example: null, judgement: 'same' });
  });

  it('has changed in virtual time when its numbers have', () => {
    expect(compared(one, other).metadata).toMatchObject({ changed: 3, sequenceIds: 3, renumbered: 0 });
  });

  it.each([
    ['splits', [copy(1, 1, 4), copy(2, 1, 2)], [copy(1, 1, 4), copy(2, 2, 2)]],
    ['merges', [copy(1, 1, 4), copy(2, 2, 2)], [copy(1, 1, 4), copy(2, 1, 2)]],
  ])('has changed over MQTT when it %s episodes', (_, baseline, run) => {
    const found = compared(baseline, run, { before: MQTT, now: MQTT });
    expect(found.metadata).toMatchObject({ changed: 1, sequenceIds: 1 });
  });
});

describe('what is judged', () => {
  it('is every count exactly, for the same plan in virtual time', () => {
    const found = compared([{ at: 1 }, { at: 2 }], [{ at: 1 }, discarded({ at: 2 })]);
    expect(figure(found, 'storm.discarded')).toMatchObject({
      baseline: 0,
      run: 1,
      allowed: 'none',
      judgement: 'regression',
    });
    expect(figure(found, 'background.discarded')).toMatchObject({ judgement: 'same' });
  });

  it('is nothing row by row when the plans differ', () => {
    const now = { plan: { ...exampleRun().plan, hash: 'other' } };
    const found = compared([{ at: 1 }], [discarded({ at: 1 })], { now });
    expect(found).toMatchObject({ samePlan: false, decisions: null, metadata: null, regressed: false });
    expect(found.identity).toEqual([expect.objectContaining({ what: 'plan hash', run: 'other' })]);
    expect(figure(found, 'total.discarded')?.judgement).toBe('noted');
  });

  it('is a bound that is stated, whatever the plans', () => {
    const now = { plan: { ...exampleRun().plan, hash: 'other' } };
    const found = compared([{ at: 1 }], [discarded({ at: 1 })], { now, allow: { 'total.discarded': '+-0' } });
    expect(found.regressed).toBe(true);
  });

  it('is a verdict that got worse', () => {
    expect(compared([], [], { now: { verdict: 'inconclusive' } })).toMatchObject({
      verdict: 'regression',
      regressed: true,
    });
    expect(compared([], [], { before: { verdict: 'fail' } })).toMatchObject({
      verdict: 'improvement',
      regressed: false,
    });
  });

  it.each([
    ['pass', 'fail', 'regression'],
    ['pass', 'not-exercised', 'regression'],
    ['fail', 'pass', 'improvement'],
    ['not-exercised', 'pass', 'improvement'],
  ] as const)('is a check that was %s and is %s: %s', (was, is, judgement) => {
    const found = compared([], [], {
      before: { checks: withVerdicts({ pacing: was }) },
      now: { checks: withVerdicts({ pacing: is }) },
    });
    expect(found.checks).toEqual([
      expect.objectContaining({ id: 'pacing', baseline: was, run: is, judgement }),
    ]);
    expect(found.regressed).toBe(judgement === 'regression');
  });

  it('is a check that is gone, and one that is new', () => {
    const without = exampleRun().checks.filter(({ id }) => id !== 'decisions');
    expect(compared([], [], { now: { checks: without } })).toMatchObject({
      regressed: true,
      checks: [{ id: 'decisions', baseline: 'pass', run: 'absent', judgement: 'regression' }],
    });
    expect(compared([], [], { before: { checks: without } })).toMatchObject({
      regressed: false,
      checks: [{ id: 'decisions', baseline: 'absent', run: 'pass', judgement: 'improvement' }],
    });
  });

  it('is a latency only when it is bounded', () => {
    const { latency } = exampleRun();
    const slow = { ...latency['response.deliver']!, p99Us: 2 * latency['response.deliver']!.p99Us };
    const now = { latency: { ...latency, 'response.deliver': slow } };
    const p99 = 'latency.response.p99';
    expect(figure(compared([], [], { now }), p99)).toMatchObject({ judgement: 'noted', allowed: null });
    expect(compared([], [], { now, allow: { [p99]: '+20%' } }).regressed).toBe(true);
    expect(compared([], [], { now, allow: { [p99]: '+100%' } }).regressed).toBe(false);
    expect(figure(compared([], [], { before: now, allow: { [p99]: '+20%' } }), p99)?.judgement).toBe(
      'improvement',
    );
  });

  it('is not passed by a bounded latency that nothing was measured for', () => {
    const none = { latency: { ...exampleRun().latency, 'response.deliver': null } };
    expect(compared([], [], { now: none, allow: { 'latency.response.p99': '+20%' } }).regressed).toBe(true);
  });
});

describe('identity', () => {
  const identity = (now: Partial<RunDocument>) =>
    compared([], [], { before: MQTT, now: { ...MQTT, ...now } }).identity;

  it('names what the runs were not given alike', () => {
    const tool = { name: 'stormproof', version: '0.2.0' } as const;
    const throttle = {
      name: 'mine',
      source: 'plug-in',
      path: './mine.mjs',
      sha256: 'ab',
      trackedKeys: 1,
    } as const;
    expect(identity({ seed: 8, tool, throttle, interrupted: true }).map(({ what }) => what)).toEqual([
      'seed',
      'throttle',
      'run to the end',
      'tool version',
    ]);
  });

  it('takes a plug-in for the same wherever it lies', () => {
    const at = (path: string) =>
      ({ name: 'mine', source: 'plug-in', path, sha256: 'ab', trackedKeys: 1 }) as const;
    const found = compared([], [], {
      before: { throttle: at('./a.mjs') },
      now: { throttle: at('/x/a.mjs') },
    });
    expect(found.identity).toEqual([]);
  });

  it('goes into the settings behind a profile that is another', () => {
    const profile = (threshold: number, exclude: string[]) => ({
      scenario: {},
      profile: { default: { threshold, window: { shape: 'sliding' } }, exclude },
    });
    const found = compared([], [], {
      before: { effective: profile(10, []) },
      now: { effective: profile(5, ['8F75']) },
    });
    expect(found.identity).toEqual([
      { what: 'profile default.threshold', baseline: '10', run: '5' },
      { what: 'profile exclude', baseline: '[]', run: '["8F75"]' },
    ]);
  });
});
