// A scenario, fully defaulted and frozen: everything later stages need, nothing they must interpret.
// Durations and times are integer microseconds of scenario time.

import type { Connection, DeviceType } from '../domain/device.ts';
import type { Figure } from '../domain/figure.ts';
import type { Qos } from '../domain/qos.ts';
import type { Share } from '../domain/share.ts';
import type { UserRole } from '../domain/user.ts';

/** When a stream's Alerts are due on each of its Devices, counted from the stream's `fromUs`. */
export type ArrivalShape =
  | { readonly shape: 'every'; readonly intervalUs: number }
  | { readonly shape: 'poisson'; readonly perSecond: number }
  | { readonly shape: 'burst'; readonly count: number; readonly intervalUs: number }
  | { readonly shape: 'once' }
  | { readonly shape: 'at'; readonly timesUs: readonly number[] }
  /** The rate goes in a straight line over `overUs`, and stays at the end of it. */
  | {
      readonly shape: 'ramp';
      readonly fromPerSecond: number;
      readonly toPerSecond: number;
      readonly overUs: number;
    }
  /** Trains of `count` Alerts, `spacingUs` apart; a train starts at each interval. */
  | {
      readonly shape: 'comb';
      readonly count: number;
      readonly spacingUs: number;
      readonly intervalUs: number;
    }
  /** The stream's own code at each interval, and `clearCode` so much later: two keys. */
  | {
      readonly shape: 'pair';
      readonly clearCode: number;
      readonly afterUs: number;
      readonly intervalUs: number;
    };

/** Devices of a type: `count` of them after the first `skip`, all that are left when null. Or single ones. */
export type Cohort =
  | { readonly type: DeviceType; readonly count: number | null; readonly skip?: number }
  | { readonly ids: readonly string[] };

/** Alerts that their Device sends again, unchanged: same originator counter, same time inside, byte for byte. */
export interface ResendSpec {
  /** How likely each Alert is to be one of them, drawn for each by itself. */
  readonly share: Share;
  /** From one sending to the next. */
  readonly afterUs: number;
  /** How often each is sent again. */
  readonly times: number;
}

/** What is wrong with the clock of a Device. */
export interface ClockSpec {
  /** How far it is ahead when the scenario starts; below zero it is behind. */
  readonly aheadUs: number;
  /** What comes on top: of each Device its own uniform draw, up to so much either way. */
  readonly withinUs: number;
  /** What it gains in every `perUs` from then on; below zero it loses. Null where it runs right. */
  readonly drift: { readonly gainsUs: number; readonly perUs: number } | null;
}

/** One stream of Alerts: the same code, or two with a `pair`, on some of the Devices. */
export interface StreamSpec {
  readonly name: string;
  readonly devices: Cohort;
  readonly alertCode: number;
  readonly recipient: UserRole;
  readonly arrival: ArrivalShape;
  /** Each event is moved later by a uniform draw from [0, jitterUs). */
  readonly jitterUs: number;
  readonly fromUs: number;
  readonly untilUs: number;
  readonly resend?: ResendSpec;
  /** The clock of its Devices, whatever stream they send in; those that no stream gives one have a right one. */
  readonly clock?: ClockSpec;
  /** The fault itself, not honest traffic: its keys are set apart when losses of honest Alerts are counted. */
  readonly storm?: boolean;
}

/** Who is out there: `perHub` Devices of each type on each of `hubs` Communications Hubs. */
export interface PopulationSpec {
  readonly hubs: number;
  readonly perHub: ReadonlyArray<{ readonly type: DeviceType; readonly count: number }>;
  /** What holds an MQTT connection; each Device when it is not said. */
  readonly connection?: Connection;
}

/** A recorded trace in the place of a population and its streams. */
export interface TraceSpec {
  /** A trace file, or the directory of a run record; relative to the scenario's own file. */
  readonly file: string;
  /** How much later than in the trace every Alert is due. */
  readonly shiftUs: number;
  /** One line that cannot be used is enough to refuse the trace. */
  readonly strict: boolean;
}

/** The stream that all Alerts of a trace are in. */
export const TRACE_STREAM = 'trace';

/** A figure a run is measured by, compared with a bound: `storm.discarded > 0`. */
export interface Expectation {
  /** The line as written. */
  readonly text: string;
  readonly figure: Figure;
  readonly comparison: '<' | '<=' | '==' | '!=' | '>=' | '>';
  /** A number of Alerts, or microseconds of wall time where the figure is a latency. */
  readonly bound: number;
}

/** A whole scenario. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly requirements: readonly string[];
  readonly claims: readonly string[];
  readonly seed: number;
  /** Infinite for a trace without a duration of its own, until the trace is read. */
  readonly durationUs: number;
  readonly timeScale: number;
  readonly qos: Qos;
  /** Path of the profile as the scenario names it, relative to the scenario's own file. */
  readonly profilePath: string;
  /** Nobody when there is a trace, which brings its own Devices; then there are no streams either. */
  readonly population: PopulationSpec;
  /** The paths that `vary` gives several values: one run needs one value of each. */
  readonly varies?: readonly string[];
  readonly streams: readonly StreamSpec[];
  readonly trace?: TraceSpec;
  readonly expect: readonly Expectation[];
}
