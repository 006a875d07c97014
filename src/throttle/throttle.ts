// The public shape of a throttle: one decision per arrival. What any throttle, ours or a user's, must offer.
// Shapes only: a throttle is judged by what it decides, never by how.

import type { Clock } from '../domain/clock.ts';
import type { Profile } from './profile.ts';

/** An Alert as the throttle receives it. `timeUs` is integer microseconds on the throttle's clock. */
export interface Arrival {
  readonly deviceId: string;
  /**
   * A small whole number that whoever asks gives this Device, always the same one for as long as the throttle lives.
   * A throttle may use it to find the Device faster than by its ID, or ignore it: it comes or not, and which Device it
   * is, is said by `deviceId` alone.
   */
  readonly device?: number;
  readonly alertCode: number;
  readonly originatorCounter: number;
  readonly timeUs: number;
}

/** Part 2 metadata: unsigned 32-bit numbers outside the signed payload (SECMP0062 K10, K15). */
export interface ThrottleMetadata {
  readonly sequenceId?: number;
  readonly count?: number;
}

/** Deliver or discard, always with the reason. */
export type Decision =
  | { readonly outcome: 'deliver'; readonly reason: string; readonly metadata?: ThrottleMetadata }
  | { readonly outcome: 'discard'; readonly reason: string };

/** Decides every arrival, in arrival order. */
export interface Throttle {
  decide(arrival: Arrival): Decision;
  readonly trackedKeys: number;
}

/** Makes a throttle that obeys the profile. A plug-in module's default export is one. */
export type ThrottleFactory = (profile: Profile, clock: Clock) => Throttle;
