// What the orchestrating thread and a meter worker say to each other. Two unions, one each way; everything in them
// survives a structured clone.

import type { Qos } from '../domain/qos.ts';
import type { EmissionChunk } from '../ledger/emission-ledger.ts';
import type { ThreadMeasurement } from '../measure/thread-sampler.ts';
import type { Shard } from '../plan/shard.ts';
import type { MqttClientName } from '../wire/mqtt-client.ts';

/** The work of one meter worker, for the whole run. */
export interface MeterOrder {
  readonly shard: Shard;
  readonly host: string;
  readonly port: number;
  readonly client: MqttClientName;
  readonly qos: Qos;
  readonly timeScale: number;
  readonly connectsInFlight: number;
}

/** To the worker. */
export type MeterCommand =
  /** Everybody is connected: garbage is to be collected now, so that it is not in the storm. */
  | { readonly command: 'tidy' }
  | { readonly command: 'start'; readonly epochNs: bigint }
  | { readonly command: 'stop' }
  | { readonly command: 'close' };

/** From the worker, in the order of its life. Counts are totals of this worker. */
export type MeterNews =
  | { readonly news: 'connecting'; readonly connected: number }
  | { readonly news: 'ready' }
  | { readonly news: 'tidied' }
  /** `emissions` are those since the last ones. */
  | {
      readonly news: 'moved';
      readonly sent: number;
      readonly acknowledged: number;
      readonly emissions: EmissionChunk;
    }
  | { readonly news: 'all-sent'; readonly sent: number }
  | { readonly news: 'all-acknowledged' };

/** What a worker leaves behind. */
export type MeterReport =
  | {
      readonly result: 'done';
      readonly reconnects: number;
      /** Alerts written whose quality of service was never fulfilled. */
      readonly unacknowledged: number;
      readonly measured: ThreadMeasurement;
    }
  | { readonly result: 'not-connected'; readonly connected: number; readonly cause: string };
