// The text of a part in; what is wrong with its form out. What its settings must be to each other shows only in a
// scenario that includes it. Touches no file.

import { partSchema, SHARED_KEYS } from './part-schema.ts';
import { Problems } from './problems.ts';
import { checkClaims } from './scenario-rules.ts';
import { checkSchema } from './schema-check.ts';
import { YamlSource } from './yaml-source.ts';
import { YamlText } from './yaml-text.ts';

/**
 * Reads a part by itself, and returns the keys of the settings in it.
 * @param file how diagnostics name the text
 * @throws InputError with all diagnostics at once
 */
export function parsePart(text: string, file: string): string[] {
  const part = new YamlText(text, file);
  checkPart(part).throwIfAny();
  return SHARED_KEYS.filter((key) => part.at([key]) !== undefined);
}

/** Everything that is wrong with the form of a part. */
export function checkPart(part: YamlText): Problems {
  const source = new YamlSource(part);
  const problems = new Problems(source);
  if (source.unreadable) return problems;
  checkSchema(partSchema, source, problems, 'the part');
  checkClaims(source, problems);
  return problems;
}
