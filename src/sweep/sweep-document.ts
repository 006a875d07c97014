// The shape of `sweep.json`: what was swept, and what came of every cell. Written once; read by every report, which
// knows nothing of the sweep but this. docs/sweep.md describes it.

import type { Verdict } from '../domain/verdict.ts';
import type { Environment } from '../measure/environment.ts';
import type { ThrottleIdentity } from '../record/run-document.ts';
import type { SweepFigures } from './sweep-figures.ts';

/** Version of `sweep.json`; a change that breaks a reader raises it. */
export const SWEEP_SCHEMA_VERSION = 1;

/** A path and one value. */
export interface SetValue {
  readonly path: string;
  readonly value: unknown;
}

/** What a check that did not pass has to say. */
export interface CheckRemark {
  readonly id: string;
  readonly reason: string;
  readonly measured: string;
  /** The arithmetic that convicts, where there is any. */
  readonly witness: string | null;
}

/** The checks of one cell: those of every run, without the scenario's own claims and `expect` lines. */
export interface CellChecks {
  readonly passed: readonly string[];
  readonly failed: readonly CheckRemark[];
  readonly inconclusive: readonly CheckRemark[];
  readonly notExercised: readonly string[];
}

/** What a cell came to. */
export interface CellOutcome {
  readonly plan: { readonly hash: string; readonly devices: number; readonly alerts: number };
  readonly verdict: Verdict;
  readonly checks: CellChecks;
  readonly figures: SweepFigures;
}

/** What is known of a cell before it runs. Its number counts from 1; `scenario` is an index into the scenarios. */
interface CellIdentity {
  readonly cell: number;
  readonly scenario: number;
  /** One value of everything that varies. */
  readonly settings: readonly SetValue[];
}

/** One combination of values on one scenario. */
export type SweepCell = CellIdentity &
  (
    | ({
        readonly status: 'ran';
        readonly seed: number;
        readonly profile: {
          readonly name: string;
          readonly provenance: { readonly status: string; readonly source: string };
          readonly hash: string;
        };
      } & CellOutcome)
    | { readonly status: 'not-possible'; readonly reasons: readonly string[] }
  );

/** A cell that ran. */
export type RanCell = Extract<SweepCell, { readonly status: 'ran' }>;

/** One of the scenarios. */
export interface SweptScenario {
  readonly name: string;
  readonly title: string;
  readonly hash: string;
  /** What varies: the cells of a scenario are all combinations, the last path changing fastest. */
  readonly axes: readonly { readonly path: string; readonly values: readonly unknown[] }[];
  /** Streams that are marked as a storm in any cell. Where there are none, every key is honest. */
  readonly stormStreams: readonly string[];
}

/** The whole of `sweep.json`. */
export interface SweepDocument {
  readonly schemaVersion: typeof SWEEP_SCHEMA_VERSION;
  /** The gravest of all cells that ran. */
  readonly verdict: Verdict;
  readonly tool: { readonly name: 'stormproof'; readonly version: string };
  readonly scenarios: readonly SweptScenario[];
  /** Values set from outside that hold in every cell. */
  readonly settings: readonly SetValue[];
  readonly throttle: ThrottleIdentity;
  readonly cells: readonly SweepCell[];
  /** UTC, ISO 8601. */
  readonly start: string;
  readonly end: string;
  readonly workers: number;
  readonly environment: Environment;
}
