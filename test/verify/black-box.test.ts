import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/throttle/profile.ts';
import { judge } from '../../src/verify/judge.ts';
import type { Row } from './history-of.ts';
import { historyOf } from './history-of.ts';
import { profileOf, ruleOf } from './profile-of.ts';

/** An Alert whose arrival lies between two moments; delivered, unless it says otherwise. */
const within = (from: number, until: number, row: Row = {}): Row => ({
  at: from,
  received: null,
  outcome: null,
  copies: 1,
  delivered: until,
  acknowledged: until,
  deliveredPayload: 'cafe0001',
  ...row,
});

const lost = (from: number, until: number): Row =>
  within(from, until, { copies: 0, delivered: null, deliveredPayload: null });

const finding = (id: string, rows: readonly Row[], profile: Partial<Profile> = {}) =>
  judge(historyOf(rows, { blackBox: { slackUs: 0 } }), profileOf(profile), {
    claims: [],
    expect: [],
  }).checks.find((check) => check.id === id)!;

// Threshold 3, window 100 µs, period 50 µs: the fourth Alert engages when the first is less than 100 µs before it.
const three = [within(0, 1), within(2, 3), within(4, 5)];
const plenty = Array.from({ length: 30 }, (_, n) => within(1_000 + 200 * n, 1_001 + 200 * n));

describe('decisions from outside', () => {
  it('convict what no arrival times allow: let through', () => {
    const found = finding('decisions', [...three, within(98, 99)]);
    expect(found).toMatchObject({
      verdict: 'fail',
      reason: 'no arrival times inside the intervals allow what the throttle did',
      measured: '1 of 4 decisions differ (1 let through, 0 swallowed)',
      exercised: 4,
    });
    expect(found.witness?.sentence).toBe(
      'Device 02-53-50-02-00-00-00-00, Alert 81C3: received at 0:00:00.000098…0:00:00.000099 ' +
        'with 4 arrivals in the 100us window, threshold 3, so it must be discarded; it was delivered',
    );
    expect(found.witness?.entries.map(({ sent }) => sent)).toEqual([0, 2, 4, 98]);
  });

  it('convict what no arrival times allow: swallowed', () => {
    const found = finding('decisions', [...three, lost(101, 102)]);
    expect(found.measured).toBe('1 of 4 decisions differ (0 let through, 1 swallowed)');
    expect(found.witness?.sentence).toContain('so it must be delivered; it was lost');
  });

  it('leave out an Alert that arrived on either side of the edge, whatever became of it', () => {
    for (const either of [within(99, 102), lost(99, 102)]) {
      const found = finding('decisions', [...three, either, ...plenty]);
      expect(found).toMatchObject({ verdict: 'pass', exercised: 33 });
      expect(found.measured).toBe('0 of 33 decisions differ (0 discards expected); 1 left out');
    }
  });

  it('cannot tell when too much had to be left out', () => {
    const found = finding('decisions', [...three, within(99, 102)]);
    expect(found).toMatchObject({ verdict: 'inconclusive', exercised: 3 });
    expect(found.reason).toBe('1 of 4 could go either way inside their arrival intervals');
  });

  it('go on from what became of the Alert that could go either way', () => {
    const before = [within(0, 1), within(50, 51), within(60, 61)];
    // Lost at the edge, it engaged: its copy is due a period later, at 149 at the earliest and 152 at the latest.
    const engaged = [...before, lost(99, 102), lost(110, 111)];
    expect(finding('decisions', [...engaged, lost(148, 148), ...plenty]).verdict).toBe('pass');
    expect(finding('decisions', [...engaged, within(148, 148), ...plenty]).verdict).toBe('fail');
    expect(finding('decisions', [...engaged, lost(152, 152), ...plenty]).verdict).toBe('fail');
    expect(finding('decisions', [...engaged, within(152, 152), ...plenty]).verdict).toBe('pass');
    // Delivered, it did not: the next one finds three others in its window, engages, and is lost.
    const calm = [...before, within(99, 102)];
    expect(finding('decisions', [...calm, within(148, 148), ...plenty]).verdict).toBe('fail');
    expect(finding('decisions', [...calm, lost(148, 148), ...plenty]).verdict).toBe('pass');
    expect(finding('decisions', [...calm, lost(152, 152), ...plenty]).verdict).toBe('fail');
  });

  it('say which period a throttled Alert stands in', () => {
    const storm = [...three, lost(6, 7), lost(30, 31), within(40, 41)];
    expect(finding('decisions', storm).witness?.sentence).toContain(
      'in the period of 50us from 0:00:00.000006…0:00:00.000007, so it must be discarded; it was delivered',
    );
  });

  it('hold an excluded code to being delivered', () => {
    const found = finding('decisions', [lost(0, 1)], { exclude: new Set([0x81c3]) });
    expect(found.witness?.sentence).toContain(
      'and the code is excluded, so it must be delivered; it was lost',
    );
  });

  it('are inconclusive when the throttle may have been at its ceiling of keys', () => {
    const rows = [within(0, 1, { device: 'A' }), within(2, 3, { device: 'B' })];
    const found = finding('decisions', rows, { capacity: { keys: 1, overflow: 'forward' } });
    expect(found).toMatchObject({ verdict: 'inconclusive', exercised: 0 });
    expect(found.reason).toContain('may have been at its ceiling of tracked keys: 2 Alerts cannot be judged');
  });

  it('are inconclusive when it cannot be told which of two equal Alerts was counted', () => {
    const rows = [within(0, 1, { counter: 7 }), within(2, 3, { counter: 7 })];
    expect(finding('decisions', rows, { duplicates: 'ignore' }).verdict).toBe('inconclusive');
    expect(finding('decisions', rows, { duplicates: 'count' }).verdict).toBe('pass');
  });

  it.each<[what: string, Row[], verdict: string]>([
    ['all its sendings were given', [within(0, 1), within(30, 31)], 'pass'],
    ['none of its sendings was given', [lost(0, 1), lost(30, 31)], 'fail'],
    ['the first was given before the second was sent', [within(0, 29), lost(30, 31)], 'fail'],
    ['one was given when both had been sent', [within(0, 30), lost(30, 31)], 'inconclusive'],
    ['one was given long after', [within(0, 90, { acknowledged: 1 }), lost(30, 31)], 'inconclusive'],
    ['the second is on record as given, and not the first', [lost(0, 1), within(30, 31)], 'inconclusive'],
    [
      'it is not known when the first was given',
      [within(0, 29, { delivered: null }), lost(30, 31)],
      'inconclusive',
    ],
  ])('say of an Alert that was sent twice what can be known: %s', (_, rows, verdict) => {
    const sendings = rows.map((row) => ({ ...row, counter: 7 }));
    expect(finding('decisions', sendings).verdict).toBe(verdict);
    const others = rows.map((row, counter) => ({ ...row, counter }));
    expect(finding('decisions', others).verdict).toBe(verdict === 'pass' ? 'pass' : 'fail');
  });

  it('say nothing of a whole key in which one Alert leaves open what became of it, and judge the others', () => {
    const open = [within(0, 30, { counter: 7, device: 'A' }), { ...lost(30, 31), counter: 7, device: 'A' }];
    const rows = [
      ...open,
      within(32, 33, { device: 'A' }),
      ...three.map((row) => ({ ...row, at: 40, delivered: 41 })),
    ];
    expect(finding('decisions', rows)).toMatchObject({ verdict: 'inconclusive', exercised: 3 });
    expect(finding('decisions', rows).reason).toContain('the keys of 3 Alerts');
  });

  it('take a sending into account that nothing shows to have been received', () => {
    const unacknowledged = ({ acknowledged: _, ...row }: Row): Row => ({ ...row, counter: 7 });
    const rows = [within(0, 90), lost(30, 31)].map(unacknowledged);
    expect(finding('decisions', rows)).toMatchObject({ verdict: 'inconclusive', exercised: 0 });
  });

  it('follow tumbling and anchored windows from the Alert that opened them', () => {
    const first = [within(0, 3), within(10, 11), within(20, 21)];
    const shaped = (shape: 'tumbling' | 'anchored'): Partial<Profile> => ({
      default: { ...ruleOf(), window: { shape, lengthUs: 100 } },
    });
    for (const shape of ['tumbling', 'anchored'] as const) {
      expect(finding('decisions', [...first, within(90, 91)], shaped(shape)).verdict).toBe('fail');
      expect(finding('decisions', [...first, lost(104, 105)], shaped(shape)).verdict).toBe('fail');
    }
    const edge = [...first, within(100, 102), ...plenty];
    expect(finding('decisions', edge, shaped('tumbling')).measured).not.toContain('left out');
    expect(finding('decisions', edge, shaped('anchored')).measured).toContain('1 left out');
  });
});

describe('metadata from outside', () => {
  const marked = (from: number, until: number, count: number): Row => within(from, until, { seq: 1, count });
  const engaged = [...three, lost(6, 7), lost(8, 9)];

  it('hold the count of a copy to the discards before it', () => {
    expect(finding('metadata-values', [...engaged, marked(60, 61, 2)])).toMatchObject({
      verdict: 'pass',
      exercised: 1,
      measured: '0 of 1 Alert with metadata differ in the count',
    });
    const found = finding('metadata-values', [...engaged, marked(60, 61, 3)]);
    expect(found).toMatchObject({ verdict: 'fail', reason: 'a delivered Alert carries the wrong metadata' });
    expect(found.witness?.sentence).toContain('so it must carry the count 2; it carried the count 3');
  });

  it('convict a copy without metadata, and metadata on an Alert that is no copy', () => {
    const bare = finding('metadata-values', [...engaged, within(60, 61)]);
    expect(bare.witness?.sentence).toContain('so it must carry the count 2; it carried no metadata');
    const adorned = finding('metadata-values', [marked(0, 1, 4)]);
    expect(adorned.witness?.sentence).toContain('so it must carry no count; it carried the count 4');
  });

  it('leave out an Alert that may be a copy or the one that reports the tail of the episode', () => {
    // At 104…108 the window may still hold four, and the copy is due; or the key is released. The count is the same.
    const either = finding('metadata-values', [...three, lost(6, 7), lost(8, 9), marked(101, 108, 2)]);
    expect(either).toMatchObject({ verdict: 'pass', exercised: 1 });
  });

  it('are not compared when the decisions themselves are wrong', () => {
    const found = finding('metadata-values', [...three, within(6, 7), marked(60, 61, 9)]);
    expect(found).toMatchObject({ verdict: 'inconclusive' });
    expect(found.reason).toContain('because the decisions themselves differ');
  });

  it('are not exercised without any', () => {
    expect(finding('metadata-values', three).verdict).toBe('not-exercised');
  });
});

describe('the universal checks from outside', () => {
  it('leave out a key that may or may not have been quiet', () => {
    const rows = [...three, within(99, 102)];
    expect(finding('quiet-traffic', rows)).toMatchObject({ verdict: 'inconclusive', exercised: 0 });
    expect(finding('quiet-traffic', [...three, within(101, 102)]).verdict).toBe('pass');
  });

  it('convict a ceiling only when every length of the interval breaks it', () => {
    // (3 + 0) × (⌈L/100⌉ + 1) + ⌈L/50⌉ + 1 is 9 for L up to 100, without a second window 8 for L up to 50.
    const many = (until: number): Row[] =>
      Array.from({ length: 9 }, (_, n) => within(n, n === 8 ? until : n));
    expect(finding('ceiling', many(50)).verdict).toBe('fail');
    expect(finding('ceiling', many(51)).verdict).toBe('inconclusive');
  });

  it('call nobody stuck after a silence that may have been too short', () => {
    const storm = [...three, lost(6, 7)];
    expect(finding('recovery', [...storm, lost(207, 208)]).verdict).toBe('fail');
    expect(finding('recovery', [...storm, lost(206, 208)]).verdict).toBe('inconclusive');
    expect(finding('recovery', [...storm, lost(205, 205)]).verdict).toBe('not-exercised');
  });

  it('demand a copy only where every arrival surely kept coming', () => {
    const storm = (gap: number): Row[] =>
      [...three, ...[6, 46, 86, 126].map((us) => lost(us, us))].concat(lost(126 + gap, 126 + gap + 6));
    expect(finding('floor', storm(40)).verdict).toBe('fail');
    expect(finding('floor', [...three, lost(6, 6), lost(46, 46), lost(86, 86), lost(100, 107)]).verdict).toBe(
      'inconclusive',
    );
  });

  it('balance what was sent and acknowledged against what the Users were given', () => {
    expect(finding('conservation', [...three, lost(6, 7)]).measured).toBe(
      '4 received = 3 delivered + 1 discarded + 0 missing',
    );
    const twice = finding('conservation', [within(0, 1, { copies: 2 })]);
    expect(twice.reason).toBe('an Alert was given to the User more than once');
  });

  it('say which Alerts nothing shows to have been received', () => {
    const unseen = { at: 9, received: null, outcome: null, copies: 0, delivered: null } as const;
    const found = finding('pacing', [...three, unseen]);
    expect(found.reason).toBe('1 Alert sent without a sign of receipt');
  });
});
