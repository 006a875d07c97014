// The `schema` command, and the files that are kept of what it prints.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { editorSchema } from '../../src/scenario/editor-schema.ts';
import { stormproof } from './fake-world.ts';

const SCHEMAS = new URL('../../schemas/', import.meta.url);
const KINDS = ['part', 'profile', 'scenario'] as const;

describe('stormproof schema', () => {
  test.each(KINDS)('prints the JSON Schema of a %s and nothing else', async (kind) => {
    const { code, stdout, stderr } = await stormproof(['schema', kind]);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(editorSchema(kind));
    expect(stdout).toMatch(/^\{\n {2}"\$schema": "https:\/\/json-schema.org\/draft\/2020-12\/schema",\n/);
    expect(stdout.endsWith('\n}\n')).toBe(true);
  });

  it('means a scenario when nothing is said', async () => {
    expect((await stormproof(['schema'])).stdout).toBe((await stormproof(['schema', 'scenario'])).stdout);
  });

  it('knows no other kind of file', async () => {
    const { code, stdout, stderr } = await stormproof(['schema', 'record']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Allowed choices are scenario, profile, part.');
  });

  it('shows in its help how to keep one', async () => {
    expect((await stormproof(['schema', '--help'])).stdout).toContain(
      '$ stormproof schema > scenario.schema.json\n',
    );
  });
});

describe('the folder of schemas', () => {
  it('holds one of each kind', () => {
    expect(readdirSync(SCHEMAS).sort()).toEqual(KINDS.map((kind) => `${kind}.schema.json`));
  });

  test.each(KINDS)('holds that of a %s as the command prints it', async (kind) => {
    const kept = readFileSync(new URL(`${kind}.schema.json`, SCHEMAS), 'utf8');
    const { stdout } = await stormproof(['schema', kind]);
    expect(kept, 'The language has changed: run `npm run schemas` and commit what it writes.').toBe(stdout);
  });
});
