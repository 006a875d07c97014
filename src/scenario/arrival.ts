// The arrival of a stream: its form as written, the words for its shapes, and the shape it means.
// Which moments a shape yields is the plan's business, not this file's.

import { z } from 'zod';
import { anyDuration, field, listOf, positiveDuration, section, wholeNumber } from './field.ts';
import { parseRate, RATE_FORM } from './rate.ts';
import type { ArrivalShape } from './scenario.ts';

/** Every arrival shape of the format, built or not. */
export const ARRIVAL_SHAPES = ['every', 'poisson', 'burst', 'once', 'at', 'ramp', 'comb', 'pair'] as const;

const rate = field(`a rate above zero: ${RATE_FORM}`, (value) =>
  typeof value === 'string' ? parseRate(value) : undefined,
);

const times = listOf('a list of times, such as [5m, 90s]', anyDuration).min(1, {
  error: () => 'a list of at least one time, such as [5m, 90s]',
});

const written = section('the word `once`, or a map with one shape, such as `every: 5s` or `poisson: 10/h`', {
  every: positiveDuration.optional(),
  poisson: rate.optional(),
  burst: section('a map with `count` and `every`', {
    count: wholeNumber(1),
    every: positiveDuration,
  }).optional(),
  once: z.literal(true, { error: () => '`true`' }).optional(),
  at: times.optional(),
  ramp: z.unknown().optional(),
  comb: z.unknown().optional(),
  pair: z.unknown().optional(),
});

/** An arrival as written. That it has exactly one shape, and one that is built, is checked in stream-rules.ts. */
export const arrivalField = z.preprocess((value) => (value === 'once' ? { once: true } : value), written);

/** The times of an `at` arrival, for the checks between settings. */
export const timesField = times;

/** The shape an arrival means, once it has been checked. */
export function shapeOf(arrival: z.output<typeof arrivalField>): ArrivalShape {
  if (arrival.every !== undefined) return { shape: 'every', intervalUs: arrival.every };
  if (arrival.poisson !== undefined) return { shape: 'poisson', perSecond: arrival.poisson };
  if (arrival.burst) {
    return { shape: 'burst', count: arrival.burst.count, intervalUs: arrival.burst.every };
  }
  if (arrival.at) return { shape: 'at', timesUs: arrival.at.toSorted((a, b) => a - b) };
  return { shape: 'once' };
}
