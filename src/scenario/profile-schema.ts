// The whole form of a Traffic Management profile (semantics section 2), setting by setting. What two settings
// must be to each other is in profile-rules.ts; defaults per Alert Code are merged in parse-profile.ts.

import { z } from 'zod';
import { ALERT_CODE_FORM, ALERT_CODE_PATTERN } from '../domain/alert-code.ts';
import {
  alertCode,
  exactly,
  listOf,
  oneOf,
  positiveDuration,
  refusal,
  section,
  text,
  wholeNumber,
} from './field.ts';
import { withForm } from './json-form.ts';

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

const IS = {
  threshold: 'Throttling starts when more than this many of the same Alert arrive in the window.',
  window: 'The time over which Alerts of one Device and one Alert Code are counted.',
  shape: 'The last `length` (sliding), aligned to the clock (tumbling), or opened by an arrival (anchored).',
  length: 'Length of the window.',
  forward: 'What goes through while a Device and Alert Code is throttled.',
  period: 'Time between two forwarded copies.',
  copy: 'Whether the Alert that starts the throttling is discarded (trailing) or the first copy (leading).',
  release: 'When throttling ends; it is judged at each arrival.',
} as const;

const release = section('a map with `rule`, and `clear` or `for` where the rule needs it', {
  rule: ruleFields.rule
    .optional()
    .describe(
      'The count is back at the threshold (window), back at `clear` (below), or nothing came (quiet).',
    ),
  clear: ruleFields.clear
    .optional()
    .describe('For the rule `below`: the count, below the threshold, that ends it.'),
  for: ruleFields.for
    .optional()
    .describe('For the rule `quiet`: how long nothing must come; no shorter than the forward period.'),
});

const overrideRule = section(RULE, {
  threshold: ruleFields.threshold.optional().describe(IS.threshold),
  window: section(WINDOW, {
    shape: ruleFields.shape.optional().describe(IS.shape),
    length: ruleFields.length.optional().describe(IS.length),
  })
    .optional()
    .describe(IS.window),
  forward: section(FORWARD, {
    period: ruleFields.period.optional().describe(IS.period),
    copy: ruleFields.copy.optional().describe(IS.copy),
  })
    .optional()
    .describe(IS.forward),
  release: release.optional().describe(IS.release),
});

/** A profile as written: every word and number in its bounds, defaults filled in, overrides not yet merged. */
export const profileSchema = section('a map of settings that starts with `profile: 1`', {
  profile: exactly(1, 'the version of this format').describe('Version of this format.'),
  name: text('a name that is not blank').describe('What to call these values; it is on every summary.'),
  provenance: section('a map with `status` and `source`', {
    status: text('a word for how far the values can be trusted, such as `illustrative`').describe(
      'How far the values can be trusted, in a word.',
    ),
    source: text('a sentence on where the values come from').describe('Where the values come from.'),
  }).describe('What these values are and where they come from.'),
  clock: oneOf(PROFILE_WORDS.clock)
    .default('receipt')
    .describe("Time is when the throttle receives an Alert, or the Alert's own time."),
  default: section('a map with `threshold`, `window`, `forward` and `release`', {
    threshold: ruleFields.threshold.describe(IS.threshold),
    window: section(WINDOW, {
      shape: ruleFields.shape.default('sliding').describe(IS.shape),
      length: ruleFields.length.describe(IS.length),
    }).describe(IS.window),
    forward: section(FORWARD, {
      period: ruleFields.period.describe(IS.period),
      copy: ruleFields.copy.default('trailing').describe(IS.copy),
    }).describe(IS.forward),
    release: release.prefault({}).describe(IS.release),
  }).describe('What holds for every Alert Code without an override.'),
  exclude: withForm(listOf('a list of Alert Codes; `[]` for none', alertCode), { uniqueItems: true })
    .default([])
    .describe('Alert Codes, in quotes, that are never counted and never throttled.'),
  overrides: withForm(
    z.record(z.string(), overrideRule, {
      error: () => 'a map from Alert Codes to settings; `{}` for none',
    }),
    { propertyNames: { pattern: ALERT_CODE_PATTERN, ...refusal(`an Alert Code: ${ALERT_CODE_FORM}`) } },
  )
    .default({})
    .describe('Any part of `default`, per Alert Code in quotes.'),
  metadata: section('a map with `sequence`, `count` and `tail`', {
    sequence: oneOf(PROFILE_WORDS.sequence)
      .default('episode')
      .describe('One sequence id for all copies of an episode, or one for each copy.'),
    count: oneOf(PROFILE_WORDS.count)
      .default('delta')
      .describe(
        'What is counted: discards since the last copy (delta), or of the whole episode (cumulative).',
      ),
    tail: oneOf(PROFILE_WORDS.tail)
      .default('next')
      .describe('Discards that no copy has told are told on the next delivered Alert, or dropped.'),
  })
    .prefault({})
    .describe('The two numbers that forwarded copies carry.'),
  duplicates: oneOf(PROFILE_WORDS.duplicates)
    .default('count')
    .describe('Whether an Alert that is sent again counts again, or is decided like its first copy.'),
  capacity: section('a map with `keys` and `overflow`', {
    keys: wholeNumber(1).prefault(1_000_000).describe('Most pairs of Device and Alert Code tracked at once.'),
    overflow: oneOf(PROFILE_WORDS.overflow)
      .default('forward')
      .describe('What becomes of Alerts beyond that: they are delivered uncounted.'),
  })
    .prefault({})
    .describe('Bounds of the simulated throttle.'),
});

/** A profile as written, by type. */
export type WrittenProfile = z.output<typeof profileSchema>;

/** The override of one Alert Code as written, by type. */
export type WrittenOverride = z.output<typeof overrideRule>;
