// The whole form of a Traffic Management profile (semantics section 2), setting by setting. What two settings
// must be to each other is in profile-rules.ts; defaults per Alert Code are merged in parse-profile.ts.

import { z } from 'zod';
import { alertCode, exactly, listOf, oneOf, positiveDuration, section, text, wholeNumber } from './field.ts';

/** The words a profile may use, setting by setting. */
export const PROFILE_WORDS = {
  clock: ['receipt', 'alert-timestamp'],
  shape: ['sliding', 'tumbling', 'anchored'],
  copy: ['trailing', 'leading'],
  rule: ['window', 'below', 'quiet'],
  sequence: ['episode', 'copy'],
  count: ['delta', 'cumulative'],
  tail: ['next', 'drop'],
  duplicates: ['count', 'ignore'],
  overflow: ['forward'],
} as const;

const RULE = 'a map with any of `threshold`, `window`, `forward` and `release`';
const WINDOW = 'a map with `shape` and `length`';
const FORWARD = 'a map with `period` and `copy`';

/** The settings of one Alert Code, each by itself. */
export const ruleFields = {
  threshold: wholeNumber(1),
  shape: oneOf(PROFILE_WORDS.shape),
  length: positiveDuration,
  period: positiveDuration,
  copy: oneOf(PROFILE_WORDS.copy),
  rule: oneOf(PROFILE_WORDS.rule),
  clear: wholeNumber(1),
  for: positiveDuration,
} as const;

const release = section('a map with `rule`, and `clear` or `for` where the rule needs it', {
  rule: ruleFields.rule.optional(),
  clear: ruleFields.clear.optional(),
  for: ruleFields.for.optional(),
});

const overrideRule = section(RULE, {
  threshold: ruleFields.threshold.optional(),
  window: section(WINDOW, {
    shape: ruleFields.shape.optional(),
    length: ruleFields.length.optional(),
  }).optional(),
  forward: section(FORWARD, {
    period: ruleFields.period.optional(),
    copy: ruleFields.copy.optional(),
  }).optional(),
  release: release.optional(),
});

/** A profile as written: every word and number in its bounds, defaults filled in, overrides not yet merged. */
export const profileSchema = section('a map of settings that starts with `profile: 1`', {
  profile: exactly(1, 'the version of this format'),
  name: text('a name that is not blank'),
  provenance: section('a map with `status` and `source`', {
    status: text('a word for how far the values can be trusted, such as `illustrative`'),
    source: text('a sentence on where the values come from'),
  }),
  clock: oneOf(PROFILE_WORDS.clock).default('receipt'),
  default: section('a map with `threshold`, `window`, `forward` and `release`', {
    threshold: ruleFields.threshold,
    window: section(WINDOW, { shape: ruleFields.shape.default('sliding'), length: ruleFields.length }),
    forward: section(FORWARD, { period: ruleFields.period, copy: ruleFields.copy.default('trailing') }),
    release: release.prefault({}),
  }),
  exclude: listOf('a list of Alert Codes; `[]` for none', alertCode).default([]),
  overrides: z
    .record(z.string(), overrideRule, { error: () => 'a map from Alert Codes to settings; `{}` for none' })
    .default({}),
  metadata: section('a map with `sequence`, `count` and `tail`', {
    sequence: oneOf(PROFILE_WORDS.sequence).default('episode'),
    count: oneOf(PROFILE_WORDS.count).default('delta'),
    tail: oneOf(PROFILE_WORDS.tail).default('next'),
  }).prefault({}),
  duplicates: oneOf(PROFILE_WORDS.duplicates).default('count'),
  capacity: section('a map with `keys` and `overflow`', {
    keys: wholeNumber(1).default(1_000_000),
    overflow: oneOf(PROFILE_WORDS.overflow).default('forward'),
  }).prefault({}),
});

/** A profile as written, by type. */
export type WrittenProfile = z.output<typeof profileSchema>;

/** The override of one Alert Code as written, by type. */
export type WrittenOverride = z.output<typeof overrideRule>;
