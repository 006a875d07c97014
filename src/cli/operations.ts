// The work behind the commands, behind one interface: tests pass fakes, and `--help` or `list` never load
// the broker, because each module is loaded when it is first called.

import type { CaptureOptions, CaptureOutcome } from '../capture/capture-options.ts';
import type { CompareOptions } from '../compare/compare-records.ts';
import type { ComparisonReport } from '../compare/comparison.ts';
import type { CatalogueEntry } from '../domain/alert-catalogue-row.ts';
import type { ReplayOptions } from '../run/replay-scenario.ts';
import type { PlanSummary, RunOptions, RunOutcome } from '../run/run-options.ts';
import type { ListedScenario } from '../run/scenario-library.ts';
import type { ValidFile } from '../run/validate-file.ts';
import type { VerifiedRecord, VerifyOptions } from '../run/verify-record.ts';
import type { FileKind } from '../scenario/file-kind.ts';
import type { Setting } from '../scenario/setting.ts';
import type { SelftestResult } from '../selftest/run-selftest.ts';
import type { SweepOptions, SweepOutcome } from '../sweep/sweep-options.ts';

/** What the commands call. */
export interface Operations {
  toolVersion(): Promise<string>;
  runScenario(options: RunOptions): Promise<RunOutcome>;
  planScenario(options: RunOptions): Promise<PlanSummary>;
  replayScenario(options: ReplayOptions): Promise<RunOptions>;
  listVariants(options: RunOptions): Promise<readonly (readonly Setting[])[]>;
  validateFile(path: string, settings: readonly Setting[]): Promise<ValidFile>;
  editorSchema(kind: FileKind): Promise<object>;
  listScenarios(): Promise<readonly ListedScenario[]>;
  searchAlerts(query: string): Promise<readonly CatalogueEntry[]>;
  verifyRecord(directory: string, options: VerifyOptions): Promise<VerifiedRecord>;
  compareRecords(run: string, baseline: string, options: CompareOptions): Promise<ComparisonReport>;
  captureTrace(options: CaptureOptions): Promise<CaptureOutcome>;
  runSelftest(): Promise<SelftestResult>;
  sweep(options: SweepOptions): Promise<SweepOutcome>;
}

/** The real thing, loaded on demand. */
export const realOperations: Operations = {
  toolVersion: async () => (await import('../run/version.ts')).toolVersion,
  runScenario: async (options) => (await import('../run/run-scenario.ts')).runScenario(options),
  planScenario: async (options) => (await import('../run/plan-scenario.ts')).planScenario(options),
  replayScenario: async (options) => (await import('../run/replay-scenario.ts')).replayScenario(options),
  listVariants: async (options) => (await import('../run/run-inputs.ts')).listVariants(options),
  validateFile: async (path, settings) =>
    (await import('../run/validate-file.ts')).validateFile(path, settings),
  editorSchema: async (kind) => (await import('../scenario/editor-schema.ts')).editorSchema(kind),
  listScenarios: async () => (await import('../run/scenario-library.ts')).listScenarios(),
  searchAlerts: async (query) => (await import('../domain/alert-catalogue.ts')).searchAlerts(query),
  captureTrace: async (options) => (await import('../capture/capture-trace.ts')).captureTrace(options),
  runSelftest: async () => (await import('../selftest/run-selftest.ts')).runSelftest(),
  sweep: async (options) => {
    const { sweep } = await import('../sweep/sweep.ts');
    const { SWEEP_REPORTERS } = await import('../report/sweep-reporters.ts');
    return sweep({ reporters: SWEEP_REPORTERS, ...options });
  },
  verifyRecord: async (directory, options) =>
    (await import('../run/verify-record.ts')).verifyRecord(directory, options),
  compareRecords: async (run, baseline, options) =>
    (await import('../compare/compare-records.ts')).compareRecords(run, baseline, options),
};
