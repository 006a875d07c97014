import { describe, expect, it } from 'vitest';
import type { AlertRule, Profile } from '../../src/throttle/profile.ts';
import { replay, traceOf } from './found-by.ts';
import type { Row } from './history-of.ts';
import { historyOf } from './history-of.ts';
import { profileOf, ruleOf } from './profile-of.ts';

/** One line per row: `+` delivered, `-` discarded, and `id/count` where metadata is expected. */
function replayed(rows: readonly Row[], profile: Profile, firstId = 1): string[] {
  const history = historyOf(rows);
  const expected = replay(traceOf(history, profile), firstId);
  return rows.map((_, row) => {
    const outcome = ['.', '+', '-'][expected.outcome[row]!]!;
    const count = expected.count[row]!;
    return Number.isNaN(count) ? outcome : `${outcome}${expected.sequenceId[row]}/${count}`;
  });
}

const at = (...timesUs: number[]): Row[] => timesUs.map((us) => ({ at: us }));
const every = (stepUs: number, count: number): Row[] =>
  at(...Array.from({ length: count }, (_, n) => n * stepUs));

describe('the reference model decides', () => {
  it('that the Nth arrival in a window is delivered and the N+1st is discarded (SECMP0062 K4)', () => {
    expect(replayed(at(0, 1, 2, 3), profileOf())).toEqual(['+', '+', '+', '-']);
  });

  it('that an arrival exactly one window length earlier is out of the window', () => {
    expect(replayed(at(0, 1, 2, 100), profileOf())).toEqual(['+', '+', '+', '+']);
  });

  it('that an arrival one microsecond less than the window length earlier is in the window', () => {
    expect(replayed(at(0, 1, 2, 99), profileOf())).toEqual(['+', '+', '+', '-']);
  });

  it('that a copy is forwarded exactly one period after engaging, and not a microsecond before', () => {
    expect(replayed(at(0, 0, 0, 10, 59), profileOf())).toEqual(['+', '+', '+', '-', '-']);
    expect(replayed(at(0, 0, 0, 10, 60), profileOf())).toEqual(['+', '+', '+', '-', '+1/1']);
  });

  it('that the next period runs from the copy, not from where it could have been', () => {
    const times = at(0, 0, 0, 10, 65, 70, 110, 115);
    const profile = profileOf({ default: ruleOf(3, 1_000, 50) });
    expect(replayed(times, profile)).toEqual(['+', '+', '+', '-', '+1/1', '-', '-', '+1/2']);
  });

  it('that of arrivals at the same moment only the first is the copy', () => {
    expect(replayed(at(0, 0, 0, 0, 50, 50), profileOf())).toEqual(['+', '+', '+', '-', '+1/1', '-']);
  });

  it('that discarded arrivals count towards the window like any other', () => {
    const profile = profileOf({ default: ruleOf(3, 100, 1_000) });
    expect(replayed(at(0, 1, 2, 60, 61, 62, 120), profile)[6]).toBe('-');
  });

  it('that discards carried into the next episode are reported once, by its first copy', () => {
    const rule = { ...ruleOf(2, 1_000, 50), release: { rule: 'quiet', forUs: 60 } } as const;
    expect(replayed(at(0, 1, 2, 62, 112, 162), profileOf({ default: rule }))).toEqual([
      ...['+', '+', '-', '-', '+2/2', '+2/0'],
    ]);
  });

  it('that interleaved keys do not see each other', () => {
    const rows = at(0, 0, 1, 1, 2, 2, 3, 3).map((row, n) => ({ ...row, device: n % 2 ? 'A' : 'B' }));
    expect(replayed(rows, profileOf())).toEqual(['+', '+', '+', '+', '+', '+', '-', '-']);
  });

  it('that an override holds for its own code alone', () => {
    const profile = profileOf({ overrides: new Map([[0x81c2, ruleOf(1)]]) });
    const rows = at(0, 1, 2, 3).map((row, n) => ({ ...row, code: n < 2 ? '81C2' : '81C3' }));
    expect(replayed(rows, profile)).toEqual(['+', '-', '+', '+']);
  });

  it('that an excluded code is always delivered and never counted (SECMP0062 K7)', () => {
    const profile = profileOf({ exclude: new Set([0x8f75]) });
    const rows = every(1, 50).map((row) => ({ ...row, code: '8F75' }));
    expect(new Set(replayed(rows, profile))).toEqual(new Set(['+']));
  });

  it('nothing about Alerts that never arrived', () => {
    expect(replayed([{ at: 0 }, { received: null }], profileOf())).toEqual(['+', '.']);
  });
});

describe('the reference model numbers metadata', () => {
  const storm = at(0, 0, 0, 0, 20, 50, 60, 100, 110, 300, 301);
  const under = (metadata: Partial<Profile['metadata']>): string[] =>
    replayed(storm, profileOf({ metadata: { ...profileOf().metadata, ...metadata } }));

  it('with what was discarded since the last copy, and the tail on the next Alert delivered', () => {
    expect(under({})).toEqual(['+', '+', '+', '-', '-', '+1/2', '-', '+1/1', '-', '+1/1', '+']);
  });

  it('with all that was discarded in the episode when counts are cumulative', () => {
    expect(under({ count: 'cumulative' })).toEqual([
      ...['+', '+', '+', '-', '-', '+1/2', '-', '+1/3', '-', '+1/4', '+'],
    ]);
  });

  it('with an id for every copy and every tail when ids are per copy', () => {
    expect(under({ sequence: 'copy' }).filter((line) => line.includes('/'))).toEqual([
      '+1/2',
      '+2/1',
      '+3/1',
    ]);
  });

  it('without the tail when it is dropped', () => {
    expect(under({ tail: 'drop' })[9]).toBe('+');
  });

  it('without a tail report when the last Alert of the episode was the copy', () => {
    for (const count of ['delta', 'cumulative'] as const) {
      const profile = profileOf({ metadata: { sequence: 'episode', count, tail: 'next' } });
      expect(replayed(at(0, 0, 0, 0, 50, 300), profile)).toEqual(['+', '+', '+', '-', '+1/1', '+']);
    }
  });

  it('with the whole episode as tail when it ended before its first copy', () => {
    expect(replayed(at(0, 0, 0, 0, 0, 300), profileOf())).toEqual(['+', '+', '+', '-', '-', '+1/2']);
  });

  it('with no tail at all when nothing more of the key arrives', () => {
    expect(replayed(at(0, 0, 0, 0), profileOf())).toEqual(['+', '+', '+', '-']);
  });

  it('in the order in which keys engage, over all keys', () => {
    const profile = profileOf({ default: ruleOf(1, 100, 10) });
    const rows = [
      { at: 0, device: 'B' },
      { at: 0, device: 'A' },
      { at: 1, device: 'A' },
      { at: 2, device: 'B' },
      { at: 12, device: 'B' },
      { at: 13, device: 'A' },
    ];
    expect(replayed(rows, profile)).toEqual(['+', '+', '-', '-', '+2/1', '+1/1']);
  });

  it('with a new id when the same key engages again', () => {
    const profile = profileOf({ default: ruleOf(1, 100, 10) });
    expect(replayed(at(0, 1, 11, 300, 301, 311), profile)).toEqual(['+', '-', '+1/1', '+', '-', '+2/1']);
  });

  it('past the largest id back to 1', () => {
    const profile = profileOf({ default: ruleOf(1, 100, 10) });
    expect(replayed(at(0, 1, 11, 300, 301, 311), profile, 4_294_967_295)).toEqual([
      ...['+', '-', '+4294967295/1', '+', '-', '+1/1'],
    ]);
  });
});

describe('the reference model counts', () => {
  const shaped = (shape: 'tumbling' | 'anchored', parts: Partial<AlertRule> = {}): Profile =>
    profileOf({ default: { ...ruleOf(), window: { shape, lengthUs: 100 }, ...parts } });

  it('in tumbling windows that start where the clock says', () => {
    const profile = shaped('tumbling', { forward: { periodUs: 1_000, copy: 'trailing' } });
    expect(replayed(at(97, 98, 99, 99, 100, 101, 102, 103), profile)).toEqual([
      ...['+', '+', '+', '-', '+1/1', '+', '+', '-'],
    ]);
    expect(replayed(at(97, 98, 99, 100, 101, 102), profile)).toEqual(['+', '+', '+', '+', '+', '+']);
  });

  it('in anchored windows that open at the first arrival when none is open', () => {
    const profile = shaped('anchored', { forward: { periodUs: 1_000, copy: 'trailing' } });
    expect(replayed(at(50, 99, 100, 149, 150, 151), profile)).toEqual(['+', '+', '+', '-', '+1/1', '+']);
    expect(replayed(at(50, 150, 250, 251, 252, 253), profile)).toEqual(['+', '+', '+', '+', '+', '-']);
  });

  it('by the Alerts’ own times, of which one that goes back is the latest seen', () => {
    const profile = profileOf({ clock: 'alert-timestamp' });
    const rows = [0, 200, 50, 299, 299, 300].map((timestamp, us) => ({ at: us, timestamp }));
    expect(replayed(rows, profile)).toEqual(['+', '+', '+', '+', '-', '+1/1']);
  });

  it('nothing of a key whose own times are not all on record, and all of the others', () => {
    const profile = profileOf({ clock: 'alert-timestamp' });
    const rows = [{ device: 'A' }, { device: 'A', timestamp: Number.NaN }, { device: 'B' }];
    expect(replayed(rows, profile)).toEqual(['.', '.', '+']);
  });
});

describe('the reference model forwards and releases', () => {
  const under = (parts: Partial<AlertRule>, others: Partial<Profile> = {}): Profile =>
    profileOf({ default: { ...ruleOf(1, 100, 10), ...parts }, ...others });
  const leading = { forward: { periodUs: 10, copy: 'leading' } } as const;
  const quiet = (forUs: number): Partial<AlertRule> => ({ release: { rule: 'quiet', forUs } });

  it('the engaging arrival as first copy when copies lead', () => {
    expect(replayed(at(0, 1, 2, 11), under(leading))).toEqual(['+', '+1/0', '-', '+1/1']);
  });

  it('until the count is down to the clear level', () => {
    const below = under({ threshold: 3, release: { rule: 'below', clear: 1 } });
    const window = under({ threshold: 3, release: { rule: 'window' } });
    const times = at(0, 0, 50, 50, 101, 105, 300);
    expect(replayed(times, window)).toEqual(['+', '+', '+', '-', '+1/1', '-', '+2/1']);
    expect(replayed(times, below)).toEqual(['+', '+', '+', '-', '+1/1', '-', '+1/1']);
  });

  it('after so long a silence, and may engage again at once with the tail carried over', () => {
    const times = at(0, 1, 2, 3, 33, 34, 35, 43);
    const ids = { sequence: 'episode', tail: 'next' } as const;
    const delta = under(quiet(30), { metadata: { ...ids, count: 'delta' } });
    expect(replayed(times, delta)).toEqual(['+', '-', '-', '-', '-', '-', '-', '+2/6']);
    const cumulative = under(quiet(30), { metadata: { ...ids, count: 'cumulative' } });
    expect(replayed([...times, { at: 53 }], cumulative).slice(-2)).toEqual(['+2/6', '+2/6']);
  });

  it('one microsecond of silence too little changes nothing', () => {
    expect(replayed(at(0, 1, 2, 3, 32), under(quiet(30)))).toEqual(['+', '-', '-', '-', '+1/3']);
  });

  it('the carried tail on the leading copy of the new episode', () => {
    const profile = under({ ...leading, ...quiet(30) });
    expect(replayed(at(0, 1, 2, 3, 33, 34), profile)).toEqual(['+', '+1/0', '-', '-', '+2/2', '-']);
    const dropped = { ...profile, metadata: { ...profile.metadata, tail: 'drop' } } as const;
    expect(replayed(at(0, 1, 2, 3, 33, 34), dropped)[4]).toBe('+2/0');
  });
});

describe('the reference model takes duplicates', () => {
  const sent = (counters: readonly number[], stepUs = 1): Row[] =>
    counters.map((counter, n) => ({ at: n * stepUs, counter }));
  const ignoring = (rule = ruleOf(1, 100, 10)): Profile => profileOf({ default: rule, duplicates: 'ignore' });

  it('for further arrivals when they count', () => {
    expect(replayed(sent([7, 7, 7, 7]), profileOf())).toEqual(['+', '+', '+', '-']);
  });

  it('for their first copy when they are ignored, metadata and all', () => {
    const rows = [...sent([7, 7, 8, 8, 7]), { at: 12, counter: 9 }, { at: 13, counter: 9 }];
    expect(replayed(rows, ignoring())).toEqual(['+', '+', '-', '-', '+', '+1/1', '+1/1']);
  });

  it('for new once the first copy has left the window, however often it was sent between', () => {
    const sliding = [0, 60, 99, 100, 101].map((us) => ({ at: us, counter: 7 }));
    expect(replayed(sliding, ignoring())).toEqual(['+', '+', '+', '+', '+']);
    const beside = [...sliding, { at: 102, counter: 8 }];
    expect(replayed(beside, ignoring())[5]).toBe('-');
    expect(replayed(beside, ignoring(ruleOf(2, 100, 10)))[5]).toBe('+');
  });

  it('within the same tumbling or anchored window alone', () => {
    for (const shape of ['tumbling', 'anchored'] as const) {
      const profile = ignoring({ ...ruleOf(1, 100, 1_000), window: { shape, lengthUs: 100 } });
      const rows = [0, 90, 100, 101].map((us, n) => ({ at: us, counter: n === 3 ? 8 : 7 }));
      expect(replayed(rows, profile)).toEqual(['+', '+', '+', '-']);
    }
  });

  it('of an excluded code like any other of its Alerts', () => {
    const profile = { ...ignoring(), exclude: new Set([0x81c3]) };
    expect(replayed(sent([7, 7, 8]), profile)).toEqual(['+', '+', '+']);
  });
});
