// The arrival of a stream: its form as written, the words for its shapes, and the shape it means.
// Which moments a shape yields is the plan's business, not this file's.

import { z } from 'zod';
import { alertCode, anyDuration, field, listOf, positiveDuration, section, wholeNumber } from './field.ts';
import { parseRate, RATE_FORM } from './rate.ts';
import type { ArrivalShape } from './scenario.ts';

/** Every arrival shape of the format. */
export const ARRIVAL_SHAPES = ['every', 'poisson', 'burst', 'once', 'at', 'ramp', 'comb', 'pair'] as const;

/** The fields of an arrival that are measured against each other. */
export const arrivalFields = {
  rate: field(`a rate above zero: ${RATE_FORM}`, (value) => readRate(value, Number.MIN_VALUE)),
  rampRate: field(`a rate, possibly zero: ${RATE_FORM}`, (value) => readRate(value, 0)),
  duration: positiveDuration,
  count: wholeNumber(1),
  clear: alertCode,
} as const;

const times = listOf('a list of times, such as [5m, 90s]', anyDuration).min(1, {
  error: () => 'a list of at least one time, such as [5m, 90s]',
});

const written = section('the word `once`, or a map with one shape, such as `every: 5s` or `poisson: 10/h`', {
  every: positiveDuration.optional(),
  poisson: arrivalFields.rate.optional(),
  burst: section('a map with `count` and `every`', {
    count: wholeNumber(1),
    every: positiveDuration,
  }).optional(),
  once: z.literal(true, { error: () => '`true`' }).optional(),
  at: times.optional(),
  ramp: section('a map with the rates `from` and `to`, and `over` unless the whole stream is meant', {
    from: arrivalFields.rampRate,
    to: arrivalFields.rampRate,
    over: arrivalFields.duration.optional(),
  }).optional(),
  comb: section('a map with `count`, `spacing` and `every`', {
    count: arrivalFields.count,
    spacing: arrivalFields.duration,
    every: arrivalFields.duration,
  }).optional(),
  pair: section('a map with `clear`, `after` and `every`', {
    clear: arrivalFields.clear,
    after: arrivalFields.duration,
    every: arrivalFields.duration,
  }).optional(),
});

/** An arrival as written. That it has exactly one shape, and a sound one, is checked in arrival-rules.ts. */
export const arrivalField = z.preprocess((value) => (value === 'once' ? { once: true } : value), written);

/** The times of an `at` arrival, for the checks between settings. */
export const timesField = times;

/** The shape an arrival means on a stream that lives this long, once it has been checked. */
export function shapeOf(arrival: z.output<typeof arrivalField>, lifeUs: number): ArrivalShape {
  const { every, poisson, burst, at, ramp, comb, pair } = arrival;
  if (every !== undefined) return { shape: 'every', intervalUs: every };
  if (poisson !== undefined) return { shape: 'poisson', perSecond: poisson };
  if (burst) return { shape: 'burst', count: burst.count, intervalUs: burst.every };
  if (at) return { shape: 'at', timesUs: at.toSorted((a, b) => a - b) };
  if (ramp) {
    return {
      shape: 'ramp',
      fromPerSecond: ramp.from,
      toPerSecond: ramp.to,
      overUs: ramp.over ?? lifeUs,
    };
  }
  if (comb) {
    return { shape: 'comb', count: comb.count, spacingUs: comb.spacing, intervalUs: comb.every };
  }
  if (pair) {
    return { shape: 'pair', clearCode: pair.clear, afterUs: pair.after, intervalUs: pair.every };
  }
  return { shape: 'once' };
}

function readRate(value: unknown, least: number): number | undefined {
  const rate = typeof value === 'string' ? parseRate(value) : undefined;
  return rate !== undefined && rate >= least ? rate : undefined;
}
