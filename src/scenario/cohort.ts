// The Devices of a stream: their form as written, and which of a type's Devices that means, by exact arithmetic on
// their order in the population. Cohorts whose shares follow each other never overlap and leave nobody out.

import type { z } from 'zod';
import { DEVICE_TYPES, isDeviceId } from '../domain/device.ts';
import { MAX_DEVICES } from '../domain/limits.ts';
import { type Share, WHOLE } from '../domain/share.ts';
import { field, listOf, oneOf, section, wholeNumber } from './field.ts';
import { withForm } from './json-form.ts';
import { readShare, SHARE_FORM, share } from './share.ts';

/** The fields of a cohort, each by itself. */
export const cohortFields = {
  type: oneOf(DEVICE_TYPES),
  count: wholeNumber(1, MAX_DEVICES),
  share,
  skip: field(
    'a whole number of at least 0, or a share, such as 10%',
    (value): number | Share | undefined =>
      Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : readShare(value),
    { anyOf: [{ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }, SHARE_FORM] },
  ),
  id: field(
    'a Device ID: eight hexadecimal octets joined by `-`',
    (value) => {
      const id = typeof value === 'string' ? value.toUpperCase() : '';
      return isDeviceId(id) ? id : undefined;
    },
    { type: 'string', pattern: '^[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){7}$' },
  ),
} as const;

/** The Devices of a stream as written. What its settings must be to each other is in cohort-rules.ts. */
export const cohortField = withForm(
  section('a map with `type`, and `count` or `share` unless all are meant', {
    type: cohortFields.type.optional().describe('Device type; all of its Devices, unless fewer are said.'),
    count: cohortFields.count.optional().describe('How many of them, in the order of the population.'),
    share: cohortFields.share.optional().describe('Which share of them, such as 10%.'),
    skip: cohortFields.skip
      .optional()
      .describe('How many, or which share, of the first of them to pass over.'),
    ids: listOf('a list of Device IDs', cohortFields.id)
      .min(1, { error: () => 'a list of at least one Device ID' })
      .optional()
      .describe('Single Devices by their IDs, 02-53-50-<type>-<number>, in place of everything else here.'),
  }),
  (cohort) => ({ ...cohort, anyOf: [{ required: ['type'] }, { required: ['ids'] }] }),
);

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
