// The shape of `run.json`: what was run, what came of it, and where. Written once; read by every report, which
// knows nothing of the run but this.

import type { Qos } from '../domain/qos.ts';
import type { ResourceUse } from '../domain/resource-use.ts';
import type { CheckResult, Verdict } from '../domain/verdict.ts';
import type { HistoryEntry, HistoryHeader } from '../ledger/history.ts';
import type { Environment } from '../measure/environment.ts';
import type { LatencyLeg } from '../measure/latency-legs.ts';
import type { LatencySummary } from '../measure/latency-summary.ts';
import type { ThreadLoad } from '../measure/thread-sampler.ts';
import type { TraceEvidence } from '../trace/recorded-trace.ts';
import type { MqttClientName } from '../wire/mqtt-client.ts';

/** Version of `run.json`; a change that breaks a reader raises it. */
export const RUN_SCHEMA_VERSION = 1;

/** How a plan was carried out: over MQTT connections, or straight through the throttle on a clock that jumps. */
export type RunMode = HistoryHeader['mode'];

/** Counts of Alerts over the whole run. `refused` never reached the throttle. */
export interface RunTotals {
  readonly planned: number;
  readonly sent: number;
  readonly received: number;
  readonly delivered: number;
  readonly discarded: number;
  readonly refused: number;
}

/** How one thread of the run fared. What is optional is not in every older record. */
type ThreadHealth = { readonly thread: string } & Pick<
  ThreadLoad,
  'utilization' | 'delayP99Ms' | 'delayMaxMs'
> &
  Partial<ThreadLoad>;

/** Was the generator able to do what the plan asked? */
export interface GeneratorHealth {
  readonly workers: number;
  /** What Devices and Users connected with; absent in virtual time, and in records older than the choice. */
  readonly client?: MqttClientName;
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
  /** How far what the harness needs was used up; absent in virtual time and in older records. */
  readonly resources?: readonly ResourceUse[];
  readonly peakRssBytes: number;
}

/** Which throttle was judged. A plug-in that is a module has its path as it was given, and the file's SHA-256. */
export interface ThrottleIdentity {
  readonly name: string;
  readonly source: 'shipped' | 'plug-in';
  readonly path?: string;
  readonly sha256?: string;
}

/** A part of the scenario: its path as the scenario writes it, the file of the record that holds it, its SHA-256. */
export interface RecordedPart {
  readonly path: string;
  readonly file: string;
  readonly sha256: string;
}

/** The whole of `run.json`. */
export interface RunDocument {
  readonly schemaVersion: typeof RUN_SCHEMA_VERSION;
  readonly verdict: Verdict;
  readonly checks: readonly CheckResult<HistoryEntry>[];
  readonly totals: RunTotals;
  readonly tool: { readonly name: 'stormproof'; readonly version: string };
  readonly scenario: {
    readonly name: string;
    readonly title: string;
    /** SHA-256 of the file, or of the checksums of all its files when it includes parts. */
    readonly hash: string;
    /** What it includes, in order; absent when that is nothing. */
    readonly parts?: readonly RecordedPart[];
  };
  readonly requirements: readonly string[];
  readonly claims: readonly string[];
  /** Claims and `expect` lines that the mode of the run can say nothing about; the verdict rests on the others. */
  readonly setAside: readonly string[];
  readonly plan: { readonly hash: string; readonly devices: number; readonly alerts: number };
  /** There when the Alerts were those of a recorded trace. */
  readonly trace?: TraceEvidence;
  readonly profile: {
    readonly name: string;
    readonly provenance: { readonly status: string; readonly source: string };
    readonly hash: string;
  };
  /** Values set from outside of the files, which the record holds as they are. */
  readonly settings?: readonly { readonly path: string; readonly value: unknown }[];
  readonly seed: number;
  readonly mode: RunMode;
  /** What was sent to: the embedded broker, or `none` in virtual time. */
  readonly target: 'embedded' | 'none';
  readonly timeScale: number;
  readonly qos: Qos;
  readonly durationUs: number;
  readonly interrupted: boolean;
  /** False when the record was written without its history: then nobody can derive the verdict again. */
  readonly history: boolean;
  /** UTC, ISO 8601. */
  readonly start: string;
  readonly end: string;
  readonly environment: Environment;
  /** Per leg; null where nothing was measured, as always in virtual time. */
  readonly latency: Readonly<Record<LatencyLeg, LatencySummary | null>>;
  readonly generator: GeneratorHealth;
  readonly refused: Readonly<Record<string, number>>;
  /** The throttle under test, and how many keys it said it tracked at the end; null when it said no such thing. */
  readonly throttle: ThrottleIdentity & { readonly trackedKeys: number | null };
  /** Everything the run was really given, defaults and overrides applied. */
  readonly effective: { readonly scenario: unknown; readonly profile: unknown };
}
