// What convicts a decision, in full, for each way in which the profile can ask for the other one: the sentence with its
// arithmetic, and the Alerts shown. Threshold 2 in 100 µs and a copy every 50 µs, unless a case says otherwise.

import { describe, expect, it } from 'vitest';
import type { AlertRule, Profile } from '../../src/throttle/profile.ts';
import type { Row } from './history-of.ts';
import { findingOf } from './in-words.ts';
import type { NaiveArrival } from './naive-model.ts';
import { profileOf, ruleOf } from './profile-of.ts';
import { arrivalsAt, throttledHistory } from './throttled-history.ts';

const withRule = (parts: Partial<AlertRule> = {}, settings: Partial<Profile> = {}): Profile =>
  profileOf({ default: { ...ruleOf(2), ...parts }, ...settings });
const leading = { periodUs: 50, copy: 'leading' } as const;
const below = { release: { rule: 'below', clear: 1 } } as const;
const quiet = { release: { rule: 'quiet', forUs: 60 } } as const;
const windows = (shape: AlertRule['window']['shape']) => ({ window: { shape, lengthUs: 100 } });
const again = (counters: readonly number[]): NaiveArrival[] =>
  arrivalsAt(counters.map((_, at) => at)).map((arrival, n) => ({ ...arrival, counter: counters[n]! }));

/** The witness against a throttle that decides one Alert the other way. */
function witnessOf(profile: Profile, arrivals: readonly NaiveArrival[], wrong: number) {
  const flip = (row: Row, index: number): Row =>
    index === wrong ? { ...row, outcome: row.outcome === 'discard' ? 'deliver' : 'discard' } : row;
  const { witness } = findingOf('decisions', throttledHistory(arrivals, profile, flip), profile);
  return [witness?.sentence.replace('Device A, Alert 81C3: ', ''), witness?.entries.map(({ id }) => id)];
}

describe('the witness of a decision', () => {
  const cases: [string, Profile, readonly NaiveArrival[], number, string, number[]][] = [
    [
      'on an excluded code',
      profileOf({ exclude: new Set([0x81c3]) }),
      arrivalsAt([0, 7]),
      1,
      'at 0:00:00.000007, and the code is excluded, so it must be delivered; it was discarded',
      [1],
    ],
    [
      'on an Alert that repeats the first',
      withRule({}, { duplicates: 'ignore' }),
      again([7, 8, 7]),
      2,
      'at 0:00:00.000002 it repeats the Alert of 0:00:00.000000, and duplicates are ignored, ' +
        'so it must be delivered; it was discarded',
      [0, 2],
    ],
    [
      'on an Alert that repeats a discarded one',
      withRule({}, { duplicates: 'ignore' }),
      again([1, 2, 3, 3]),
      3,
      'at 0:00:00.000003 it repeats the Alert of 0:00:00.000002, and duplicates are ignored, ' +
        'so it must be discarded; it was delivered',
      [2, 3],
    ],
    [
      'on the engaging Alert',
      withRule(),
      arrivalsAt([0, 1, 2]),
      2,
      '3 arrivals in the 100us up to 0:00:00.000002, above the threshold of 2, so it must be ' +
        'discarded; it was delivered',
      [0, 1, 2],
    ],
    [
      'on the Alert that reaches the threshold',
      withRule(),
      arrivalsAt([0, 1, 2]),
      1,
      '2 arrivals in the 100us up to 0:00:00.000001, not above the threshold of 2, so it must ' +
        'be delivered; it was discarded',
      [0, 1],
    ],
    [
      'on the engaging Alert, whatever will release',
      withRule(below),
      arrivalsAt([0, 1, 2]),
      2,
      '3 arrivals in the 100us up to 0:00:00.000002, above the threshold of 2, so it must be ' +
        'discarded; it was delivered',
      [0, 1, 2],
    ],
    [
      'on an Alert many after the one that engaged',
      withRule(),
      arrivalsAt([0, 1, 2, 3, 4, 5]),
      5,
      '6 arrivals in the 100us up to 0:00:00.000005, above the threshold of 2; throttled since ' +
        '0:00:00.000002, a copy is due from 0:00:00.000052 (period 50us), so it must be ' +
        'discarded; it was delivered',
      [2, 3, 4, 5],
    ],
    [
      'on the Alert after a window gone by',
      withRule(),
      arrivalsAt([0, 1, 120]),
      2,
      '1 arrival in the 100us up to 0:00:00.000120, not above the threshold of 2, so it must ' +
        'be delivered; it was discarded',
      [2],
    ],
    [
      'on an engaging Alert that leads',
      withRule({ forward: leading }),
      arrivalsAt([0, 1, 2]),
      2,
      '3 arrivals in the 100us up to 0:00:00.000002, above the threshold of 2; what engages is ' +
        'the first copy, so it must be delivered; it was discarded',
      [0, 1, 2],
    ],
    [
      'on an Alert below the threshold where copies lead',
      withRule({ forward: leading }),
      arrivalsAt([0, 1]),
      1,
      '2 arrivals in the 100us up to 0:00:00.000001, not above the threshold of 2, so it must ' +
        'be delivered; it was discarded',
      [0, 1],
    ],
    [
      'in a tumbling window',
      withRule(windows('tumbling')),
      arrivalsAt([0, 98, 99, 100]),
      2,
      '3 arrivals in the tumbling window of 100us up to 0:00:00.000099, above the threshold of ' +
        '2, so it must be discarded; it was delivered',
      [0, 1, 2],
    ],
    [
      'after a tumbling window',
      withRule(windows('tumbling')),
      arrivalsAt([97, 98, 99, 100]),
      3,
      '1 arrival in the tumbling window of 100us up to 0:00:00.000100, not above the threshold ' +
        'of 2, so it must be delivered; it was discarded',
      [3],
    ],
    [
      'in an anchored window',
      withRule(windows('anchored')),
      arrivalsAt([30, 128, 129]),
      2,
      '3 arrivals in the anchored window of 100us up to 0:00:00.000129, above the threshold of ' +
        '2, so it must be discarded; it was delivered',
      [0, 1, 2],
    ],
    [
      'on a copy withheld',
      withRule(),
      arrivalsAt([0, 1, 2, 52]),
      3,
      'throttled since 0:00:00.000002, a copy is due from 0:00:00.000052 (period 50us), so it ' +
        'must be delivered; it was discarded',
      [2, 3],
    ],
    [
      'on a copy too early',
      withRule(),
      arrivalsAt([0, 1, 2, 51]),
      3,
      '4 arrivals in the 100us up to 0:00:00.000051, above the threshold of 2; throttled since ' +
        '0:00:00.000002, a copy is due from 0:00:00.000052 (period 50us), so it must be ' +
        'discarded; it was delivered',
      [1, 2, 3],
    ],
    [
      'on a copy too early after a copy',
      withRule(),
      arrivalsAt([0, 1, 2, 52, 60, 101]),
      5,
      '4 arrivals in the 100us up to 0:00:00.000101, above the threshold of 2; last copy ' +
        'forwarded at 0:00:00.000052, a copy is due from 0:00:00.000102 (period 50us), so it ' +
        'must be discarded; it was delivered',
      [3, 4, 5],
    ],
    [
      'on an Alert discarded where copies lead',
      withRule({ forward: leading }),
      arrivalsAt([0, 1, 2, 51]),
      3,
      '4 arrivals in the 100us up to 0:00:00.000051, above the threshold of 2; throttled since ' +
        '0:00:00.000002, a copy is due from 0:00:00.000052 (period 50us), so it must be ' +
        'discarded; it was delivered',
      [1, 2, 3],
    ],
    [
      'on the Alert that releases by window',
      withRule(),
      arrivalsAt([0, 1, 2, 101]),
      3,
      '2 arrivals in the 100us up to 0:00:00.000101, not above the threshold of 2, so it must ' +
        'be delivered; it was discarded',
      [2, 3],
    ],
    [
      'on an Alert that does not release yet',
      withRule({ ...below, forward: { periodUs: 500, copy: 'trailing' } }),
      arrivalsAt([0, 1, 2, 30, 101]),
      4,
      '3 arrivals in the 100us up to 0:00:00.000002, above the threshold of 2; not released ' +
        'since; throttled since 0:00:00.000002, a copy is due from 0:00:00.000502 (period ' +
        '500us), so it must be discarded; it was delivered',
      [0, 1, 2, 4],
    ],
    [
      'on a copy due while not released',
      withRule(below),
      arrivalsAt([0, 1, 2, 30, 60]),
      4,
      'throttled since 0:00:00.000002, a copy is due from 0:00:00.000052 (period 50us), so it ' +
        'must be delivered; it was discarded',
      [2, 4],
    ],
    [
      'on the Alert that releases below',
      withRule(below),
      arrivalsAt([0, 1, 2, 102]),
      3,
      'throttled since 0:00:00.000002 and released at 0:00:00.000102 by a count not above 1; 1 ' +
        'arrival in the 100us up to 0:00:00.000102, not above the threshold of 2, so it must be ' +
        'delivered; it was discarded',
      [3],
    ],
    [
      'on the Alert that releases after quiet',
      withRule({ ...quiet, ...windows('anchored') }),
      arrivalsAt([0, 1, 2, 30, 110]),
      4,
      'throttled since 0:00:00.000002 and released at 0:00:00.000110 by a silence of 80us, not ' +
        'below 60us; 1 arrival in the anchored window of 100us up to 0:00:00.000110, not above ' +
        'the threshold of 2, so it must be delivered; it was discarded',
      [3, 4],
    ],
    [
      'on the Alert that releases after quiet and engages again',
      withRule(quiet),
      arrivalsAt([0, 1, 2, 30, 90]),
      4,
      'throttled since 0:00:00.000002 and released at 0:00:00.000090 by a silence of 60us, not ' +
        'below 60us; 5 arrivals in the 100us up to 0:00:00.000090, above the threshold of 2, so ' +
        'it must be discarded; it was delivered',
      [2, 3, 4],
    ],
    [
      'on the one that engages again and leads',
      withRule({ ...quiet, forward: leading }),
      arrivalsAt([0, 1, 2, 30, 90]),
      4,
      'throttled since 0:00:00.000002 and released at 0:00:00.000090 by a silence of 60us, not ' +
        'below 60us; 5 arrivals in the 100us up to 0:00:00.000090, above the threshold of 2; ' +
        'what engages is the first copy, so it must be delivered; it was discarded',
      [2, 3, 4],
    ],
    [
      'on an Alert of an episode that followed another',
      withRule(quiet),
      arrivalsAt([0, 1, 2, 30, 90, 120]),
      5,
      '5 arrivals in the 100us up to 0:00:00.000090, above the threshold of 2; not released ' +
        'since; throttled since 0:00:00.000090, a copy is due from 0:00:00.000140 (period 50us), ' +
        'so it must be discarded; it was delivered',
      [2, 3, 4, 5],
    ],
  ];
  for (const [where, profile, arrivals, wrong, sentence, shown] of cases) {
    it(where, () => {
      expect(witnessOf(profile, arrivals, wrong)).toEqual([sentence, shown]);
    });
  }
});
