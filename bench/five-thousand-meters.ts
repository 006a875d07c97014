// A storm with 5,000 connections in one process: what it takes to connect, hold and judge them. Runs the built command
// line, so that nothing but the product is in the process that is measured.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RunDocument } from '../src/record/run-document.ts';

const MAIN = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const SCENARIO = fileURLToPath(new URL('./five-thousand-meters.yaml', import.meta.url));

/** Runs the storm once and prints what it took. */
export async function benchFiveThousandMeters(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'stormproof-bench-'));
  const out = join(directory, 'run');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [MAIN, 'run', SCENARIO, '--json', '--quiet', '--out', out],
    { maxBuffer: 1 << 26 },
  );
  await rm(directory, { recursive: true });
  const { verdict, totals, generator, latency } = JSON.parse(stdout) as RunDocument;
  const lines = [
    `verdict ${verdict}, ${totals.received} Alerts received`,
    `peak memory ${(generator.peakRssBytes / 1e6).toFixed(0)} MB (bound: 600 MB)`,
    `response p99 ${((latency['response.deliver']?.p99Us ?? 0) / 1_000).toFixed(1)} ms`,
    ...generator.threads.map(
      ({ thread, utilization }) => `${thread} busy ${(utilization * 100).toFixed(0)} %`,
    ),
  ];
  process.stdout.write(`\n5,000 meters, one connection each\n${lines.map((line) => `  ${line}\n`).join('')}`);
}
