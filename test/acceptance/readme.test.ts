// The README is executed: every command it shows runs as shown, its scenario validates, its code compiles against the
// package. What `npm install` and `npm test` do is this very run.

import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT, startProcess, stormproof } from './command-line.ts';

const README = await readFile(join(ROOT, 'README.md'), 'utf8');

const blocks = (language: string): string[] =>
  [...README.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1]!);

const commands = blocks('console')
  .flatMap((block) => block.trim().split('\n'))
  .map((line) => line.replace(/^\$ /, '').replace('npm install && ', ''));

const written = ['runs/outage', 'outage.json', 'sweeps/tilt'].map((path) => join(ROOT, path));
const removeWritten = () => Promise.all(written.map((path) => rm(path, { recursive: true, force: true })));
beforeAll(removeWritten);
afterAll(removeWritten);

test('the first commands install, start and test', () => {
  expect(blocks('console')[0]).toBe('$ npm install && npm start\n');
  expect(blocks('console')[1]).toBe('$ npm install && npm test\n');
  expect(commands.length).toBeGreaterThanOrEqual(10);
});

// From here on two at a time: these storms are far from loading both cores.
test.concurrent('the other commands run as shown, each with exit code 0', async () => {
  const others = commands.filter((command) => !['npm start', 'npm test'].includes(command));
  const script = ['set -e', ...others.map((command) => `(${command})`)].join('\n');
  const { code, stdout, stderr } = await startProcess('bash', ['-c', script], ROOT).finished;
  expect(code, stderr).toBe(0);
  expect(stdout.match(/ ?PASS /g)?.length).toBeGreaterThanOrEqual(3);
  expect(JSON.parse(await readFile(join(ROOT, 'outage.json'), 'utf8'))).toMatchObject({
    verdict: 'pass',
    seed: 42,
  });
});

test.concurrent('npm start runs a storm, which passes', async () => {
  const { code, stdout, stderr } = await startProcess('npm', ['start'], ROOT).finished;
  expect(code, stderr).toBe(0);
  expect(stdout).toContain('PASS');
});

test.concurrent('the scenario of the README runs and passes', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'stormproof-readme-'));
  await symlink(join(ROOT, 'profiles'), join(directory, 'profiles'));
  const path = join(directory, 'readme.yaml');
  await writeFile(path, blocks('yaml')[0]!.replace('../profiles', './profiles'));
  const { code, stdout } = await stormproof(['run', path, '--out', join(directory, 'run')]);
  await rm(directory, { recursive: true });
  expect(stdout).toContain('PASS');
  expect(code).toBe(0);
});

test.concurrent('the code of the README runs against the built package', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'stormproof-readme-'));
  const code = blocks('ts')[0]!.replace("'stormproof'", JSON.stringify(join(ROOT, 'dist/index.js')));
  await writeFile(join(directory, 'readme.mjs'), code);
  const { code: exit, stdout } = await startProcess(process.execPath, ['readme.mjs'], directory).finished;
  await rm(directory, { recursive: true });
  expect(exit).toBe(0);
  expect(stdout).toMatch(/^pass \{/);
});
