// What a caller may say about a sweep, what it is told meanwhile, and what it gets back. Shared by the library and the
// command line. Shapes only: defaults are given where each option is used.

import type { Setting } from '../scenario/setting.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';
import type { SweepDocument } from './sweep-document.ts';

/** Makes one file of a finished sweep: file name and text. */
export interface SweepReporter {
  readonly file: string;
  render(sweep: SweepDocument): string | Promise<string>;
}

/** One step of a sweep. Cells are those that are possible. */
export type SweepEvent =
  | {
      readonly event: 'planned';
      readonly scenarios: readonly string[];
      readonly cells: number;
      readonly notPossible: number;
      readonly workers: number;
    }
  | { readonly event: 'cell'; readonly done: number; readonly cells: number }
  | { readonly event: 'writing' }
  | { readonly event: 'recorded'; readonly directory: string };

/** Takes events as they come. Must not throw and must not block. */
export type SweepListener = (event: SweepEvent) => void;

/** Options of one sweep. */
export interface SweepOptions {
  /** Paths of scenario files, or names of the library. */
  readonly scenarios: readonly string[];
  /**
   * What varies: a path, `=` and its values, such as `profile.default.threshold=5,10..50:10`. What a scenario varies of
   * its own varies, too, unless it is named here or in `settings`. Something must vary.
   */
  readonly vary?: readonly string[];
  /** Values that hold in every cell, in the place of what scenario and profile say. */
  readonly settings?: readonly Setting[];
  /** Path of a profile to use instead of the scenario's. */
  readonly profile?: string;
  readonly seed?: number;
  /**
   * The throttle under test: the path of a module whose default export makes it, or what makes it. A function cannot
   * go to another thread: then all cells run in the thread of the caller.
   */
  readonly throttle?: ThrottleFactory | string;
  /** Worker threads; by default one per core. The result does not depend on it. */
  readonly workers?: number;
  /** Exact directory of the sweep; by default `sweeps/<UTC time>-<scenario>`. Must not exist. */
  readonly out?: string;
  readonly reporters?: readonly SweepReporter[];
  readonly onEvent?: SweepListener;
  /** Aborting ends the sweep at once, with the signal's reason; nothing is kept. */
  readonly signal?: AbortSignal;
}

/** What came of a sweep. Its files are in `directory`. */
export interface SweepOutcome {
  readonly directory: string;
  readonly sweep: SweepDocument;
}
