#!/usr/bin/env node
// The executable: the process's own arguments and streams go in, its exit code comes out.
// Imports nothing statically that an old Node could fail to parse, so that the refusal is a sentence.

import { refusalOfNode } from './node-version.ts';

async function start(): Promise<number> {
  const refusal = refusalOfNode(process.versions.node);
  if (refusal === null) {
    const { lastWords } = await import('./last-words.ts');
    process.once('uncaughtException', lastWords);
    const { main } = await import('./cli.ts');
    return main(process.argv.slice(2), process, process.env);
  }
  process.stderr.write(`error: ${refusal}\n`);
  return 2;
}

process.exitCode = await start();
