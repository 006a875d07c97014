// The command line as its users meet it: streams, exit codes, bad input, Ctrl-C. Every failure is its own sentence and
// leaves nothing behind.

import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunDocument } from '../../src/record/run-document.ts';
import { ROOT, start, stormproof } from './command-line.ts';
import { type Workplace, workplace } from './small-storm.ts';

let place: Workplace;
beforeEach(async () => {
  place = await workplace();
});
afterEach(() => place.remove());

const edited = async (edit: (text: string) => string): Promise<void> => {
  await writeFile(place.scenario, edit(await readFile(place.scenario, 'utf8')));
};

describe('a run', () => {
  test('puts the result on stdout, progress on stderr, and the record below runs with a link to the latest', async () => {
    const { code, stdout, stderr } = await stormproof(['run', 'small-storm.yaml'], place.directory);
    expect(code).toBe(0);
    expect(stdout).toContain('PASS');
    expect(stderr).toMatch(/plan [0-9a-f]{12}/);
    expect(stderr).not.toContain('PASS');
    const [record, latest] = (await readdir(place.record('runs'))).sort();
    expect(record).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-small-storm$/);
    expect(latest).toBe('latest');
    const files = (await readdir(place.record('runs/latest'))).sort();
    const described = await readFile(join(ROOT, 'docs/run-record.md'), 'utf8');
    for (const file of files) expect(described).toContain(`| \`${file}\` |`);
    expect(files).toEqual([
      'health.json',
      'history.ndjson.gz',
      'latency.hlog',
      'manifest.sha256',
      'profile.yaml',
      'run.json',
      'scenario.yaml',
      'summary.md',
      'timeline.json',
    ]);

    const verified = await stormproof(['verify', 'runs/latest'], place.directory);
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    expect(verified.stdout).toContain('PASS');
  });

  test('with --json prints one document and nothing else, equal to run.json', async () => {
    const args = ['run', place.scenario, '--json', '--seed', '5', '--qos', '2', '--out', place.record('run')];
    const { code, stdout } = await stormproof(args);
    expect(code).toBe(0);
    const { directory, ...run } = JSON.parse(stdout) as RunDocument & { directory: string };
    expect(directory).toBe(place.record('run'));
    expect(run).toEqual(JSON.parse(await readFile(join(directory, 'run.json'), 'utf8')));
    expect(run).toMatchObject({ schemaVersion: 1, verdict: 'pass', seed: 5, qos: 2 });
  });

  test('exits with 1 when a bound does not hold and with 3 when a claim was not exercised', async () => {
    await edited((text) => `${text}expect: ["storm.delivered == 20"]\n`);
    const failed = await stormproof(['run', place.scenario, '--out', place.record('failed')]);
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain('FAIL');
    expect((await stormproof(['verify', place.record('failed')])).code).toBe(1);

    await edited((text) =>
      text.replace('arrival: { every: 50ms }', 'arrival: { every: 900ms }').replace(/^expect.*\n/m, ''),
    );
    const unexercised = await stormproof(['run', place.scenario, '--out', place.record('unexercised')]);
    expect(unexercised.code).toBe(3);
    expect(unexercised.stdout).toContain('INCONCLUSIVE');
    expect((await stormproof(['verify', place.record('unexercised')])).code).toBe(3);
  });

  test('--dry-run plans and starts nothing', async () => {
    const { code, stdout } = await stormproof(
      ['run', place.scenario, '--dry-run', '--json'],
      place.directory,
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ devices: 21, alerts: 63, seed: 11 });
    expect(await place.leftovers()).toEqual([]);
  });
});

describe('bad input', () => {
  test.each<[string, (text: string) => string, RegExp]>([
    [
      'a wrong key',
      (text) => text.replace('duration:', 'durration:'),
      /small-storm\.yaml:\d+:1: .*durration.*\n[\s\S]*did you mean `duration`/i,
    ],
    [
      'a bad duration',
      (text) => text.replace('duration: 2500ms', 'duration: 2500'),
      /small-storm\.yaml:7:11: /,
    ],
    [
      'an unknown Alert Code format',
      (text) => text.replace('"8F3D"', '"8F3"'),
      /small-storm\.yaml:13:\d+: .*four hexadecimal digits/i,
    ],
    ['broken YAML', (text) => `${text}  }{`, /small-storm\.yaml:\d+:\d+: /],
    [
      'a profile that is not there',
      (text) => text.replace('small.yaml', 'none.yaml'),
      /profile not found: .*none\.yaml\nhint: .*relative to that file/,
    ],
  ])('%s is named with its place and exits with 2', async (_, edit, message) => {
    await edited(edit);
    const { code, stdout, stderr } = await stormproof(
      ['run', 'small-storm.yaml', '--out', 'run'],
      place.directory,
    );
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(await place.leftovers()).toEqual([]);
  });

  test('several mistakes are all shown at once', async () => {
    await edited((text) =>
      text.replace('duration:', 'durration:').replace('"8F3D"', '"8F3"').replace('qos', 'qoz'),
    );
    const { code, stderr } = await stormproof(['validate', 'small-storm.yaml'], place.directory);
    expect(code).toBe(2);
    expect(stderr.match(/^small-storm\.yaml:\d+:\d+: /gm)?.length).toBeGreaterThanOrEqual(2);
  });

  test('a scenario that does not exist is named, with the nearest one', async () => {
    const { code, stderr } = await stormproof(['run', 'single-device-strom']);
    expect(code).toBe(2);
    expect(stderr).toContain('scenario not found: single-device-strom');
    expect(stderr).toContain('Did you mean `single-device-storm`?');
  });

  test('a port in use exits with 4 and leaves nothing', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as { port: number };
    const { code, stderr } = await stormproof(
      ['run', 'small-storm.yaml', '--port', String(port)],
      place.directory,
    );
    squatter.close();
    expect(code).toBe(4);
    expect(stderr).toContain(`port ${port} on 127.0.0.1 is taken`);
    expect(await place.leftovers()).toEqual([]);
  });

  test('a place that cannot be written to exits with 4 before anything starts', async () => {
    const { code, stderr } = await stormproof(
      ['run', 'small-storm.yaml', '--out', 'small.yaml/run'],
      place.directory,
    );
    expect(code).toBe(4);
    expect(stderr).toContain('cannot write to');
    expect(await place.leftovers()).toEqual([]);
  });

  test('a record that was changed is refused with 2', async () => {
    await stormproof(['run', place.scenario, '--out', place.record('run')]);
    const path = join(place.record('run'), 'run.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"verdict": "pass"', '"verdict": "PASS"'));
    const { code, stderr } = await stormproof(['verify', place.record('run')]);
    expect(code).toBe(2);
    expect(stderr).toContain('run.json was changed');
    await rm(place.record('run'), { recursive: true });
    expect((await stormproof(['verify', place.record('run')])).code).toBe(2);
  });
});

describe('Ctrl-C', () => {
  beforeEach(() =>
    edited((text) => text.replace('duration: 2500ms', 'duration: 60s').replace('until: 1s', 'until: 59s')),
  );

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('once (%s) drains, keeps a partial record and exits with %d', async (signal, expected) => {
    const run = start(['run', place.scenario, '--out', place.record('run')]);
    await run.heard('storm');
    await new Promise((resolve) => setTimeout(resolve, 800));
    run.signal(signal);
    const { code, stderr } = await run.finished;
    expect(code).toBe(expected);
    expect(stderr).toContain('press Ctrl-C again');
    const document = JSON.parse(await readFile(join(place.record('run'), 'run.json'), 'utf8')) as RunDocument;
    expect(document).toMatchObject({ interrupted: true, verdict: 'inconclusive' });
    expect(document.totals.received).toBe(document.totals.sent);
    expect(document.totals.sent).toBeLessThan(document.totals.planned);
    expect((await stormproof(['verify', place.record('run')])).code).toBe(3);
  });

  test('twice stops at once and leaves nothing half written', async () => {
    const run = start(['run', place.scenario, '--out', place.record('run')]);
    await run.heard('storm');
    run.signal('SIGINT');
    await run.heard('press Ctrl-C again');
    run.signal('SIGINT');
    const { code } = await run.finished;
    expect(code).toBe(130);
    expect((await place.leftovers()).filter((name) => name !== 'run')).toEqual([]);
  });
});
