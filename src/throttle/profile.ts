// The Traffic Management profile as the throttle and the reference model both read it: data, fully
// defaulted, overrides already merged per Alert Code. It is all they share. No logic belongs here.

/** How arrivals are counted: over the last `lengthUs`, in clock-aligned windows, or from a first arrival. */
export interface WindowRule {
  readonly shape: 'sliding' | 'tumbling' | 'anchored';
  readonly lengthUs: number;
}

/** Which copy of a throttled Alert goes through each period (SECMP0062 K5). */
export interface ForwardRule {
  readonly periodUs: number;
  readonly copy: 'trailing' | 'leading';
}

/** When throttling of a key ends. */
export type ReleaseRule =
  | { readonly rule: 'window' }
  | { readonly rule: 'below'; readonly clear: number }
  | { readonly rule: 'quiet'; readonly forUs: number };

/** What holds for one Alert Code. Throttling starts strictly above `threshold` (SECMP0062 K4). */
export interface AlertRule {
  readonly threshold: number;
  readonly window: WindowRule;
  readonly forward: ForwardRule;
  readonly release: ReleaseRule;
}

/** How part 2 metadata is numbered and counted (SECMP0062 K10…K15). */
export interface MetadataRule {
  readonly sequence: 'episode' | 'copy';
  readonly count: 'delta' | 'cumulative';
  readonly tail: 'next' | 'drop';
}

/** A whole Traffic Management profile. Alert Codes are 16-bit numbers, durations integer microseconds. */
export interface Profile {
  readonly name: string;
  readonly provenance: { readonly status: string; readonly source: string };
  readonly clock: 'receipt' | 'alert-timestamp';
  readonly default: AlertRule;
  readonly exclude: ReadonlySet<number>;
  readonly overrides: ReadonlyMap<number, AlertRule>;
  readonly metadata: MetadataRule;
  readonly duplicates: 'count' | 'ignore';
  readonly capacity: { readonly keys: number; readonly overflow: 'forward' };
}
