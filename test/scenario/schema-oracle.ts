// An independent reader of JSON Schemas, and of YAML as the parsers read it: what an editor would make of a file.

import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseDocument } from 'yaml';
import { editorSchema } from '../../src/scenario/editor-schema.ts';
import type { FileKind } from '../../src/scenario/file-kind.ts';

/** Knows the draft, and the one word of editors that is not in it. */
export const ajv = new Ajv2020({ strictTypes: true, allErrors: true });
ajv.addVocabulary(['errorMessage']);

const validators = new Map(
  (['scenario', 'profile', 'part'] as const).map((kind) => [kind, ajv.compile(editorSchema(kind))]),
);

/** Where the schema has something against a text, as paths and keywords; nothing when it accepts the text. */
export function objections(kind: FileKind, text: string): string[] {
  const validate = validators.get(kind)!;
  const document = parseDocument(text, { schema: 'core', resolveKnownTags: false, prettyErrors: false });
  if (validate(document.toJS())) return [];
  return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}
