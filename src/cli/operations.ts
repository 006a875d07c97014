// The work behind the commands, behind one interface: tests pass fakes, and `--help` or `list` never load
// the broker, because each module is loaded when it is first called.

import type { CheckResult, Verdict } from '../domain/verdict.ts';
import type { HistoryEntry } from '../ledger/history.ts';
import type { RunDocument, RunTotals } from '../record/run-document.ts';
import type { PlanSummary, RunOptions, RunOutcome } from '../run/run-options.ts';

/** A file that was found sound. */
export interface SoundFile {
  readonly path: string;
  readonly kind: 'scenario' | 'profile';
  readonly name: string;
}

/** One scenario of the library. */
export interface LibraryScenario {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly requirements: readonly string[];
  readonly claims: readonly string[];
  readonly path: string;
  readonly durationUs: number;
  readonly timeScale: number;
}

/** A record judged again; `run` is what was recorded, everything else is derived from the history alone. */
export interface Reverdict {
  readonly run: RunDocument;
  readonly verdict: Verdict;
  readonly checks: readonly CheckResult<HistoryEntry>[];
  readonly agrees: boolean;
  readonly totals: RunTotals;
}

/** What the commands call. */
export interface Operations {
  toolVersion(): Promise<string>;
  runScenario(options: RunOptions): Promise<RunOutcome>;
  planScenario(options: RunOptions): Promise<PlanSummary>;
  validateFile(path: string): Promise<SoundFile>;
  listScenarios(): Promise<readonly LibraryScenario[]>;
  verifyRecord(directory: string): Promise<Reverdict>;
}

/** The real thing, loaded on demand. */
export const realOperations: Operations = {
  toolVersion: async () => (await import('../run/version.ts')).toolVersion,
  runScenario: async (options) => (await import('../run/run-scenario.ts')).runScenario(options),
  planScenario: async (options) => (await import('../run/plan-scenario.ts')).planScenario(options),
  validateFile: async (path) => (await import('../run/validate-file.ts')).validateFile(path),
  listScenarios: async () => (await import('../run/scenario-library.ts')).listScenarios(),
  verifyRecord: async (directory) => (await import('../run/verify-record.ts')).verifyRecord(directory),
};
