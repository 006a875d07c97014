// The tool's own version, from its package.
// Read once, when it is first asked for; never written down twice.

import { readFileSync } from 'node:fs';

const packageFile = new URL('../../package.json', import.meta.url);

/** Version of stormproof, as in its package.json. */
export const toolVersion: string = (JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string })
  .version;
