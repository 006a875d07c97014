// Throttles of somebody else, given to the built command line as modules: a right one passes, a wrong one is convicted,
// and one that breaks is named as what broke, with the Alert it choked on.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunDocument } from '../../src/record/run-document.ts';
import { type Finished, ROOT, stormproof } from './command-line.ts';
import { type Workplace, workplace } from './small-storm.ts';

let place: Workplace;
beforeEach(async () => {
  place = await workplace();
});
afterEach(() => place.remove());

const run = (throttle: string, ...flags: string[]): Promise<Finished> =>
  stormproof(
    ['run', place.scenario, '--quiet', '--out', 'run', '--throttle', throttle, ...flags],
    place.directory,
  );

/** Runs a module with this text, and shows that nothing but the module is left behind when it is refused. */
const runModule = async (text: string, name = 'mine.mjs'): Promise<Finished> => {
  await writeFile(join(place.directory, name), text);
  return run(`./${name}`);
};

const deciding = (body: string): string =>
  `export default () => ({ trackedKeys: 0, decide({ originatorCounter }) { ${body} } });\n`;
const DELIVER = "return { outcome: 'deliver', reason: 'fine' };";

const check = (document: RunDocument, id: string) => document.checks.find((one) => one.id === id)!;

describe('the examples', () => {
  test('the one that follows the profile passes, and the record says which throttle it was', async () => {
    const path = join(ROOT, 'examples/window-throttle.mjs');
    const { code, stdout, stderr } = await run(path, '--json');
    expect(code, stderr).toBe(0);
    const document = JSON.parse(stdout) as RunDocument;
    expect(document.verdict).toBe('pass');
    expect(check(document, 'metadata-values').exercised).toBeGreaterThan(0);
    expect(document.throttle).toMatchObject({ name: 'window-throttle', source: 'plug-in', path });
    expect(document.throttle.sha256).toMatch(/^[0-9a-f]{64}$/);
    const summary = await readFile(join(place.record('run'), 'summary.md'), 'utf8');
    expect(summary).toContain(`sha256 ${document.throttle.sha256!.slice(0, 12)}`);
    expect((await stormproof(['verify', 'run'], place.directory)).code).toBe(0);
  });

  test('the one that forgets is convicted by every decision it got wrong', async () => {
    const { code, stdout } = await run(join(ROOT, 'examples/forgetful-throttle.mjs'), '--json');
    expect(code).toBe(1);
    const document = JSON.parse(stdout) as RunDocument;
    expect(check(document, 'decisions').verdict).toBe('fail');
    expect(check(document, 'decisions').witness?.entries.at(-1)).toMatchObject({ code: '8F3D' });
    expect(check(document, 'conservation').verdict).toBe('pass');
  });

  test('are what docs/plug-ins.md shows', async () => {
    const page = await readFile(join(ROOT, 'docs/plug-ins.md'), 'utf8');
    const [shown] = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map((match) => match[1]);
    expect(shown).toBe(await readFile(join(ROOT, 'examples/window-throttle.mjs'), 'utf8'));
    for (const name of await readdir(join(ROOT, 'examples'))) expect(page).toContain(`examples/${name}`);
  });
});

describe('a throttle that cannot be used is refused, and nothing is run', () => {
  test.each<[what: string, text: string, said: RegExp]>([
    [
      'throws while it loads',
      "throw new Error('no licence');",
      /mine\.mjs cannot be used: it does not load: no licence/,
    ],
    ['is no JavaScript', 'export default (', /mine\.mjs cannot be used: it does not load: Unexpected/],
    [
      'imports what is not there',
      "import './gone.mjs';",
      /cannot be used: it does not load: Cannot find module/,
    ],
    ['exports no factory', 'export const factory = 1;', /cannot be used: it has no default export/],
    ['has a factory that throws', "export default () => { throw new Error('no'); }", /its factory threw: no/],
    [
      'makes no throttle',
      'export default () => ({});',
      /its factory returned an object without a `decide` function/,
    ],
  ])('one that %s', async (_, text, said) => {
    const { code, stdout, stderr } = await runModule(text);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(said);
    expect(stderr).toMatch(/\nhint: /);
    expect(await place.leftovers()).toEqual(['mine.mjs']);
  });

  test('one that is not there, in a dry run as well', async () => {
    for (const flags of [[], ['--dry-run']]) {
      const { code, stdout, stderr } = await run('./gone.mjs', ...flags);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain('error: throttle not found: ./gone.mjs\nhint: ');
    }
    expect(await place.leftovers()).toEqual([]);
  });

  test('one in TypeScript, where Node cannot read it', async () => {
    const { code, stderr } = await runModule(`${deciding(DELIVER)}const n: number = 1;\n`, 'mine.ts');
    if ((process.features as { typescript?: unknown }).typescript) return expect(code).toBe(1);
    expect(code).toBe(2);
    expect(stderr).toContain('hint: Name a .mjs or .js file;');
  });
});

describe('a throttle that breaks while it decides ends the run, named with its Alert', () => {
  const alert = 'Alert 3 of Device 02-53-50-01-00-00-00-01, Alert Code 8F3D';

  test.each<[what: string, text: string, said: string]>([
    [
      'throws',
      deciding(`if (originatorCounter === 3) throw new TypeError('oops'); ${DELIVER}`),
      `the throttle threw on ${alert}: oops`,
    ],
    [
      'answers nonsense',
      deciding(`if (originatorCounter === 3) return 'discard'; ${DELIVER}`),
      `the throttle answered ${alert} with nonsense: 'discard', no decision`,
    ],
    [
      'answers later',
      deciding(DELIVER).replace('decide(', 'async decide('),
      'with nonsense: a promise; a throttle answers at once',
    ],
    [
      'answers late',
      deciding(
        `const end = Date.now() + 1100; while (originatorCounter === 3 && Date.now() < end); ${DELIVER}`,
      ),
      `ms over ${alert}; at most 1000 ms are allowed`,
    ],
    [
      'throws where nobody can catch it',
      deciding(`setTimeout(() => { throw new Error('from a timer'); }); ${DELIVER}`),
      'something threw where nobody could catch it: from a timer',
    ],
  ])('one that %s', async (_, text, said) => {
    const { code, stdout, stderr } = await runModule(text);
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toContain(said);
    expect(await place.leftovers()).toEqual(['mine.mjs']);
  });
});
