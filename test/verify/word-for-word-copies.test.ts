// Findings on copies, numbers and single decisions, as a release tester reads them, word for word: in every verdict
// that the check can give, why, what was measured, and the sentence that convicts. Other tests say when a check breaks.

import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/throttle/profile.ts';
import type { Row } from './history-of.ts';
import { discarded, historyOf } from './history-of.ts';
import { findingOf, inWords } from './in-words.ts';
import { profileOf } from './profile-of.ts';

const at = (...timesUs: number[]): Row[] => timesUs.map((us) => ({ at: us }));
const lost = (...timesUs: number[]): Row[] => timesUs.map((us) => discarded({ at: us }));
const of = (key: Row, rows: Row[]): Row[] => rows.map((row) => ({ ...row, ...key }));

const PLAIN = profileOf();
const BY_ALERT = profileOf({ clock: 'alert-timestamp' });
const UNTIMED = [{ at: 0 }, { at: 1, timestamp: Number.NaN }];
const UNTIMED_KEYS = 'the time that counts is not on record for the keys of 2 Alerts';
const IDLE = 'nothing to check';
const KEY = 'Device 02-53-50-02-00-00-00-00, Alert 81C3';

describe('findings on copies, numbers and single decisions', () => {
  const cases: [string, Row[], Profile, string[]][] = [
    [
      'floor',
      lost(0, 40, 80, 101),
      PLAIN,
      [
        'fail (1): the throttle held a key back for more than two periods',
        '1 of 1 stretches without a delivery were too long',
        `${KEY}: nothing was delivered between 0:00:00.000000 and 0:00:00.000101, 101us in ` +
          'which Alerts kept coming less than 50us apart; one is due within two periods, 100us',
        'shown: 0 1 2 3',
      ],
    ],
    [
      'floor',
      [...lost(0, 40, 80), ...at(100, 101)],
      PLAIN,
      ['pass (1): every throttled key had its copies', '0 of 1 stretches without a delivery were too long'],
    ],
    [
      'floor',
      lost(0, 40),
      PLAIN,
      ['not-exercised (0): no key lost Alerts while they kept coming for more than two periods', IDLE],
    ],
    [
      'floor',
      UNTIMED,
      BY_ALERT,
      [`inconclusive (0): ${UNTIMED_KEYS}`, '0 of 0 stretches without a delivery were too long'],
    ],
    [
      'recovery',
      [...lost(0, 200), ...of({ device: 'B' }, [...lost(300), ...at(500)])],
      PLAIN,
      [
        'fail (2): the throttle did not recover from a storm',
        '1 of 2 first Alerts after a storm lost',
        `${KEY}: throttled, then silent from 0:00:00.000000 for 200us, not less than twice ` +
          'the longest configured time, 200us; yet the Alert received at 0:00:00.000200 was ' +
          'lost',
        'shown: 0 1',
      ],
    ],
    [
      'recovery',
      [...lost(0), ...at(200)],
      PLAIN,
      ['pass (1): every key recovered from its storm', '0 of 1 first Alert after a storm lost'],
    ],
    [
      'recovery',
      lost(0, 1),
      PLAIN,
      ['not-exercised (0): no key sent an Alert long enough after it was throttled', IDLE],
    ],
    [
      'recovery',
      UNTIMED,
      BY_ALERT,
      [`inconclusive (0): ${UNTIMED_KEYS}`, '0 of 0 first Alerts after a storm lost'],
    ],
    [
      'metadata',
      [...at(0, 1, 2, 3), { at: 4, seq: 1, count: 9 }, { at: 5, seq: 2 }],
      PLAIN,
      [
        'fail (2): a delivered Alert carries impossible metadata',
        '1 of 2 marked Alerts wrong in itself, 1 of 1 sequence id misfit',
        `${KEY}: the Alert received at 0:00:00.000005 carries a ThrottledAlertSequenceId ` +
          'without a ThrottledAlertCount',
        'shown: 5',
      ],
    ],
    [
      'metadata',
      [...at(0, 1, 2, 3), { at: 4, seq: 1, count: 9 }, { at: 5, seq: 2, count: 0 }],
      PLAIN,
      [
        'fail (2): the counts of one sequence id add up under no reading',
        '0 of 2 marked Alerts wrong in itself, 1 of 2 sequence ids misfit',
        `${KEY}, sequence id 1: 0 Alerts lost + 1 marked Alert = 1; as counts of all so far ` +
          'the last, 9, is more than that, and as counts since the last 9 is more than that',
        'shown: 4',
      ],
    ],
    [
      'metadata',
      [...at(0, 1, 2), ...lost(3), { at: 4, seq: 1, count: 1 }],
      PLAIN,
      [
        'pass (1): all metadata is valid and adds up',
        '0 of 1 marked Alert wrong in itself, 0 of 1 sequence id misfit',
      ],
    ],
    ['metadata', at(0), PLAIN, ['not-exercised (0): no Alert carries metadata', IDLE]],
    [
      'metadata',
      UNTIMED,
      BY_ALERT,
      [
        `inconclusive (0): ${UNTIMED_KEYS}`,
        '0 of 0 marked Alerts wrong in itself, 0 of 0 sequence ids misfit',
      ],
    ],
    [
      'ordering',
      [
        { at: 0, delivered: 9 },
        { at: 1, delivered: 8 },
      ],
      PLAIN,
      [
        'fail (1): a later Alert was given to the User before an earlier one of its key',
        '1 of 1 pair of deliveries out of order',
        `${KEY}: the Alert received at 0:00:00.000000 was given to the User at ` +
          '0:00:00.000009, after the one received next, at 0:00:00.000001, given at ' +
          '0:00:00.000008',
        'shown: 0 1',
      ],
    ],
    [
      'ordering',
      at(0, 1, 2),
      PLAIN,
      ['pass (2): every key kept its order', '0 of 2 pairs of deliveries out of order'],
    ],
    ['ordering', at(0), PLAIN, ['not-exercised (0): no key had two Alerts delivered', IDLE]],
    [
      'ordering',
      [{ at: 0, delivered: null }, ...at(1, 2)],
      PLAIN,
      [
        'inconclusive (1): it is not on record when 1 Alert reached the User',
        '0 of 1 pair of deliveries out of order',
      ],
    ],
    [
      'decisions',
      [...at(0, 1, 2, 3), ...lost(4), ...of({ device: 'B' }, lost(5))],
      PLAIN,
      [
        'fail (6): the throttle did not decide as the profile says',
        '2 of 6 decisions differ (1 let through, 1 swallowed)',
        `${KEY}: 4 arrivals in the 100us up to 0:00:00.000003, above the threshold of 3, so ` +
          'it must be discarded; it was delivered',
        'shown: 0 1 2 3',
      ],
    ],
    [
      'decisions',
      at(0),
      PLAIN,
      [
        'pass (1): every decision is the one the profile asks for',
        '0 of 1 decision differ (0 discards expected)',
      ],
    ],
    [
      'decisions',
      [{ outcome: null }, {}],
      PLAIN,
      [
        'inconclusive (1): no decision is on record for 1 received Alert',
        '0 of 1 decision differ (0 discards expected)',
      ],
    ],
    ['decisions', [{ outcome: null }], PLAIN, ['not-exercised (0): no decision is on record', IDLE]],
    [
      'decisions',
      UNTIMED,
      BY_ALERT,
      [`inconclusive (0): ${UNTIMED_KEYS}`, '0 of 0 decisions differ (0 discards expected)'],
    ],
    [
      'decisions',
      [{ reason: 'untracked' }, {}],
      PLAIN,
      [
        'inconclusive (2): the throttle says that 1 Alert went untracked, though it never ' +
          'had more keys than it holds',
        '0 of 2 decisions differ (0 discards expected)',
      ],
    ],
    [
      'decisions',
      [{ device: 'B' }, { reason: 'untracked' }],
      profileOf({ capacity: { keys: 1, overflow: 'forward' } }),
      [
        'inconclusive (1): the throttle was at its ceiling of tracked keys: 1 Alert cannot be judged',
        '0 of 1 decision differ (0 discards expected)',
      ],
    ],
    [
      'metadata-values',
      [{ seq: 1, count: 0 }, { seq: 1 }],
      PLAIN,
      [
        'fail (2): a delivered Alert carries the wrong metadata',
        '2 of 2 Alerts with metadata differ',
        `${KEY}: the Alert delivered at 0:00:00.000000 must carry no metadata; it carried ` +
          'sequence id 1 and count 0',
        'shown: 0',
      ],
    ],
    [
      'metadata-values',
      [...at(0, 1, 2), ...lost(3), { at: 53, seq: 1, count: 1 }],
      PLAIN,
      [
        'pass (1): every sequence id and count is the one the profile asks for',
        '0 of 1 Alert with metadata differ',
      ],
    ],
    [
      'metadata-values',
      [...at(0, 1, 2, 3), { at: 53, seq: 1, count: 1 }],
      PLAIN,
      [
        'inconclusive (1): not comparable, because the decisions themselves differ or are ' +
          'not all known: see decisions',
        'not compared',
      ],
    ],
    [
      'metadata-values',
      at(0),
      PLAIN,
      ['not-exercised (0): no delivered Alert carries metadata, and none should', IDLE],
    ],
  ];
  for (const [id, rows, profile, words] of cases) {
    it(`of ${id}: ${words[0]}`, () => {
      expect(inWords(findingOf(id, historyOf(rows), profile))).toEqual(words);
    });
  }
});
