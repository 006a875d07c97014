// The library: the same operations as the command line, typed, without a process of its own. What is exported here
// is public and stays; nothing else is.

import { summaryMarkdown } from './report/summary-markdown.ts';
import { SWEEP_REPORTERS } from './report/sweep-reporters.ts';
import { type ReplayOptions, replayScenario } from './run/replay-scenario.ts';
import type { RunOptions, RunOutcome } from './run/run-options.ts';
import { runScenario as run } from './run/run-scenario.ts';
import { sweep as runSweep } from './sweep/sweep.ts';
import type { SweepOptions, SweepOutcome } from './sweep/sweep-options.ts';

/**
 * Runs a scenario against the embedded broker and a throttle, judges it, and leaves a record.
 * @throws InputError when a file is wrong, StormError when something breaks: then nothing is recorded.
 */
export function runScenario(options: RunOptions): Promise<RunOutcome> {
  return run({ reporters: [summaryMarkdown], ...options });
}

/**
 * Replays a recorded trace, or what an earlier run received, as `runScenario` runs a scenario.
 * @throws InputError when trace or profile are wrong, StormError when something breaks: then nothing is recorded.
 */
export async function replayTrace(options: ReplayOptions): Promise<RunOutcome> {
  return runScenario(await replayScenario(options));
}

/**
 * Runs every combination of values over scenarios in virtual time, and leaves a directory with a document, a table and
 * a report.
 * @throws InputError, StormError, or the signal's reason when it aborts: then nothing is kept
 */
export function sweep(options: SweepOptions): Promise<SweepOutcome> {
  return runSweep({ reporters: SWEEP_REPORTERS, ...options });
}

export type { CaptureEnd, CaptureEvent, CaptureOptions, CaptureOutcome } from './capture/capture-options.ts';
export type { UnreadableMessages } from './capture/capture-tally.ts';
export { captureTrace as recordTrace } from './capture/capture-trace.ts';
export { type CompareOptions, compareRecords } from './compare/compare-records.ts';
export type {
  ChangedRow,
  CheckChange,
  ComparedRun,
  Comparison,
  ComparisonReport,
  DecisionChanges,
  FigureChange,
  IdentityChange,
  Judgement,
  KeyChange,
  MetadataChanges,
  RowChanges,
  UnpairedRecord,
  UnreadablePair,
} from './compare/comparison.ts';
export { alertByCode, searchAlerts } from './domain/alert-catalogue.ts';
export type { AlertRecipient, CatalogueEntry } from './domain/alert-catalogue-row.ts';
export type { Clock } from './domain/clock.ts';
export { type Diagnostic, InputError } from './domain/diagnostic.ts';
export { EXIT, type FailureKind, StormError } from './domain/failure.ts';
export type { CheckResult, CheckVerdict, Verdict, Witness } from './domain/verdict.ts';
export type { HistoryEntry, HistoryHeader } from './ledger/history.ts';
export type { RunDocument, ThrottleIdentity } from './record/run-document.ts';
export { planScenario } from './run/plan-scenario.ts';
export type { RunEvent, RunIdentity, RunListener, StormFigures } from './run/progress.ts';
export type { ReplayOptions } from './run/replay-scenario.ts';
export { listVariants } from './run/run-inputs.ts';
export type { PlannedStream, PlanSummary, Reporter, RunOptions, RunOutcome } from './run/run-options.ts';
export { type ListedScenario, listScenarios } from './run/scenario-library.ts';
export { type ValidFile, validateFile } from './run/validate-file.ts';
export { type VerifiedRecord, type VerifyOptions, verifyRecord } from './run/verify-record.ts';
export { toolVersion } from './run/version.ts';
export type { Setting } from './scenario/setting.ts';
export type {
  CellChecks,
  CheckRemark,
  RanCell,
  SetValue,
  SweepCell,
  SweepDocument,
  SweptScenario,
} from './sweep/sweep-document.ts';
export type { Spread, SweepFigures } from './sweep/sweep-figures.ts';
export type {
  SweepEvent,
  SweepListener,
  SweepOptions,
  SweepOutcome,
  SweepReporter,
} from './sweep/sweep-options.ts';
export type { Peak } from './sweep/traffic.ts';
export { createThrottle } from './throttle/create-throttle.ts';
export type { AlertRule, Profile } from './throttle/profile.ts';
export type { Arrival, Decision, Throttle, ThrottleFactory, ThrottleMetadata } from './throttle/throttle.ts';
export type { TraceEvidence, TraceFormat, TraceSource } from './trace/recorded-trace.ts';
