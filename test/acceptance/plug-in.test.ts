// Throttles of somebody else, given to the built command line as modules: a right one passes, a wrong one is convicted,
// and so is one that does not answer, with the Alert it choked on.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MAX_THROTTLE_FAULTS } from '../../src/domain/limits.ts';
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

/** Runs a module with this text as the throttle. */
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
    const throttles = (await readdir(join(ROOT, 'examples'))).filter((name) => name.endsWith('.mjs'));
    expect(throttles.length).toBeGreaterThan(1);
    for (const name of throttles) expect(page).toContain(`examples/${name}`);
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

describe('a throttle that does not answer is convicted, with the Alert it choked on and a whole record', () => {
  const choked = { device: '02-53-50-01-00-00-00-01', code: '8F3D', counter: 3 };

  test.each<[what: string, text: string, entry: object]>([
    [
      'throws',
      deciding(`if (originatorCounter === 3) throw new TypeError('oops'); ${DELIVER}`),
      { outcome: null, reason: 'threw', copies: 0, fault: "threw 'oops'" },
    ],
    [
      'answers nonsense',
      deciding(`if (originatorCounter === 3) return 'discard'; ${DELIVER}`),
      { outcome: null, reason: 'nonsense', copies: 0, fault: "answered with 'discard', no decision" },
    ],
    [
      'answers late',
      deciding(
        `const end = performance.now() + 1100; while (originatorCounter === 3 && performance.now() < end); ${DELIVER}`,
      ),
      {
        outcome: 'deliver',
        reason: 'fine',
        copies: 1,
        fault: expect.stringMatching(/^took 1[1-9]\d\dms; at most 1000ms are allowed$/),
      },
    ],
  ])('one that %s', async (_, text, entry) => {
    const { code, stdout, stderr } = await runModule(text);
    expect(code, stderr).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain('asked about the Alert with originator counter 3');

    const document = JSON.parse(await readFile(join(place.record('run'), 'run.json'), 'utf8')) as RunDocument;
    const { verdict, measured, witness } = check(document, 'answers');
    expect([document.verdict, verdict, document.interrupted]).toEqual(['fail', 'fail', false]);
    expect(measured).toMatch(
      /^(1 without a decision, 0|0 without a decision, 1) decided too late, of \d+ Alerts$/,
    );
    expect(witness?.entries).toEqual([expect.objectContaining({ ...choked, ...entry })]);
    for (const id of ['conservation', 'quiet-traffic']) expect(check(document, id).verdict).toBe('pass');
    expect(document.totals.received).toBe(document.totals.planned);

    const again = await stormproof(['verify', 'run', '--json'], place.directory);
    expect(again.code, again.stderr).toBe(1);
    expect(JSON.parse(again.stdout)).toMatchObject({ verdict: 'fail', agrees: true });
  });

  test('one that answers later, always: it is given up, and the storm is ended early', async () => {
    await place.remove();
    place = await workplace((text) => text.replace('hubs: 21', 'hubs: 90'));
    const { code, stdout, stderr } = await runModule(deciding(DELIVER).replace('decide(', 'async decide('));
    expect(code, stderr).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'the throttle answered with a promise; a throttle answers at once',
    );
    const document = JSON.parse(await readFile(join(place.record('run'), 'run.json'), 'utf8')) as RunDocument;
    expect(check(document, 'answers')).toMatchObject({ verdict: 'fail', exercised: MAX_THROTTLE_FAULTS });
    expect(document.interrupted).toBe(true);
    expect(document.totals).toMatchObject({ delivered: 0, discarded: 0 });
    expect(document.totals.sent).toBeLessThan(document.totals.planned);
    expect((await stormproof(['verify', 'run'], place.directory)).code).toBe(1);
  });

  test('but not one that cannot say how many keys it tracks: that decides nothing', async () => {
    const honest = JSON.stringify(join(ROOT, 'examples/window-throttle.mjs'));
    const { code, stderr } = await runModule(
      `import make from ${honest};\n` +
        'export default (profile) => ({ decide: make(profile).decide, get trackedKeys() { throw 1; } });\n',
    );
    expect(code, stderr).toBe(0);
    const document = JSON.parse(await readFile(join(place.record('run'), 'run.json'), 'utf8')) as RunDocument;
    expect(document.throttle.trackedKeys).toBeNull();
  });
});

test('a throttle that throws where nobody can catch it ends the run, and no record is kept', async () => {
  const { code, stdout, stderr } = await runModule(
    deciding(`setTimeout(() => { throw new Error('from a timer'); }); ${DELIVER}`),
  );
  expect([code, stdout]).toEqual([4, '']);
  expect(stderr).toContain('broker 1 died during the run: from a timer');
  expect(await place.leftovers()).toEqual(['mine.mjs']);
});
