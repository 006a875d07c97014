// The figures of any history equal those of a second implementation that looks at everything again and again.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SweepFigures } from '../../src/sweep/sweep-figures.ts';
import { runs, SEED } from '../support/seed.ts';
import type { Row } from '../verify/history-of.ts';
import { measured, S, SENDERS } from './measured.ts';

interface Seen extends Row {
  readonly at: number;
  readonly device: string;
  readonly code: string;
  readonly stream: 'storm' | 'background';
  readonly outcome: 'deliver' | 'discard' | null;
  readonly reason: string;
}

const GAPS_US = [0, 0, 1, S, 30 * S, 60 * S - 1, 60 * S, 60 * S + 1, 200 * S];

const anyRow = fc.record({
  gap: fc.constantFrom(...GAPS_US),
  device: fc.constantFrom('A', 'A', 'B', 'C'),
  code: fc.constantFrom('81C3', '81C3', '8F0A'),
  stream: fc.constantFrom('storm' as const, 'background' as const),
  outcome: fc.constantFrom('deliver' as const, 'discard' as const, 'discard' as const, null),
  reason: fc.constantFrom('forwarded-copy', 'released', 'mine'),
  count: fc.constantFrom(null, null, 1),
});

/** Alerts of which the last few may never have been received: their throttle was given up. */
const anyRows: fc.Arbitrary<Seen[]> = fc
  .tuple(fc.array(anyRow, { maxLength: 60, size: 'max' }), fc.oneof(fc.constant(60), fc.nat({ max: 60 })))
  .map(([steps, received]) => {
    let at = 0;
    return steps.map(({ gap, count, ...row }, n): Seen => {
      at += gap;
      if (n >= received) return { ...row, at, count: null, received: null, outcome: null };
      return { ...row, at, count: row.outcome === 'deliver' ? count : null };
    });
  });

const isReceived = (row: Seen): boolean => row.received !== null;
const isLost = (row: Seen): boolean => row.outcome === 'discard';
const isHeard = (row: Seen): boolean => row.outcome === 'deliver';
const isStorm = (row: Seen): boolean => row.stream === 'storm';
const isCopy = ({ reason, count = null }: Seen): boolean =>
  reason === 'forwarded-copy' || (count !== null && reason !== 'released');
const inOrder = (numbers: number[]): number[] => numbers.sort((a, b) => a - b);
const greatest = (numbers: number[]): number | null => inOrder([...numbers]).at(-1) ?? null;

function spread(times: number[]) {
  const sorted = inOrder([...times]);
  const middle = sorted.filter((_, n) => n === (sorted.length - 1) >> 1 || n === sorted.length >> 1);
  const medianUs =
    middle.length === 0 ? null : Math.floor(middle.reduce((sum, us) => sum + us, 0) / middle.length);
  return { keys: sorted.length, medianUs, longestUs: greatest(sorted) };
}

/** Every stretch from what was heard last, or lost first, to what is heard next, or lost last. */
function silencesOf(key: Seen[]): number[] {
  return key.flatMap((row, n) => {
    if (!isLost(row)) return [];
    const before = key.slice(0, n).findLast(isHeard) ?? key.find(isLost)!;
    const after = key.slice(n).find(isHeard) ?? key.findLast(isLost)!;
    return [after.at - before.at];
  });
}

function peakOf(rows: Seen[]): { user: string | null; alerts: number } {
  const peaks = SENDERS.map(({ name, recipient }) => {
    const of = rows.filter(({ stream }) => stream === name);
    const counts = of.map(({ at }) => of.filter((row) => row.at > at - 60 * S && row.at <= at).length);
    return { user: recipient, alerts: greatest(counts) ?? 0 };
  });
  const most = Math.max(...peaks.map(({ alerts }) => alerts));
  return most === 0 ? { user: null, alerts: 0 } : peaks.find(({ alerts }) => alerts === most)!;
}

function obviously(all: Seen[]): Omit<SweepFigures, 'unreported'> {
  const rows = all.filter(isReceived);
  const nameOf = ({ device, code }: Seen): string => `${device} ${code}`;
  const keys = [...new Set(all.map(nameOf))].map((name) => all.filter((row) => nameOf(row) === name));
  const storms = keys.filter((key) => key.some(isStorm));
  const honest = keys.filter((key) => !key.some(isStorm));
  const received = (some: Seen[][]): Seen[][] => some.map((key) => key.filter(isReceived));
  const engaged = storms.flatMap((key) => {
    const start = key.findIndex(isStorm);
    const first = key.slice(start).find(isLost);
    return first ? [{ key, us: first.at - key[start]!.at }] : [];
  });
  const released = engaged.flatMap(({ key }) => {
    const end = key.findLastIndex(isStorm);
    const first = key.slice(end + 1).find((row) => isHeard(row) && !isCopy(row));
    return first ? [first.at - key[end]!.at] : [];
  });
  const discarded = rows.filter(isLost).length;
  return {
    received: rows.length,
    delivered: rows.filter(isHeard).length,
    discarded,
    reduction: rows.length === 0 ? 0 : discarded / rows.length,
    honest: {
      received: honest.flat().filter(isReceived).length,
      lost: honest.flat().filter(isLost).length,
    },
    stormKeys: storms.length,
    engage: { ...spread(engaged.map(({ us }) => us)), never: storms.length - engaged.length },
    release: { ...spread(released), notObserved: engaged.length - released.length },
    silence: {
      stormUs: greatest(received(storms).flatMap(silencesOf)),
      honestUs: greatest(received(honest).flatMap(silencesOf)),
    },
    peak: {
      delivered: peakOf(rows.filter(isHeard)) as SweepFigures['peak']['delivered'],
      unthrottled: peakOf(all) as SweepFigures['peak']['unthrottled'],
    },
  };
}

describe(`seed ${SEED}`, () => {
  test('figures are those of the obvious implementation', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { unreported, ...figures } = measured(rows);
        expect(unreported).toBeGreaterThanOrEqual(0);
        expect(figures).toEqual(obviously(rows));
      }),
      runs(400),
    );
  });
});
