import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/throttle/profile.ts';
import { indexByKey } from '../../src/verify/key-index.ts';
import { replay } from '../../src/verify/reference-model.ts';
import type { Row } from './history-of.ts';
import { historyOf } from './history-of.ts';
import { profileOf, ruleOf } from './profile-of.ts';

/** One line per row: `+` delivered, `-` discarded, and `id/count` where metadata is expected. */
function replayed(rows: readonly Row[], profile: Profile, firstId = 1): string[] {
  const history = historyOf(rows);
  const expected = replay(history, profile, indexByKey(history), firstId);
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

describe('the reference model refuses', () => {
  const refusals: [string, Partial<Profile>][] = [
    ['clock', { clock: 'alert-timestamp' }],
    ['duplicates', { duplicates: 'ignore' }],
    ['window.shape', { default: { ...ruleOf(), window: { shape: 'tumbling', lengthUs: 1 } } }],
    ['forward.copy', { default: { ...ruleOf(), forward: { periodUs: 1, copy: 'leading' } } }],
    ['release.rule', { overrides: new Map([[1, { ...ruleOf(), release: { rule: 'quiet', forUs: 1 } }]]) }],
  ];
  it.each(refusals)(
    'a setting of %s that it has not got, even when no Alert would meet it',
    (setting, parts) => {
      expect(() => replayed([], profileOf(parts))).toThrow(`the reference model has ${setting}`);
    },
  );
});
