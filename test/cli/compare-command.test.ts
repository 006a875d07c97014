import { describe, expect, it } from 'vitest';
import { readAllowances } from '../../src/compare/allowance.ts';
import { comparePair } from '../../src/compare/compare-pair.ts';
import type { CompareOptions } from '../../src/compare/compare-records.ts';
import type { ComparisonReport } from '../../src/compare/comparison.ts';
import { StormError } from '../../src/domain/failure.ts';
import type { RunDocument } from '../../src/record/run-document.ts';
import { recordOf, withVerdicts } from '../compare/record-of.ts';
import { exampleRun } from '../report/example-run.ts';
import { discarded, type Row } from '../verify/history-of.ts';
import { FakeStream, stormproof } from './fake-world.ts';

const BEFORE = [
  { at: 150_000, reason: 'below-threshold' },
  { at: 2, seq: 1, count: 3 },
];
const AFTER = [discarded({ at: 150_000, reason: 'engaged' }), { at: 2, seq: 1, count: 4 }];

function reportOf(
  baseline: readonly Row[],
  run: readonly Row[],
  changes: Partial<RunDocument> = {},
  allow: Record<string, string> = {},
): ComparisonReport {
  const pair = comparePair(
    { ...recordOf(run, changes), directory: 'runs/new' },
    { ...recordOf(baseline), directory: 'baselines/old' },
    readAllowances(allow),
  );
  return { schemaVersion: 1, regressed: pair.regressed, comparisons: [pair], unpaired: [], unreadable: [] };
}

const comparing = (report: ComparisonReport) => ({ operations: { compareRecords: async () => report } });

const ARGV = ['compare', 'runs/new', 'baselines/old'];

describe('what is printed', () => {
  it('is one conclusion and little else when nothing changed', async () => {
    const { code, stdout } = await stormproof(ARGV, comparing(reportOf(BEFORE, BEFORE)));
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'NO REGRESSION  single-device-storm',
        'All 2 decisions are the same.',
        '',
        'Baseline   baselines/old (pass, 2026-03-04T10:15:30.000Z)',
        'Run        runs/new (pass, 2026-03-04T10:15:30.000Z)',
        '',
        'Decisions  all 2 decisions are the same',
        '',
        'Metadata   all 1 Alert with metadata carry the same',
        '',
      ].join('\n'),
    );
  });

  it('is what changed, the first with both its rows', async () => {
    const { code, stdout } = await stormproof(ARGV, comparing(reportOf(BEFORE, AFTER)));
    expect(code).toBe(1);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toMatch(
      /^REGRESSION single-device-storm 1 of 2 decisions changed; 1 of 1 metadata value changed; /,
    );
    expect(text).toContain('4 figures are beyond their bounds.');
    expect(text).toContain(
      '1 of 2 decisions changed: 1 discarded now, 0 delivered now (1 discard more) in 1 key',
    );
    expect(text).toContain('02-53-50-02-00-00-00-00 81C3 1 0');
    expect(text).toContain('counter 0, stream storm, planned at 0:00:00.150000');
    expect(text).toContain('baseline 0:00:00.150000 deliver below-threshold –');
    expect(text).toContain('run 0:00:00.150000 discard engaged –');
    expect(text).toContain('0 with it in one run only, 1 count, 0 sequence ids');
    expect(text).toContain('deliver – id 1, count 4');
    expect(text).toContain('✖ total.discarded 0 1 +1 none REGRESSION');
    expect(text).toContain('✖ storm.delivered 2 1 −1 (−50.0%) none REGRESSION');
  });

  it('says first what was not the same, and what follows from it', async () => {
    const { profile, plan } = exampleRun();
    const other = {
      plan: { ...plan, hash: 'a'.repeat(64) },
      profile: { ...profile, hash: 'b'.repeat(64) },
      environment: { ...exampleRun().environment, cores: 64 },
    };
    const { code, stdout } = await stormproof(ARGV, comparing(reportOf(BEFORE, AFTER, other)));
    expect(code).toBe(0);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain('Not the same Baseline Run');
    expect(text).toContain('plan hash 77ab10c9de02 aaaaaaaaaaaa');
    expect(text).toContain('no decision answers to another: checks and figures alone are compared.');
    expect(text).toContain('The profiles differ');
    expect(text).toContain('latencies are not like for like');
    expect(text).toContain('decisions were not compared.');
    expect(text).not.toContain('Decisions');
  });

  it('shows checks that say something else, worse and better', async () => {
    const checks = withVerdicts({ pacing: 'fail', 'metadata-values': 'pass' });
    const { code, stdout } = await stormproof(ARGV, comparing(reportOf([], [], { verdict: 'fail', checks })));
    expect(code).toBe(1);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain('The verdict was pass and is fail; 1 check got worse.');
    expect(text).toMatch(/✔ metadata-values not-exercised pass .* better/);
    expect(text).toMatch(/✖ pacing pass fail .* REGRESSION/);
  });

  it('explains changes over MQTT by arrival times, and sequence ids by order', async () => {
    const seqs = (...ids: number[]): Row[] => ids.map((seq, at) => ({ at, seq, count: 1 }));
    const pair = comparePair(
      recordOf([...seqs(2, 1), discarded({ at: 5 })], {
        mode: 'mqtt',
        checks: withVerdicts({ 'metadata-values': 'pass' }),
      }),
      recordOf([...seqs(1, 2), { at: 5 }], {
        mode: 'mqtt',
        checks: withVerdicts({ 'metadata-values': 'pass' }),
      }),
      new Map(),
    );
    const report = {
      schemaVersion: 1,
      regressed: false,
      comparisons: [pair],
      unpaired: [],
      unreadable: [],
    } as const;
    const { code, stdout } = await stormproof(ARGV, comparing(report));
    expect(code).toBe(0);
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toContain('1 of 3 decisions changed, because Alerts arrived at other moments.');
    expect(text).toContain('this comes from when Alerts arrived, not from how the throttle decides');
    expect(text).toContain('2 sequence ids other numbers for the same episodes');
  });

  it.each([80, 120])('fits %i columns', async (columns) => {
    const stdout = new FakeStream({ columns });
    await stormproof(ARGV, {
      ...comparing(reportOf(BEFORE, AFTER, {}, { 'total.discarded': '+5' })),
      stdout,
    });
    const widest = Math.max(...stdout.text.split('\n').map((line) => line.length));
    expect(widest).toBeLessThanOrEqual(columns);
  });

  it('cannot be steered by what a record holds', async () => {
    const evil = [{ at: 1, reason: '\u001b[2J', device: '\u001b]0;x\u0007' }];
    const { stdout } = await stormproof(ARGV, comparing(reportOf(evil, evil.map(discarded))));
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u0007');
  });

  it('is the report itself as JSON', async () => {
    const report = reportOf(BEFORE, AFTER);
    const { code, stdout } = await stormproof([...ARGV, '--json'], comparing(report));
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual(report);
  });
});

describe('of several records', () => {
  const unpaired = [
    {
      side: 'baseline',
      directory: 'baselines/gone',
      scenario: 'gone',
      reason: 'no-run',
      judgement: 'regression',
    },
    { side: 'run', directory: 'runs/1', scenario: 'a', reason: 'older', judgement: 'noted' },
    { side: 'run', directory: 'runs/fresh', scenario: 'fresh', reason: 'no-baseline', judgement: 'noted' },
  ] as const;

  it('those without a partner are named, and all are summed up', async () => {
    const report = { ...reportOf(BEFORE, BEFORE), regressed: true, unpaired };
    const { code, stdout } = await stormproof(ARGV, comparing(report));
    expect(code).toBe(1);
    expect(stdout).toContain('✖ baselines/gone: a baseline without a run\n');
    expect(stdout).toContain('~ runs/fresh: a run without a baseline\n');
    expect(stdout).toContain('~ runs/1: not compared: there is a newer one');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('1 compared, 0 regressions, 1 baseline without a run');
  });

  it('one that cannot be read makes the exit code 4, above any regression', async () => {
    const unreadable = [
      { scenario: 'a', run: 'runs/a', baseline: 'baselines/a', problem: 'run.json was changed' },
    ];
    const { code, stdout, stderr } = await stormproof(
      ARGV,
      comparing({ ...reportOf(BEFORE, AFTER), unreadable }),
    );
    expect(code).toBe(4);
    expect(stderr).toBe('error: run.json was changed\n');
    expect(stdout).toContain('1 compared, 1 regression, 1 pair unreadable');
  });
});

describe('flags', () => {
  const asked: CompareOptions[] = [];
  const operations = {
    compareRecords: async (_run: string, _baseline: string, options: CompareOptions) => {
      asked.push(options);
      return reportOf([], []);
    },
  };

  it('state bounds, any number of them', async () => {
    const flags = ['--allow', 'latency.response.p99=+20%', '--allow=total.discarded=+-10', '--partial'];
    await stormproof([...ARGV, ...flags], { operations });
    await stormproof(ARGV, { operations });
    expect(asked).toEqual([
      { allow: { 'latency.response.p99': '+20%', 'total.discarded': '+-10' }, partial: true },
      { allow: {}, partial: false },
    ]);
  });

  it.each([
    [['--allow', 'total.discarded'], 'It must be a figure and a change'],
    [['--allow', '=+1'], 'It must be a figure and a change'],
    [['--allow', 'total.sent=+1', '--allow', 'total.sent=+2'], 'total.sent is bounded twice.'],
  ])('are refused: %j', async (flags, said) => {
    const { code, stderr } = await stormproof([...ARGV, ...flags], { operations });
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  it('do not hide why nothing could be compared', async () => {
    const compareRecords = async (): Promise<ComparisonReport> => {
      throw new StormError('record-unreadable', { cause: 'runs/a is no run record' });
    };
    const { code, stderr } = await stormproof(ARGV, { operations: { compareRecords } });
    expect(code).toBe(4);
    expect(stderr).toContain('error: nothing can be compared: runs/a is no run record\nhint: Restore');
  });
});
