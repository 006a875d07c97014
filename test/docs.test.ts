// The docs keep up with the code: every file of a record, failure, check, figure and setting is described, every link
// leads somewhere.

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { BUILT_CHECKS } from '../src/domain/check-id.ts';
import { DEVICE_TYPES } from '../src/domain/device.ts';
import { FAILURES } from '../src/domain/failure.ts';
import { COUNTS, STATISTICS } from '../src/domain/figure.ts';
import { MAX_SWEEP_CELLS } from '../src/domain/limits.ts';
import { USER_ROLES } from '../src/domain/user.ts';
import { SWEEP_REPORTERS } from '../src/report/sweep-reporters.ts';
import { parsePart } from '../src/scenario/parse-part.ts';
import { objections } from './scenario/schema-oracle.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');

test('docs/verdicts.md has every check and every failure with its exit code', async () => {
  const text = await read('docs/verdicts.md');
  for (const id of BUILT_CHECKS) expect(text).toContain(`| \`${id}\` |`);
  for (const [kind, { exitCode }] of Object.entries(FAILURES))
    expect(text).toContain(`| \`${kind}\` | ${exitCode} |`);
  expect(text.match(/^\| `[a-z-]+` \| \d \|/gm)).toHaveLength(Object.keys(FAILURES).length);
});

test('docs/run-record.md has every refusal', async () => {
  const text = await read('docs/run-record.md');
  const source = await read('src/broker/refusals.ts');
  const reasons = [...source.matchAll(/'([a-z-]+)'/g)].map((match) => match[1]!);
  expect(reasons.length).toBeGreaterThan(3);
  for (const reason of reasons) expect(text).toContain(`| \`${reason}\` |`);
});

test('docs/scenarios.md has every count, statistic, Device type and User', async () => {
  const text = await read('docs/scenarios.md');
  for (const word of [...COUNTS, ...STATISTICS, ...DEVICE_TYPES, ...USER_ROLES]) expect(text).toContain(word);
});

test('docs/sweep.md has every figure and every file of a sweep, and the bound on its cells', async () => {
  const text = await read('docs/sweep.md');
  const shape = (await read('src/sweep/sweep-figures.ts')).split('export interface SweepFigures')[1]!;
  const figures = [...shape.matchAll(/^ {2}readonly (\w+):/gm)].map((match) => match[1]!);
  expect(figures.length).toBeGreaterThan(8);
  for (const figure of figures) expect(text).toMatch(new RegExp(`\\| .*\`${figure}[\`.]`));
  for (const { file } of SWEEP_REPORTERS) expect(text).toContain(`| \`${file}\` |`);
  expect(text).toContain(`at most ${MAX_SWEEP_CELLS.toLocaleString('en')} cells`);
});

test('docs/scenarios.md shows a part that is one, in stormproof and in an editor', async () => {
  const blocks = [...(await read('docs/scenarios.md')).matchAll(/```yaml\n(part: 1\n[^`]*)```/g)];
  expect(blocks.map(([, text]) => parsePart(text!, 'docs'))).toEqual([
    ['claims', 'profile', 'population', 'streams', 'expect'],
  ]);
  expect(objections('part', blocks[0]![1]!)).toEqual([]);
});

test('every relative link of the README and the docs leads to a file', async () => {
  const pages = [
    'README.md',
    'scenarios/catalogue.md',
    ...(await readdir(join(ROOT, 'docs'))).map((name) => `docs/${name}`),
  ];
  for (const page of pages) {
    for (const [, target] of (await read(page)).matchAll(/\]\(([^)#:]+)\)/g)) {
      expect(existsSync(join(ROOT, dirname(page), target!)), `${page}: ${target}`).toBe(true);
    }
  }
});
