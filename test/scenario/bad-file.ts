// The folder of deliberately bad files: a name in, its diagnostics out as rows a table can hold.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { InputError } from '../../src/domain/diagnostic.ts';
import { includedPaths, type LostPart, type PartText } from '../../src/scenario/include.ts';
import { parsePart } from '../../src/scenario/parse-part.ts';
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

/** The text of a bad file. */
export function badText(name: string): string {
  return readFileSync(new URL(`${name}.yaml`, FOLDER), 'utf8');
}

/** Parses a bad file, in the way its name begins, and returns what was found in it. */
export function rowsOf(name: string): Row[] {
  const text = badText(name);
  if (name.startsWith('part-')) return rowsOfText(text, parsePart);
  if (!name.startsWith('scenario-')) return rowsOfText(text, parseProfile);
  const parts = includedPaths(text).map(partAt);
  return rowsOfText(text, (of, file) => parseScenario(of, file, [], parts));
}

function partAt(path: string): PartText | LostPart {
  const url = new URL(path, FOLDER);
  if (!existsSync(url)) return { path, cause: null };
  try {
    return { path, file: path, text: readFileSync(url, 'utf8') };
  } catch {
    return { path, cause: 'unreadable' };
  }
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
