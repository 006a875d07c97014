// The folder of deliberately bad files: a name in, its diagnostics out as rows a table can hold.

import { readdirSync, readFileSync } from 'node:fs';
import { InputError } from '../../src/domain/diagnostic.ts';
import { parseProfile } from '../../src/scenario/parse-profile.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

const FOLDER = new URL('./bad/', import.meta.url);

/** One expected diagnostic: line, column, message, hint. */
export type Row = readonly [line: number, column: number, message: string, hint: string | null];

/** The bad files whose names start with this word, without their ending. */
export function badFiles(family: string): string[] {
  const names = readdirSync(FOLDER).filter((name) => name.startsWith(`${family}-`));
  return names.map((name) => name.replace('.yaml', '')).sort();
}

/** Parses a bad file and returns what was found in it. */
export function rowsOf(name: string): Row[] {
  const text = readFileSync(new URL(`${name}.yaml`, FOLDER), 'utf8');
  return rowsOfText(text, name.startsWith('scenario-') ? parseScenario : parseProfile);
}

/** Parses a text and returns what was found in it; no rows when it is good. */
export function rowsOfText(text: string, parse: (text: string, file: string) => unknown): Row[] {
  try {
    parse(text, 'input.yaml');
    return [];
  } catch (thrown) {
    if (!(thrown instanceof InputError)) throw thrown;
    return thrown.diagnostics.map(({ line, column, message, hint }) => [line, column, message, hint]);
  }
}
