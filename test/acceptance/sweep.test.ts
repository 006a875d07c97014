// A sweep with real threads and the built command line: the same cells for any number of workers, files that anybody can
// check, exit codes, and nothing left of what did not come to its end.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sweep } from '../../src/sweep/sweep.ts';
import type { SweepEvent, SweepOptions } from '../../src/sweep/sweep-options.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import { start, startProcess, stormproof } from './command-line.ts';
import { type Workplace, workplace } from './small-storm.ts';

let place: Workplace;
beforeEach(async () => {
  place = await workplace((text) => text.replace('until: 1s }', 'until: 1s, storm: true }'));
});
afterEach(() => place.remove());

const VARY = ['profile.default.threshold=2..6', 'profile.default.window.length=400ms,700ms', 'seed=1,2,3'];

const sweepWith = async (options: Partial<SweepOptions>) => {
  const out = place.record(`sweep-${(await place.leftovers()).length}`);
  return sweep({ scenarios: [place.scenario], vary: VARY, out, ...options });
};

describe('the number of workers', () => {
  test('changes nothing but the time it takes: threads or none, one or several, the cells are the same', async () => {
    const one = await sweepWith({ workers: 1 });
    expect(one.sweep.cells).toHaveLength(30);
    expect(new Set(one.sweep.cells.map((cell) => JSON.stringify(cell))).size).toBe(30);
    expect(
      new Set(one.sweep.cells.flatMap((cell) => (cell.status === 'ran' ? [cell.plan.hash] : []))).size,
    ).toBe(3);
    for (const workers of [2, 5]) {
      const several = await sweepWith({ workers });
      expect(several.sweep.workers).toBe(workers);
      expect(several.sweep.cells).toEqual(one.sweep.cells);
    }
    const here = await sweepWith({ throttle: (profile, clock) => createThrottle(profile, clock) });
    expect(here.sweep.cells).toEqual(one.sweep.cells);
  });

  test('is never more than there are cells', async () => {
    const { sweep: document } = await sweepWith({ vary: ['seed=1,2'], workers: 8 });
    expect(document.workers).toBe(2);
  });
});

test('a worker that dies ends the sweep, with its exit code in the message, and leaves nothing', async () => {
  const before = await place.leftovers();
  const entry = new URL('./workers/dying-sweep-worker.ts', import.meta.url);
  const dying = sweep(
    { scenarios: [place.scenario], vary: VARY, out: place.record('out'), workers: 2 },
    { entry },
  );
  await expect(dying).rejects.toMatchObject({
    ...{ kind: 'sweep-worker-died', exitCode: 4 },
    message: expect.stringMatching(/^worker [12] of the sweep died: worker exited with code: 7$/),
  });
  expect(await place.leftovers()).toEqual(before);
});

test('a signal ends threads in the middle of their cells', async () => {
  const stopping = new AbortController();
  const events: SweepEvent['event'][] = [];
  const onEvent = ({ event }: SweepEvent): void => {
    events.push(event);
    if (event === 'cell') stopping.abort(new Error('enough'));
  };
  await expect(sweepWith({ onEvent, signal: stopping.signal })).rejects.toThrow('enough');
  expect(events).toContain('cell');
  expect(events).not.toContain('writing');
  expect(await place.leftovers()).toEqual([]);
});

describe('the command', () => {
  const varied = VARY.flatMap((axis) => ['--vary', axis]);

  test('leaves files that sha256sum agrees with, and prints what is in them', async () => {
    const out = place.record('grid');
    const { code, stdout, stderr } = await stormproof([
      'sweep',
      place.scenario,
      ...varied,
      '--out',
      out,
      '--json',
    ]);
    expect(code, stderr).toBe(0);
    expect((await readdir(out)).sort()).toEqual([
      'manifest.sha256',
      'report.html',
      'sweep.csv',
      'sweep.json',
    ]);
    const check = startProcess('sha256sum', ['--check', '--strict', '--quiet', 'manifest.sha256'], out);
    expect(await check.finished).toMatchObject({ code: 0, stdout: '' });
    const document = JSON.parse(await readFile(join(out, 'sweep.json'), 'utf8')) as object;
    expect(JSON.parse(stdout)).toEqual({ ...document, directory: out });
    const csv = await readFile(join(out, 'sweep.csv'), 'utf8');
    expect(csv.trimEnd().split('\r\n')).toHaveLength(31);
    expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('The Devices are simulated');
    const again = await stormproof(['sweep', place.scenario, ...varied, '--out', out]);
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toContain('already exists, and a record is never overwritten');
  });

  test('exits with 1 where a throttle of one’s own is wrong, named with its cells and its hash', async () => {
    const wrong = place.record('wrong.mjs');
    await writeFile(
      wrong,
      `export default () => ({ trackedKeys: 0, decide: () => ({ outcome: 'deliver', reason: 'all' }) });`,
    );
    const { code, stdout } = await stormproof(
      [
        'sweep',
        place.scenario,
        '--vary',
        'profile.default.threshold=2,40',
        '--throttle',
        wrong,
        '--out',
        'out',
      ],
      place.directory,
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAIL {2}small-storm\n {6}The throttle was wrong in 1 of 2 cells\./);
    expect(stdout).toContain('#1  ceiling: ');
    expect(stdout).toContain('also failed: decisions');
    expect(stdout).toMatch(/Throttle {3}wrong \(plug-in .*sha256 [0-9a-f]{12}/);
  });

  test('tells a mistake with its place, starts nothing and leaves nothing', async () => {
    const argv = [
      'sweep',
      place.scenario,
      '--vary',
      'profile.default.threshold=5,0x,7..3',
      '--out',
      place.record('out'),
    ];
    const { code, stdout, stderr } = await stormproof(argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--vary:1:32: the range `7..3` ends before it begins');
    expect(await place.leftovers()).toEqual([]);
  });

  test('stops at once on Ctrl-C, with exit code 130, and leaves nothing', async () => {
    const running = start(
      ['sweep', place.scenario, '--vary', 'seed=1..600', '--workers', '1', '--out', place.record('out')],
      place.directory,
    );
    await running.heard('sweeping');
    running.signal('SIGINT');
    const { code, stdout, stderr } = await running.finished;
    expect([code, stdout]).toEqual([130, '']);
    expect(stderr).toContain('stopped; nothing of this sweep is kept');
    expect(await place.leftovers()).toEqual([]);
  });
});
