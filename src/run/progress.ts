// What a run tells while it goes on: typed events, in order. Whoever shows them decides how.
// Shapes only; nothing here may slow a storm down.

import type { Qos } from '../domain/qos.ts';
import type { RunMode, ThrottleIdentity } from '../record/run-document.ts';
import type { TraceEvidence } from '../trace/recorded-trace.ts';

/** What identifies a planned run. Hashes are SHA-256, hexadecimal. */
export interface PlanIdentity {
  readonly scenario: string;
  readonly title: string;
  readonly seed: number;
  readonly scenarioHash: string;
  readonly planHash: string;
  readonly profileName: string;
  readonly profileStatus: string;
  readonly profileHash: string;
  readonly throttle: ThrottleIdentity;
  readonly devices: number;
  readonly alerts: number;
  readonly timeScale: number;
  /** Scenario length in microseconds of scenario time. */
  readonly durationUs: number;
  /** There when the plan is a recorded trace. */
  readonly trace?: TraceEvidence;
}

/** What identifies a run; announced before the first message is sent. */
export interface RunIdentity extends PlanIdentity {
  readonly toolVersion: string;
  readonly mode: RunMode;
  /** Meter workers; none in virtual time. */
  readonly workers: number;
  readonly qos: Qos;
}

/** Figures at one moment of the storm. Counts are since the start; the rate is Alerts received per wall second. */
export interface StormFigures {
  /** Scenario time now, microseconds. */
  readonly nowUs: number;
  readonly connected: number;
  /** Alerts due by now according to the plan. */
  readonly offered: number;
  readonly sent: number;
  readonly received: number;
  readonly delivered: number;
  readonly discarded: number;
  /** Keys whose latest arrival was discarded; null where nobody counts them. */
  readonly throttledKeys: number | null;
  readonly ratePerSecond: number;
  /** Response time so far, wall milliseconds; null before the first delivery. */
  readonly p99Ms: number | null;
}

/** One event of a run. */
export type RunEvent =
  | { readonly event: 'planned'; readonly identity: RunIdentity }
  | { readonly event: 'connecting'; readonly connected: number; readonly devices: number }
  /** Small storms that count for nothing go before the one that does. */
  | { readonly event: 'rehearsing' }
  | { readonly event: 'storm'; readonly figures: StormFigures }
  | { readonly event: 'draining'; readonly figures: StormFigures }
  | { readonly event: 'judging' }
  | { readonly event: 'recorded'; readonly directory: string };

/** Takes events as they come. Must not throw and must not block. */
export type RunListener = (event: RunEvent) => void;
