// The shape of `run.json`: what was run, what came of it, and where. Written once; read by every report.

import type { Qos } from '../domain/qos.ts';
import type { CheckResult, Verdict } from '../domain/verdict.ts';
import type { HistoryEntry } from '../ledger/history.ts';

/** Version of `run.json`; a change that breaks a reader raises it. */
export const RUN_SCHEMA_VERSION = 1;

/** Counts of Alerts over the whole run. `refused` never reached the throttle. */
export interface RunTotals {
  readonly planned: number;
  readonly sent: number;
  readonly received: number;
  readonly delivered: number;
  readonly discarded: number;
  readonly refused: number;
}

/** One leg's latency in wall microseconds; null when nothing was measured. */
export interface LatencySummary {
  readonly samples: number;
  readonly minUs: number;
  readonly p50Us: number;
  readonly p90Us: number;
  readonly p99Us: number;
  readonly p999Us: number;
  readonly maxUs: number;
}

/** The legs measured: response time counts from the planned moment, service time from the sending. */
export const LATENCY_LEGS = [
  'response.deliver',
  'service.deliver',
  'response.receive',
  'service.receive',
] as const;

/** One measured leg. */
export type LatencyLeg = (typeof LATENCY_LEGS)[number];

/** How one thread fared: what would make a run inconclusive shows here first. */
export interface ThreadHealth {
  readonly thread: string;
  /** Share of wall time the event loop was busy, 0…1. */
  readonly utilization: number;
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
}

/** Was the generator able to do what the plan asked? */
export interface GeneratorHealth {
  readonly workers: number;
  /** Alerts sent more than the lateness limit after their planned moment. */
  readonly late: number;
  /** Alerts of the plan that were never sent. */
  readonly dropped: number;
  /** Lateness of sending in wall milliseconds; null when nothing was sent. */
  readonly latenessP99Ms: number | null;
  readonly latenessMaxMs: number | null;
  readonly unacknowledged: number;
  readonly reconnects: number;
  readonly threads: readonly ThreadHealth[];
  readonly peakRssBytes: number;
}

/** Where the run took place. */
export interface Environment {
  readonly node: string;
  readonly os: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
}

/** The whole of `run.json`. */
export interface RunDocument {
  readonly schemaVersion: typeof RUN_SCHEMA_VERSION;
  readonly verdict: Verdict;
  readonly checks: readonly CheckResult<HistoryEntry>[];
  readonly totals: RunTotals;
  readonly tool: { readonly name: 'stormproof'; readonly version: string };
  readonly scenario: { readonly name: string; readonly title: string; readonly hash: string };
  readonly requirements: readonly string[];
  readonly claims: readonly string[];
  readonly plan: { readonly hash: string; readonly devices: number; readonly alerts: number };
  readonly profile: {
    readonly name: string;
    readonly provenance: { readonly status: string; readonly source: string };
    readonly hash: string;
  };
  readonly seed: number;
  readonly mode: 'mqtt' | 'virtual';
  readonly target: string;
  readonly timeScale: number;
  readonly qos: Qos;
  readonly durationUs: number;
  readonly interrupted: boolean;
  /** UTC, ISO 8601. */
  readonly start: string;
  readonly end: string;
  readonly environment: Environment;
  readonly latency: Readonly<Record<LatencyLeg, LatencySummary | null>>;
  readonly generator: GeneratorHealth;
  readonly refused: Readonly<Record<string, number>>;
  /** Ids and counts the throttle reported about itself. */
  readonly throttle: { readonly trackedKeys: number };
  /** Everything the run was really given, defaults and overrides applied. */
  readonly effective: { readonly scenario: unknown; readonly profile: unknown };
}
