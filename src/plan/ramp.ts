// A rate that climbs or falls in a straight line and then stays where it is. Times in, Alerts due by then out, and
// back: the n-th Alert is due where the cumulative rate reaches n. Closed forms both ways; nothing is added up.

import type { ArrivalShape } from '../scenario/scenario.ts';

type Ramp = Extract<ArrivalShape, { shape: 'ramp' }>;

/** Alerts due before a moment: the area below the rate, Λ(t) = r₀t + (r₁ − r₀)t²/2T, and straight on after T. */
export function rampArea({ fromPerSecond, toPerSecond, overUs }: Ramp, timeUs: number): number {
  const seconds = Math.min(timeUs, overUs) / 1_000_000;
  const slope = (toPerSecond - fromPerSecond) / (overUs / 1_000_000);
  const climbing = fromPerSecond * seconds + (slope * seconds * seconds) / 2;
  return climbing + (toPerSecond * Math.max(0, timeUs - overUs)) / 1_000_000;
}

/** When the n-th Alert is due, from 0, to the nearest microsecond: Λ⁻¹(n); the end of the ramp where it never is. */
export function rampOffset(ramp: Ramp, n: number): number {
  const { fromPerSecond, toPerSecond, overUs } = ramp;
  const within = rampArea(ramp, overUs);
  if (n > within) return Math.round(overUs + ((n - within) / toPerSecond) * 1_000_000);
  if (n === 0) return 0;
  const slope = (toPerSecond - fromPerSecond) / (overUs / 1_000_000);
  // The root of the quadratic in the form that does not subtract two nearly equal numbers.
  const root = Math.sqrt(Math.max(0, fromPerSecond * fromPerSecond + 2 * slope * n));
  return Math.round(((2 * n) / (fromPerSecond + root)) * 1_000_000);
}
