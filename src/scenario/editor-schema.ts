// The three formats as JSON Schemas, for editors: which keys there are, what each may hold, and a sentence on it. What
// two settings must be to each other is left to `stormproof validate`.

import type { FileKind } from './file-kind.ts';
import { type JsonForm, jsonFormOf } from './json-form.ts';
import { partSchema, SHARED_KEYS } from './part-schema.ts';
import { profileSchema } from './profile-schema.ts';
import { scenarioSchema, WITHOUT_TRACE } from './scenario-schema.ts';

/** The JSON Schema of a kind of file. */
export function editorSchema(kind: FileKind): JsonForm {
  const schema = { scenario: scenarioSchema, profile: profileSchema, part: partSchema }[kind];
  const { $schema, ...form } = jsonFormOf(schema);
  return { $schema, title: `stormproof ${kind}`, ...(kind === 'scenario' ? orInPart(form) : form) };
}

/** What a scenario must have, be it one stream at least, may stand in one of its parts instead. */
function orInPart({ required = [], properties, ...form }: JsonForm): JsonForm {
  const { streams, ...settings } = properties as Readonly<Record<string, JsonForm>>;
  const { minItems, ...anyStreams } = streams!;
  const elsewhere = required.filter((key) => SHARED_KEYS.includes(key));
  return {
    ...form,
    properties: { ...settings, streams: anyStreams },
    required: required.filter((key) => !elsewhere.includes(key)),
    if: { required: ['include'] },
    else: {
      required: elsewhere,
      anyOf: [{ required: ['trace'] }, { required: Object.keys(WITHOUT_TRACE) }],
      properties: { streams: { type: 'array', minItems } },
    },
  };
}
