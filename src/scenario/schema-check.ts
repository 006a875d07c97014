// A schema meets a document: each of the schema's issues becomes a plain sentence at the right place.
// The words come from field.ts; the schema library's own are never shown.

import type { z } from 'zod';
import type { FieldHint } from './field.ts';
import { nearestWord } from './nearest-word.ts';
import type { Problems } from './problems.ts';
import { hintFor } from './word-list.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** Reads the document by the schema; every issue goes to `problems`, and then there is no result. */
export function checkSchema<T>(
  schema: z.ZodType<T>,
  source: YamlSource,
  problems: Problems,
  what: string,
): T | undefined {
  const { success, data, error } = schema.safeParse(source.value);
  if (success) return data;
  for (const issue of error.issues) report(issue, source, problems, what);
  return undefined;
}

/** What one part of the document means by itself; undefined when it is missing or wrong. */
export function readPart<T>(schema: z.ZodType<T>, source: YamlSource, path: YamlPath): T | undefined {
  return schema.safeParse(source.at(path)).data;
}

/** How a sentence names the value at a path. */
function nameOf(path: YamlPath, what: string): string {
  const last = path.at(-1);
  if (last === undefined) return what;
  return typeof last === 'number' ? `\`${path.at(-2) ?? what}\` item ${last + 1}` : `\`${last}\``;
}

function report(issue: z.core.$ZodIssue, source: YamlSource, problems: Problems, what: string): void {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(' ');
    for (const key of issue.keys) {
      problems.atKey([...path, key], `unknown key \`${key}\``, hintFor(key, known, 'the keys here are'));
    }
    return;
  }
  const name = nameOf(source.asWritten(path), what);
  const written = source.written(path);
  if (written === undefined) {
    problems.atValue(path, `${name} is missing; it must be ${issue.message}`);
  } else if (written === '') {
    problems.atValue(path, `${name} is empty; it must be ${issue.message}`);
  } else {
    problems.atValue(path, `${name} must be ${issue.message}; found ${written}`, hintOf(issue, written));
  }
}

function hintOf(issue: z.core.$ZodIssue, written: string): string | null {
  if (issue.code === 'invalid_value') {
    const words = issue.values.filter((value) => typeof value === 'string');
    const nearest = nearestWord(written, words);
    return nearest === null ? null : `did you mean \`${nearest}\`?`;
  }
  if (issue.code !== 'custom') return null;
  const hint = issue.params?.hint as FieldHint | null | undefined;
  return hint?.(written) ?? null;
}
