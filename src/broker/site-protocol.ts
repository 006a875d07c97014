// What the orchestrating thread and a broker site say to each other. Two unions, one each way; everything in them
// survives a structured clone.

import type { FailureKind } from '../domain/failure.ts';
import type { Qos } from '../domain/qos.ts';
import type { GateChunk } from '../ledger/gate-ledger.ts';
import type { ThreadMeasurement } from '../measure/thread-sampler.ts';
import type { Profile } from '../throttle/profile.ts';

/** A Device and the id of the client that publishes for it: itself, or its hub. */
export type ServedDevice = readonly [deviceId: string, clientId: string];

/** The work of one site, for the whole run: a broker and a throttle behind it. */
export interface SiteOrder {
  readonly index: number;
  /** 0 for any free port. */
  readonly port: number;
  readonly devices: readonly ServedDevice[];
  readonly qos: Qos;
  readonly timeScale: number;
  readonly profile: Profile;
  /** True when it counts for nothing: the throttle that is to be judged hears nothing of it. */
  readonly practice: boolean;
}

/** To the site. */
export type SiteCommand =
  /** Everybody is connected: garbage is to be collected now, so that it is not in the storm. */
  | { readonly command: 'tidy' }
  | { readonly command: 'start'; readonly epochNs: bigint }
  | { readonly command: 'close' };

/** What a site has counted so far. */
export interface SiteCounts {
  readonly delivered: number;
  readonly discarded: number;
  /** Alerts on which there is no decision. */
  readonly undecided: number;
  readonly throttledKeys: number;
}

/** From the site, in the order of its life. */
export type SiteNews =
  | { readonly news: 'listening'; readonly port: number }
  | { readonly news: 'tidied' }
  /** `arrivals` are those since the last ones. */
  | { readonly news: 'moved'; readonly counts: SiteCounts; readonly arrivals: GateChunk }
  /** The throttle has failed too often to be asked again. */
  | { readonly news: 'given-up' };

/** What a site leaves behind. */
export type SiteReport =
  | {
      readonly result: 'done';
      readonly refused: Readonly<Record<string, number>>;
      /** NaN when the throttle says nothing that can be a number of keys. */
      readonly trackedKeys: number;
      readonly measured: ThreadMeasurement;
    }
  /** The site could not begin: a failure of the table, in a form that survives a clone. */
  | {
      readonly result: 'failed';
      readonly kind: FailureKind;
      readonly details: Readonly<Record<string, string | number>>;
    };
