// The form of a part, the settings that scenarios share. It has the keys of a scenario but those that make a scenario
// the one it is, so a new key of a scenario is a key of a part as well.

import { z } from 'zod';
import { exactly, section } from './field.ts';
import { scenarioSchema } from './scenario-schema.ts';

const { scenario, include, name, title, vary, ...settings } = scenarioSchema.shape;

/** The keys that a part may have beside `part`. */
export const SHARED_KEYS: readonly string[] = Object.keys(settings);

const shared = Object.fromEntries(
  Object.entries<z.ZodType>(settings).map(([key, setting]) => [
    key,
    withoutDefault(setting)
      .optional()
      .describe(setting.description ?? ''),
  ]),
);

/** A part as written: every word and number in its bounds. */
export const partSchema = section('a map of settings that starts with `part: 1`', {
  part: exactly(1, 'the version of this format').describe('Version of this format.'),
  ...shared,
});

/** A scenario of which some part is not known: whatever a part might say may be missing. */
export const openScenarioSchema = section('a map of settings that starts with `scenario: 1`', {
  ...{ scenario, include, name, title, vary },
  ...shared,
});

/** What a scenario leaves out has a default; what a part leaves out, another file may say. */
function withoutDefault(setting: z.ZodType): z.ZodType {
  const wrapped =
    setting instanceof z.ZodDefault || setting instanceof z.ZodPrefault || setting instanceof z.ZodOptional;
  return wrapped ? withoutDefault(setting.unwrap() as z.ZodType) : setting;
}
