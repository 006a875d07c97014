// What carrying out a plan leaves behind, over MQTT or in virtual time: the run to judge, and what is known of the
// machinery that made it. Shapes only.

import type { HarnessHealth } from '../measure/harness-health.ts';
import type { LatencyLegs } from '../measure/latency-legs.ts';
import type { RunInParts } from '../verify/run-in-parts.ts';
import type { MqttClientName } from '../wire/mqtt-client.ts';

/** A plan carried out, or as much of it as was before it was stopped. */
export interface CarriedOut {
  readonly run: RunInParts;
  /** Null in virtual time, where nothing takes any. */
  readonly legs: LatencyLegs | null;
  /** Meter workers; none in virtual time. */
  readonly workers: number;
  /** What Devices and Users connected with; absent in virtual time. */
  readonly client?: MqttClientName;
  readonly trackedKeys: number | null;
  readonly unacknowledged: number;
  readonly reconnects: number;
  /** Null in virtual time: there is no harness to measure. */
  readonly health: HarnessHealth | null;
}
