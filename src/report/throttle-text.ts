// Which throttle was judged goes in, a few words come out, the same on screen and in every report.
// A module is known by its hash: a name says nothing of what was in it.

import type { ThrottleIdentity } from '../record/run-document.ts';
import { plainText } from './plain-text.ts';
import { shortHash } from './quantity.ts';

/** The throttle under test: `shipped with stormproof`, or `mine (plug-in ./mine.mjs, sha256 3fa9c1d2aa11)`. */
export function throttleText({ name, source, path, sha256 }: ThrottleIdentity): string {
  if (source === 'shipped') return `shipped with ${plainText(name)}`;
  const module = path === undefined ? '' : ` ${path}`;
  const hash = sha256 === undefined ? '' : `, sha256 ${shortHash(sha256)}`;
  return plainText(`${name} (${source}${module}${hash})`);
}
