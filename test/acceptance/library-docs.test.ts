// The test that docs/library.md shows is run as it stands, by a project that has installed the package; and the page has
// every operation of the library, and no other.

import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as library from '../../src/index.ts';
import { ROOT, startProcess } from './command-line.ts';

const PAGE = await readFile(join(ROOT, 'docs/library.md'), 'utf8');

test('the regression test of the page passes in a project of its own', async () => {
  const project = await mkdtemp(join(tmpdir(), 'stormproof-library-'));
  await mkdir(join(project, 'node_modules'));
  await symlink(ROOT, join(project, 'node_modules/stormproof'));
  await symlink(join(ROOT, 'node_modules/vitest'), join(project, 'node_modules/vitest'));
  await writeFile(join(project, 'threshold.test.ts'), /```ts\n([\s\S]*?)```/.exec(PAGE)![1]!);
  const runner = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const { code, stdout, stderr } = await startProcess(process.execPath, [runner, 'run'], project).finished;
  await rm(project, { recursive: true });
  expect(code, stdout + stderr).toBe(0);
  expect(stdout).toMatch(/2 passed/);
});

test('the page has every operation', () => {
  const operations = Object.entries(library).filter(
    ([name, of]) => typeof of === 'function' && /^[a-z]/.test(name),
  );
  expect(operations.length).toBeGreaterThan(10);
  const named = new Set([...PAGE.matchAll(/`(\w+)\(/g)].map((match) => match[1]));
  expect([...named].sort()).toEqual(operations.map(([name]) => name).sort());
});
