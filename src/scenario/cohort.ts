// The Devices of a stream: their form as written, and which of a type's Devices that means, by exact arithmetic on
// their order in the population. Cohorts whose shares follow each other never overlap and leave nobody out.

import type { z } from 'zod';
import { DEVICE_TYPES, isDeviceId } from '../domain/device.ts';
import { MAX_DEVICES } from '../domain/limits.ts';
import { field, listOf, oneOf, section, wholeNumber } from './field.ts';
import { readShare, type Share, share, WHOLE } from './share.ts';

/** The fields of a cohort, each by itself. */
export const cohortFields = {
  type: oneOf(DEVICE_TYPES),
  count: wholeNumber(1, MAX_DEVICES),
  share,
  skip: field('a whole number of at least 0, or a share, such as 10%', (value): number | Share | undefined =>
    Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : readShare(value),
  ),
  id: field('a Device ID: eight hexadecimal octets joined by `-`', (value) => {
    const id = typeof value === 'string' ? value.toUpperCase() : '';
    return isDeviceId(id) ? id : undefined;
  }),
} as const;

/** The Devices of a stream as written. What its settings must be to each other is in cohort-rules.ts. */
export const cohortField = section('a map with `type`, and `count` or `share` unless all are meant', {
  type: cohortFields.type.optional(),
  count: cohortFields.count.optional(),
  share: cohortFields.share.optional(),
  skip: cohortFields.skip.optional(),
  ids: listOf('a list of Device IDs', cohortFields.id)
    .min(1, { error: () => 'a list of at least one Device ID' })
    .optional(),
});

/** Which of the Devices of a type are meant, in parts. */
export interface Portion {
  readonly count?: number | undefined;
  readonly share?: Share | undefined;
  readonly skip?: number | Share | undefined;
}

/**
 * The Devices [start, end) of `there`. Where a share begins or ends is rounded down to a whole Device, so that the
 * next share begins exactly where this one ends. May lie beyond what is there.
 */
export function rangeOf(
  { count, share: part, skip = 0 }: Portion,
  there: number,
): [start: number, end: number] {
  const start = typeof skip === 'number' ? skip : devicesIn(skip, there);
  if (count !== undefined) return [start, start + count];
  if (part === undefined) return [start, there];
  if (typeof skip === 'number') return [start, start + devicesIn(part, there)];
  return [start, devicesIn({ millionths: skip.millionths + part.millionths }, there)];
}

function devicesIn({ millionths }: Share, there: number): number {
  return Math.floor((there * millionths) / WHOLE.millionths);
}

/** The Devices of a stream as written, by type. */
export type WrittenCohort = z.output<typeof cohortField>;
