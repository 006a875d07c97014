// What a storm is told and what it leaves behind. Types alone: whoever carries it out, and whoever plants a fault in
// it, speaks of the same.

import type { GateParts, ThrottleGate } from '../broker/throttle-gate.ts';
import type { Ledgers } from '../ledger/merge-history.ts';
import type { HarnessHealth } from '../measure/harness-health.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Profile } from '../throttle/profile.ts';
import type { MqttClientName } from '../wire/mqtt-client.ts';
import type { RunListener } from './progress.ts';
import type { ThrottleUnderTest } from './throttle-under-test.ts';

/** Places where a test may plant a fault. A gate of a test's own keeps its site on this thread. */
export interface StormSeams {
  readonly gate?: (parts: GateParts) => ThrottleGate;
  readonly meterWorker?: URL;
  /** Rows of each ledger that stay in memory. */
  readonly ledgerRows?: number;
}

/** What a storm needs to know. */
export interface StormOrder {
  readonly scenario: Scenario;
  readonly profile: Profile;
  readonly plan: EmissionPlan;
  readonly throttle: ThrottleUnderTest;
  /** Each a broker with a throttle of its own, on a port of its own; at most as many as workers. */
  readonly brokers: number;
  readonly workers: number;
  /** What Devices and Users connect with. */
  readonly client: MqttClientName;
  readonly port: number;
  /** True when it counts for nothing: the throttle that is to be judged hears nothing of it. */
  readonly practice: boolean;
  readonly onEvent: RunListener;
  readonly signal: AbortSignal;
  readonly seams: StormSeams;
}

/** What a storm leaves behind. */
export interface StormResult {
  readonly ledgers: Ledgers;
  readonly refused: Readonly<Record<string, number>>;
  /** The signal came, or the throttle failed too often: the plan was not carried through. */
  readonly interrupted: boolean;
  readonly trackedKeys: number | null;
  readonly unacknowledged: number;
  readonly reconnects: number;
  readonly health: HarnessHealth;
}
