// The arrival of a stream: its form as written, the words for its shapes, and the shape it means.
// Which moments a shape yields is the plan's business, not this file's.

import { z } from 'zod';
import { alertCode, anyDuration, field, listOf, positiveDuration, section, wholeNumber } from './field.ts';
import { withForm } from './json-form.ts';
import { POSITIVE_RATE_PATTERN, parseRate, RATE_FORM, RATE_PATTERN } from './rate.ts';
import type { ArrivalShape } from './scenario.ts';

/** Every arrival shape of the format. */
export const ARRIVAL_SHAPES = ['every', 'poisson', 'burst', 'once', 'at', 'ramp', 'comb', 'pair'] as const;

/** The fields of an arrival that are measured against each other. */
export const arrivalFields = {
  rate: rate(`a rate above zero: ${RATE_FORM}`, Number.MIN_VALUE, POSITIVE_RATE_PATTERN),
  rampRate: rate(`a rate, possibly zero: ${RATE_FORM}`, 0, RATE_PATTERN),
  duration: positiveDuration,
  count: wholeNumber(1),
  clear: alertCode,
} as const;

const times = listOf('a list of times, such as [5m, 90s]', anyDuration).min(1, {
  error: () => 'a list of at least one time, such as [5m, 90s]',
});

const written = section('the word `once`, or a map with one shape, such as `every: 5s` or `poisson: 10/h`', {
  every: positiveDuration.optional().describe('An Alert at `from`, and one each time so much has passed.'),
  poisson: arrivalFields.rate.optional().describe('Alerts at random, at this mean rate.'),
  burst: section('a map with `count` and `every`', {
    count: wholeNumber(1).describe('Alerts of one burst, all at once.'),
    every: positiveDuration.describe('Time from the start of one burst to the next.'),
  })
    .optional()
    .describe('Several Alerts at once, again and again.'),
  once: z
    .literal(true, { error: () => '`true`' })
    .optional()
    .describe('One Alert at `from`; the word `once` alone means the same.'),
  at: times.optional().describe('One Alert at each of these times after `from`.'),
  ramp: section('a map with the rates `from` and `to`, and `over` unless the whole stream is meant', {
    from: arrivalFields.rampRate.describe('Rate at the start of the stream.'),
    to: arrivalFields.rampRate.describe('Rate at the end of the ramp, which stays.'),
    over: arrivalFields.duration.optional().describe('Length of the ramp; the whole stream when left out.'),
  })
    .optional()
    .describe('Alerts at a rate that goes in a straight line from one to another.'),
  comb: section('a map with `count`, `spacing` and `every`', {
    count: arrivalFields.count.describe('Alerts of one train.'),
    spacing: arrivalFields.duration.describe('Time between two Alerts of a train.'),
    every: arrivalFields.duration.describe('Time from the start of one train to the next.'),
  })
    .optional()
    .describe('Trains of Alerts, again and again.'),
  pair: section('a map with `clear`, `after` and `every`', {
    clear: arrivalFields.clear.describe('Alert Code, in quotes, that clears what the stream raises.'),
    after: arrivalFields.duration.describe('Time from raising to clearing.'),
    every: arrivalFields.duration.describe('Time from one raising to the next.'),
  })
    .optional()
    .describe('A condition that comes and goes: one Alert Code raises it, another clears it.'),
});

/** An arrival as written. That it has exactly one shape, and a sound one, is checked in arrival-rules.ts. */
export const arrivalField = withForm(
  z.preprocess((value) => (value === 'once' ? { once: true } : value), written),
  ({ description, ...shapes }) => ({
    description,
    anyOf: [{ ...shapes, minProperties: 1, maxProperties: 1 }, { const: 'once' }],
  }),
);

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

function rate(expectation: string, least: number, pattern: string): z.ZodType<number> {
  return field(
    expectation,
    (value) => {
      const perSecond = typeof value === 'string' ? parseRate(value) : undefined;
      return perSecond !== undefined && perSecond >= least ? perSecond : undefined;
    },
    { type: 'string', pattern },
  );
}
