// One room for many judgements: each is what it would be in a room of its own, whatever was judged there before.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { History } from '../../src/ledger/history.ts';
import { judge } from '../../src/verify/judge.ts';
import { JudgingRoom } from '../../src/verify/judging-room.ts';
import { runs } from '../support/seed.ts';
import { anyProfile, anyTrace } from './any-trace.ts';
import { historyOf } from './history-of.ts';
import { throttledHistory } from './throttled-history.ts';

const NOTHING = { claims: [], expect: [] };

/** The decisions of one history on the arrivals of another: of the same Alerts, but the same columns. */
const onArrivalsOf = (
  history: History,
  { deviceIds, device, code, receivedUs, timestampUs }: History,
): History => ({
  ...history,
  ...{ deviceIds, device, code, receivedUs, timestampUs },
});

describe('a judgement in a room where others were judged before', () => {
  it('is that of the same throttle under the profile in force, over the same arrivals or others', () => {
    fc.assert(
      fc.property(
        fc.array(anyTrace, { minLength: 1, maxLength: 3 }),
        fc.array(anyProfile, { maxLength: 3 }),
        (some, profiles) => {
          const room = new JudgingRoom();
          for (const { arrivals, profile } of some) {
            const first = throttledHistory(arrivals, profile);
            for (const inForce of [profile, ...profiles]) {
              const history = onArrivalsOf(throttledHistory(arrivals, inForce), first);
              expect(judge(history, inForce, NOTHING, room)).toEqual(judge(history, inForce, NOTHING));
              expect(judge(history, profile, NOTHING, room)).toEqual(judge(history, profile, NOTHING));
            }
          }
        },
      ),
      runs(60),
    );
  });
});

describe('arrivals are read again', () => {
  const rows = [{ at: 1 }, { at: 2, device: 'B' }];
  const history = historyOf(rows);
  const profile = { clock: 'receipt', duplicates: 'count' } as const;

  it('never where every column of them is the same', () => {
    const room = new JudgingRoom();
    const decided = { ...history, outcome: Uint8Array.of(2, 1), timestampUs: Float64Array.of(7, 8) };
    expect(room.arrivalsOf(decided, profile)).toBe(room.arrivalsOf(history, profile));
  });

  it.each<[what: string, other: Partial<History>]>([
    ['devices', { device: Uint32Array.of(0, 0) }],
    ['codes', { code: Uint16Array.of(1, 2) }],
    ['moments', { receivedUs: Float64Array.of(1, 3) }],
    ['names', { deviceIds: ['C', 'D'] }],
  ])('where their %s are in another column', (_, other) => {
    const room = new JudgingRoom();
    const first = room.arrivalsOf(history, profile);
    expect(room.arrivalsOf({ ...history, ...other }, profile)).not.toBe(first);
  });

  it('where another clock counts, or theirs shows other times', () => {
    const room = new JudgingRoom();
    const clock = 'alert-timestamp';
    const byReceipt = room.arrivalsOf(history, profile);
    const byTimestamp = room.arrivalsOf(history, { ...profile, clock });
    expect(byTimestamp).not.toBe(byReceipt);
    const otherTimes = { ...history, timestampUs: Float64Array.of(7, 8) };
    expect([...room.arrivalsOf(otherTimes, { ...profile, clock }).times.earliestUs]).toEqual([7, 8]);
  });

  it('each time where nobody sees into the throttle', () => {
    const room = new JudgingRoom();
    const outside = historyOf(rows, { blackBox: { slackUs: 0 } });
    expect(room.arrivalsOf(outside, profile)).not.toBe(room.arrivalsOf(outside, profile));
  });
});
