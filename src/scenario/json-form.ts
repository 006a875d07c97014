// What an editor is told of a schema: its JSON Schema (draft 2020-12), out of its structure where that shows it, else
// out of a form that stands beside its reader. A form never refuses what the reader accepts.

import { z } from 'zod';

/** A JSON Schema, or a piece of one. */
export interface JsonForm {
  readonly description?: string | undefined;
  readonly required?: readonly string[] | undefined;
  readonly [keyword: string]: unknown;
}

const FORMS = z.registry<{ readonly shown: (structure: JsonForm) => JsonForm }>();

/** Adds to the form of a schema what neither its structure nor an earlier form shows, or makes another one of that. */
export function withForm<S extends z.ZodType>(
  schema: S,
  form: JsonForm | ((before: JsonForm) => JsonForm),
): S {
  const before = FORMS.get(schema)?.shown ?? ((structure) => structure);
  const shown = typeof form === 'function' ? form : (known: JsonForm): JsonForm => ({ ...known, ...form });
  FORMS.add(schema, { shown: (structure) => shown(before(structure)) });
  return schema;
}

/** The JSON Schema of what a schema reads. */
export function jsonFormOf(schema: z.ZodType): JsonForm {
  const form: object = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const shown = FORMS.get(zodSchema)?.shown({ ...jsonSchema });
      if (!shown) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      Object.assign(jsonSchema, shown);
    },
  });
  return { ...form };
}
