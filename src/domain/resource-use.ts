// How far a run used up what it needs from its machine: each resource with its level over the run, and the stretches in
// which it had run out. Shapes only; who measures is in `measure`, what it means is the verifier's business.

/** What can run out, in the order in which it is named when several things did. */
export const RESOURCE_KINDS = [
  'thread',
  'processor-wait',
  'gc',
  'backlog',
  'processors',
  'files',
  'ports',
] as const;

/**
 * `thread`: share of wall time its event loop was busy. `processor-wait`: share it waited for a processor. `gc`: share
 * it collected garbage. `backlog`: bytes it had to send that no socket had taken yet. Of the whole machine:
 * `processors`, the share of their time that was not idle. Of the process: `files`, the share of its limit that was
 * open; `ports`, the share of the ephemeral ports that connections held.
 */
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** What a thread works for: the sending of Alerts, or the broker with the throttle, and the Users. */
export type HarnessSide = 'generator' | 'broker';

/** A time in which a resource was above its bound, and its level over that time. */
export interface Stretch {
  readonly fromUs: number;
  readonly toUs: number;
  readonly level: number;
}

/** One resource over a run: its mean level, the highest of one sample, and where it was above its bound for long. */
export interface ResourceUse {
  readonly resource: ResourceKind;
  /** Whose it is; null for what all threads share. */
  readonly thread: string | null;
  readonly side: HarnessSide | null;
  readonly bound: number;
  readonly mean: number;
  readonly peak: number;
  /** The longest stretches, in order of time. */
  readonly strained: readonly Stretch[];
}
