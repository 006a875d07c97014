// Findings on what may be lost, as a release tester reads them, word for word: in every verdict
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

const EXCLUDED = profileOf({ exclude: new Set([0x81c3]) });
const STORM = of({ device: 'A' }, at(0, 1, 2, 3));

describe('findings on what may be lost', () => {
  const cases: [string, Row[], Profile, string[]][] = [
    [
      'conservation',
      [...at(0), { at: 1, copies: 3 }, { at: 2, copies: 0 }],
      PLAIN,
      [
        'fail (3): an Alert was given to the User more than once',
        '3 received = 2 delivered + 0 discarded + 1 missing, and 2 given besides; 2 Alerts out of balance',
        `${KEY}: Alert number 1 received at 0:00:00.000001 was given to the User more than ` +
          'once; for this key 3 received = 2 delivered + 0 discarded + 1 missing, and 2 given ' +
          'besides',
        'shown: 1',
      ],
    ],
    [
      'conservation',
      [...at(0), { at: 1, id: null, received: null, copies: 2 }],
      PLAIN,
      [
        'fail (1): an Alert was given to the User, and nobody planned it',
        '1 received = 1 delivered + 0 discarded + 0 missing, and 2 given besides; 1 Alert out of balance',
        `${KEY}: an Alert was given to the User, and nobody planned it; for this key 1 ` +
          'received = 1 delivered + 0 discarded + 0 missing, and 2 given besides',
        'shown: unplanned',
      ],
    ],
    [
      'conservation',
      [...at(0), { at: 1, received: null, copies: 1 }],
      PLAIN,
      [
        'fail (1): an Alert was given to the User but never received by the throttle',
        '1 received = 1 delivered + 0 discarded + 0 missing, and 1 given besides; 1 Alert out of balance',
        `${KEY}: Alert number 1 was given to the User but never received by the throttle; ` +
          'for this key 1 received = 1 delivered + 0 discarded + 0 missing, and 1 given besides',
        'shown: 1',
      ],
    ],
    [
      'conservation',
      [...at(0), { at: 1, payload: null }],
      PLAIN,
      [
        'inconclusive (2): the payload of 1 delivered Alert is not on record, so it cannot be compared',
        '2 received = 2 delivered + 0 discarded + 0 missing',
      ],
    ],
    ['conservation', [{ received: null }], PLAIN, ['not-exercised (0): no Alert was received', IDLE]],
    [
      'conservation',
      at(0),
      PLAIN,
      [
        'pass (1): every Alert received is accounted for',
        '1 received = 1 delivered + 0 discarded + 0 missing',
      ],
    ],
    [
      'quiet-traffic',
      [
        ...of({ device: 'A' }, [...at(0), ...lost(1)]),
        { at: 2, device: 'B', seq: 1, count: 0 },
        ...of({ device: 'C' }, lost(3)),
      ],
      PLAIN,
      [
        'fail (4): the throttle touched a key that never exceeded its threshold',
        '2 lost, 1 with metadata, of 4 Alerts of 3 quiet keys',
        'Device A, Alert 81C3: never more than 2 arrivals in any 100us, not above the ' +
          'threshold of 3; yet the Alert received at 0:00:00.000001, number 2 of the 100us up ' +
          'to then, was lost',
        'shown: 0 1',
      ],
    ],
    [
      'quiet-traffic',
      at(0),
      PLAIN,
      [
        'pass (1): the throttle left every quiet key alone',
        '0 lost, 0 with metadata, of 1 Alert of 1 quiet key',
      ],
    ],
    [
      'quiet-traffic',
      lost(0, 1, 2, 3),
      PLAIN,
      ['not-exercised (0): no key stayed at or below its threshold', IDLE],
    ],
    [
      'quiet-traffic',
      UNTIMED,
      BY_ALERT,
      [`inconclusive (0): ${UNTIMED_KEYS}`, '0 lost, 0 with metadata, of 0 Alerts of 0 quiet keys'],
    ],
    [
      'isolation',
      [
        ...STORM,
        ...of({ device: 'A', code: '81C2' }, [...at(4), ...lost(5)]),
        { at: 6, device: 'B', seq: 1, count: 0 },
      ],
      PLAIN,
      [
        'fail (3): a storm on one key touched another',
        '2 of 3 Alerts lost or marked, of 2 quiet keys beside a storm',
        'Device A, Alert 81C2: never above its threshold; yet the Alert received at ' +
          '0:00:00.000005 was lost, while Device A, Alert 81C3 stormed, which shares its Device',
        'shown: 3 5',
      ],
    ],
    [
      'isolation',
      [...STORM, ...of({ device: 'A', code: '81C2' }, at(4))],
      PLAIN,
      [
        'pass (1): no storm touched a quiet key beside it',
        '0 of 1 Alert lost or marked, of 1 quiet key beside a storm',
      ],
    ],
    [
      'isolation',
      at(0),
      PLAIN,
      ['not-exercised (0): no quiet key shares its Device or its Alert Code with a storm', IDLE],
    ],
    [
      'isolation',
      UNTIMED,
      BY_ALERT,
      [`inconclusive (0): ${UNTIMED_KEYS}`, '0 of 0 Alerts lost or marked, of 0 quiet keys beside a storm'],
    ],
    [
      'exclusion',
      [...at(0, 1, 2), ...lost(3), { at: 4, seq: 1, count: 0 }],
      EXCLUDED,
      [
        'fail (2): the throttle touched an excluded code',
        '2 of 5 excluded Alerts lost or marked, 2 of them above the default threshold',
        `${KEY}: the code is excluded; yet the Alert received at 0:00:00.000003 was lost`,
        'shown: 3',
      ],
    ],
    [
      'exclusion',
      at(0, 1, 2, 3),
      EXCLUDED,
      [
        'pass (1): every Alert of an excluded code went through untouched',
        '0 of 4 excluded Alerts lost or marked, 1 of them above the default threshold',
      ],
    ],
    [
      'exclusion',
      at(0, 1, 2),
      EXCLUDED,
      ['not-exercised (0): no excluded code came at a rate that would be throttled', IDLE],
    ],
    [
      'exclusion',
      UNTIMED,
      { ...BY_ALERT, exclude: new Set([0x81c3]) },
      [
        `inconclusive (0): ${UNTIMED_KEYS}`,
        '0 of 2 excluded Alerts lost or marked, 0 of them above the default threshold',
      ],
    ],
    [
      'ceiling',
      [...at(0, 0, 0, 0, 0), ...of({ device: 'B' }, at(1, 1, 1, 1))],
      PLAIN,
      [
        'fail (9): the throttle delivered more than any reading allows',
        '1 of 2 storming keys above the bound, of which 9 Alerts went through',
        `${KEY}: 5 delivered from 0:00:00.000000 to 0:00:00.000000; in 0us the bound is 3 × 1 + 0 + 1 = 4`,
        'shown: 0 1 2 3 4',
      ],
    ],
    [
      'ceiling',
      [...at(0, 0, 0), ...lost(0)],
      PLAIN,
      [
        'pass (3): no interval has more deliveries than the bound',
        '0 of 1 storming key above the bound, of which 3 Alerts went through',
      ],
    ],
    ['ceiling', at(0), PLAIN, ['not-exercised (0): no key above its threshold had anything delivered', IDLE]],
    [
      'ceiling',
      UNTIMED,
      BY_ALERT,
      [
        `inconclusive (0): ${UNTIMED_KEYS}`,
        '0 of 0 storming keys above the bound, of which 0 Alerts went through',
      ],
    ],
  ];
  for (const [id, rows, profile, words] of cases) {
    it(`of ${id}: ${words[0]}`, () => {
      expect(inWords(findingOf(id, historyOf(rows), profile))).toEqual(words);
    });
  }
});
