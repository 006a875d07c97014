// What a caller may say about one run, and what it gets back. Shared by the library and the command line.
// Shapes only: defaults are given where each option is used.

import type { Qos } from '../domain/qos.ts';
import type { RunDocument, RunMode } from '../record/run-document.ts';
import type { Setting } from '../scenario/setting.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';
import type { MqttClientName } from '../wire/mqtt-client.ts';
import type { PlanIdentity, RunListener } from './progress.ts';

/** Makes one report file of a finished run: file name and text. */
export interface Reporter {
  readonly file: string;
  render(run: RunDocument): string;
}

/** Options of one run. Only the scenario is required. */
export interface RunOptions {
  /** Path of a scenario file, or the name of one in the library. */
  readonly scenario: string;
  /** The scenario itself, where it is in no file: `scenario` then says where it would be, for the paths in it. */
  readonly scenarioText?: string;
  /** Path of a profile to use instead of the scenario's. */
  readonly profile?: string;
  /** Over MQTT connections, the default, or in virtual time: then what is about sending is refused. */
  readonly mode?: RunMode;
  /** Values that take the place of what scenario and profile say. */
  readonly settings?: readonly Setting[];
  readonly seed?: number;
  readonly qos?: Qos;
  /** Exact directory of the record; by default `runs/<UTC time>-<scenario>`. Must not exist. */
  readonly out?: string;
  /** False leaves the history out of the record: nobody can derive the verdict again. */
  readonly history?: boolean;
  /** Port of the embedded broker on 127.0.0.1; any free one by default. */
  readonly port?: number;
  /** Meter workers; by default one per core that no broker has, at least one. The plan does not depend on it. */
  readonly workers?: number;
  /**
   * Brokers, each with a throttle of its own for its share of the Devices, on `port` and those after it. By default
   * one, and more only where one could not carry the plan and there are cores for them.
   */
  readonly brokers?: number;
  /** What Devices and Users connect with: `fast`, the default, or `mqtt.js`, the reference. */
  readonly client?: MqttClientName;
  /** The throttle under test: what makes it, or the path of a module with that for its default export. */
  readonly throttle?: ThrottleFactory | string;
  readonly reporters?: readonly Reporter[];
  readonly onEvent?: RunListener;
  /** Aborting stops the storm, drains, and keeps a partial record. */
  readonly signal?: AbortSignal;
}

/** What came of a run. The record is in `directory`. */
export interface RunOutcome {
  readonly directory: string;
  readonly run: RunDocument;
}

/** One stream of a plan. */
export interface PlannedStream {
  readonly name: string;
  /** Its Alert Code, four hexadecimal digits. */
  readonly alertCode: string;
  /** What the Alert catalogue calls it; null for a code that it does not hold. */
  readonly alertName: string | null;
  readonly devices: number;
  /** Its rows of the plan; an Alert that is sent again has one for each sending. */
  readonly alerts: number;
  /** How many of them send an Alert again. */
  readonly resent: number;
}

/** What a dry run says: the plan, and nothing started. */
export interface PlanSummary extends PlanIdentity {
  readonly streams: readonly PlannedStream[];
  readonly wallMs: number;
  /** Most Alerts planned within one wall second. */
  readonly peakPerSecond: number;
  /** How many Devices have a wrong clock, and how far their Alerts are off at most, either way; null where none has. */
  readonly wrongClocks: {
    readonly devices: number;
    readonly behindUs: number;
    readonly aheadUs: number;
  } | null;
}
