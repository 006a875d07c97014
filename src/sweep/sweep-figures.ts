// The figures of one cell, as docs/sweep.md defines them. All times are whole microseconds of scenario time.
// Shapes only.

import type { Peak } from './traffic.ts';

/** A time measured on several storm keys. The median of an even number is the middle between two, rounded down. */
export interface Spread {
  /** Storm keys on which it was measured. */
  readonly keys: number;
  /** Null where it was measured on none. */
  readonly medianUs: number | null;
  readonly longestUs: number | null;
}

/** What a throttle with these settings did to this traffic. */
export interface SweepFigures {
  /** Alerts that the throttle was shown. */
  readonly received: number;
  readonly delivered: number;
  readonly discarded: number;
  /** Discarded of received, 0…1. */
  readonly reduction: number;
  /** Alerts received, and of them discarded, on keys that are no storm's own. */
  readonly honest: { readonly received: number; readonly lost: number };
  /** Keys that a storm sends on; none where no stream is marked as a storm. */
  readonly stormKeys: number;
  /** From a storm key's first storm Alert to the first of its Alerts discarded from there on. */
  readonly engage: Spread & { readonly never: number };
  /** From an engaged storm key's last storm Alert to its next delivered Alert that is no forwarded copy. */
  readonly release: Spread & { readonly notObserved: number };
  /** The longest stretch of one key in which its User heard nothing and lost something; null where nothing was lost. */
  readonly silence: { readonly stormUs: number | null; readonly honestUs: number | null };
  /** Discards that no delivered metadata reported. */
  readonly unreported: number;
  /** The most Alerts at one User within any minute: as delivered, and if all had been. */
  readonly peak: { readonly delivered: Peak; readonly unthrottled: Peak };
}
