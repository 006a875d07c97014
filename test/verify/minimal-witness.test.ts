// A witness is the fewest entries that still convict: a history of nothing but them fails the same check, and
// with any one of them taken away it no longer does.

import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../src/ledger/history.ts';
import type { AlertRule, Profile } from '../../src/throttle/profile.ts';
import { judge } from '../../src/verify/judge.ts';
import type { Row } from './history-of.ts';
import { discarded, historyOf } from './history-of.ts';
import { profileOf, ruleOf } from './profile-of.ts';
import { arrivalsAt, throttledHistory } from './throttled-history.ts';

const finding = (id: string, rows: readonly (Row | HistoryEntry)[], profile: Profile) =>
  judge(historyOf(rows), profile, { claims: [], expect: [] }).checks.find((check) => check.id === id)!;

const letThrough = (at: number): Row => ({ at });
const lost = (at: number): Row => discarded({ at });
const each = (stepUs: number, count: number): number[] => Array.from({ length: count }, (_, n) => n * stepUs);

const leading: AlertRule = { ...ruleOf(), forward: { periodUs: 50, copy: 'leading' } };
const PLAIN = profileOf();

const cases: [string, string, Row[], Profile, number][] = [
  ['decisions', 'an open throttle', each(7, 60).map(letThrough), PLAIN, 4],
  ['decisions', 'tumbling windows', each(10, 30).map(letThrough), tumbling(), 4],
  ['ceiling', 'one burst', each(0, 30).map(letThrough), PLAIN, 5],
  ['ceiling', 'a rate too high', each(12, 90).map(letThrough), PLAIN, 15],
  ['ceiling', 'leading copies', each(4, 90).map(letThrough), profileOf({ default: leading }), 11],
  ['floor', 'nothing delivered', each(7, 90).map(lost), PLAIN, 4],
  ['floor', 'uneven arrivals', [0, 1, 50, 99, 101, 102, 151, 160].map(lost), PLAIN, 5],
  [
    'floor',
    'leading copies',
    [letThrough(0), ...each(9, 20).slice(1).map(lost)],
    profileOf({ default: leading }),
    4,
  ],
  ['recovery', 'a key that stays stuck', [...each(5, 9), 300, 900].map(lost), PLAIN, 2],
  [
    'ordering',
    'one overtaken',
    each(1, 9).map((at) => ({ at, delivered: at === 5 ? 3 : 10 + at })),
    PLAIN,
    2,
  ],
  ['quiet-traffic', 'one lost', [...each(200, 9).map(letThrough), lost(1_700)], PLAIN, 1],
  [
    'exclusion',
    'one lost',
    [...each(1, 9).map(letThrough), lost(9)],
    profileOf({ exclude: new Set([0x81c3]) }),
    1,
  ],
];

function tumbling(): Profile {
  return profileOf({ default: { ...ruleOf(), window: { shape: 'tumbling', lengthUs: 100 } } });
}

describe('the witness', () => {
  it.each(cases)('of %s, for %s, convicts by itself and can spare no entry', (id, _, rows, profile, size) => {
    const entries = finding(id, rows, profile).witness!.entries;
    expect(entries).toHaveLength(size);
    expect(finding(id, entries, profile).verdict).toBe('fail');
    for (const spared of entries) {
      const rest = entries.filter((entry) => entry !== spared);
      expect(finding(id, rest, profile).verdict).not.toBe('fail');
    }
  });

  it('of an Alert let through while throttled holds N + 1 arrivals and where the period began', () => {
    const profile = profileOf({
      default: { ...ruleOf(1, 1_000, 50), release: { rule: 'quiet', forUs: 60 } },
    });
    const history = throttledHistory(arrivalsAt([0, 10, 20, 30, 60, 70]), profile, (row, index) =>
      index === 5 ? { ...row, outcome: 'deliver' } : row,
    );
    const decisions = judge(history, profile, { claims: [], expect: [] }).checks.find(
      (c) => c.id === 'decisions',
    );
    expect(decisions?.witness?.entries.map(({ id }) => id)).toEqual([0, 1, 4, 5]);
    expect(decisions?.witness?.sentence).toContain(
      '2 arrivals in the 1ms up to 0:00:00.000010, above the threshold of 1; not released since; last copy ' +
        'forwarded at 0:00:00.000060, a copy is due from 0:00:00.000110 (period 50us), so it must be discarded',
    );
  });
});
