// Settings that the formats define and check in full, but that this version cannot run yet. They are refused
// by name instead of being passed over. Building one means deleting its line here, and nothing else.

import { allOf } from './word-list.ts';

/** Per setting, each word not built yet and how a sentence speaks of it. */
const UNBUILT = {
  'population.connection': { hub: '`connection: hub` is' },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

/** A setting that has words not built yet. */
export type UnbuiltSetting = keyof typeof UNBUILT;

/** The sentence that refuses the word, naming what this version has; null when the word is built, or no word. */
export function refusalOf(setting: UnbuiltSetting, word: unknown, words: readonly string[]): string | null {
  const unbuilt: Readonly<Record<string, string>> = UNBUILT[setting];
  if (typeof word !== 'string' || !Object.hasOwn(unbuilt, word)) return null;
  const built = words.filter((other) => !Object.hasOwn(unbuilt, other));
  return `${unbuilt[word]!} not built yet; this version has ${allOf(built)}`;
}
