// The wrong clock of a Device: its form as written, and what it means. What its parts must be to each other, and to the
// clocks of other streams, is in clock-rules.ts.

import type { z } from 'zod';
import { formatDuration } from '../domain/duration.ts';
import { MAX_CLOCK_ERROR_US } from '../domain/limits.ts';
import { duration, positiveDuration, section } from './field.ts';
import type { ClockSpec } from './scenario.ts';

const MOST = formatDuration(MAX_CLOCK_ERROR_US);
const error = duration(
  1,
  `a duration above zero, at most ${MOST}, such as 5m`,
  undefined,
  MAX_CLOCK_ERROR_US,
);

/** How a clock may be off from the start on: one of these. */
export const CLOCK_ERRORS = ['ahead', 'behind', 'within'] as const;

/** How it may run: one of these. */
export const CLOCK_DRIFTS = ['gains', 'loses'] as const;

/** A wrong clock as written. */
export const clockField = section('a map that says what is wrong with it, such as `ahead: 5m`', {
  ahead: error.optional().describe('How far it is ahead at the start.'),
  behind: error.optional().describe('How far it is behind at the start.'),
  within: error.optional().describe('Each Device is off by a time of its own, drawn from so far either way.'),
  gains: positiveDuration.optional().describe('How much it gains in every `per`.'),
  loses: positiveDuration.optional().describe('How much it loses in every `per`.'),
  per: positiveDuration.optional().describe('The time in which it gains or loses so much.'),
});

/** What it means, once it has been checked. */
export function clockOf(written: z.output<typeof clockField>): ClockSpec {
  const { ahead = 0, behind = 0, within = 0, gains = 0, loses = 0, per } = written;
  return {
    aheadUs: ahead - behind,
    withinUs: within,
    drift: per === undefined ? null : { gainsUs: gains - loses, perUs: per },
  };
}
