// Figures of histories that are worked out by hand, each to the microsecond.

import { describe, expect, test } from 'vitest';
import { copy, heard, lost, measured, quiet, S, SENDERS } from './measured.ts';

const OTHER = { device: '02-53-50-02-00-00-00-01' };

test('a whole storm, figure by figure', () => {
  const figures = measured([
    heard(0),
    quiet(heard(1)),
    heard(10),
    lost(20),
    lost(30),
    quiet(lost(35)),
    copy(80, 2),
    lost(90),
    lost(100),
    quiet(heard(101)),
    heard(400, { stream: 'background', reason: 'released', seq: 1, count: 2 }),
  ]);
  expect(figures).toEqual({
    received: 11,
    delivered: 6,
    discarded: 5,
    reduction: 5 / 11,
    honest: { received: 3, lost: 1 },
    stormKeys: 1,
    engage: { keys: 1, never: 0, medianUs: 20 * S, longestUs: 20 * S },
    release: { keys: 1, notObserved: 0, medianUs: 300 * S, longestUs: 300 * S },
    silence: { stormUs: 320 * S, honestUs: 100 * S },
    unreported: 1,
    peak: {
      delivered: { user: 'Supplier', alerts: 2 },
      unthrottled: { user: 'Supplier', alerts: 4 },
    },
  });
});

describe('keys', () => {
  test('an honest Alert on a key of the storm is the storm’s own; its Device and its code elsewhere are not', () => {
    const rows = [
      heard(0),
      lost(1, { stream: 'background' }),
      lost(2, { stream: 'background', code: '8F0A' }),
      lost(3, { stream: 'background', ...OTHER }),
    ];
    expect(measured(rows)).toMatchObject({ honest: { received: 2, lost: 2 }, stormKeys: 1, discarded: 3 });
  });

  test('where no stream is a storm, every key is honest', () => {
    const senders = SENDERS.map(({ name, recipient }) => ({ name, recipient }));
    expect(measured([heard(0), lost(1), lost(2)], { senders })).toMatchObject({
      ...{ honest: { received: 3, lost: 2 }, stormKeys: 0 },
      engage: { keys: 0, never: 0, medianUs: null, longestUs: null },
      release: { keys: 0, notObserved: 0, medianUs: null, longestUs: null },
      silence: { stormUs: null, honestUs: 2 * S },
    });
  });

  test('an Alert that was never received, or never decided on, is neither delivered nor discarded', () => {
    const rows = [heard(0), heard(1, { received: null }), heard(2, { outcome: null, reason: 'threw' })];
    expect(measured(rows)).toMatchObject({ received: 2, delivered: 1, discarded: 0, reduction: 0 });
  });

  test('of nothing received nothing is held back', () => {
    expect(measured([heard(1, { received: null })])).toMatchObject({ received: 0, reduction: 0 });
  });
});

describe('time to engage', () => {
  test('runs from the first Alert of the storm, not of the key; a discard before it does not count', () => {
    const rows = [lost(0, { stream: 'background' }), heard(5), heard(6), lost(9), lost(10)];
    expect(measured(rows).engage).toEqual({ keys: 1, never: 0, medianUs: 4 * S, longestUs: 4 * S });
  });

  test('is nothing where the first Alert of the storm is discarded', () => {
    expect(measured([lost(5)]).engage).toMatchObject({ keys: 1, medianUs: 0 });
  });

  test('has a median and a longest over keys, and counts those that never engaged', () => {
    const keys = ['A', 'B', 'C', 'D', 'E'].map((device) => ({ device }));
    const rows = [
      ...keys.map((key) => heard(0, key)),
      ...[1, 2, 4.000_001, 9].map((second, n) => lost(second, keys[n])),
    ];
    expect(measured(rows).engage).toEqual({ keys: 4, never: 1, medianUs: 3 * S, longestUs: 9 * S });
    expect(measured(rows.slice(0, -1)).engage).toEqual({
      ...{ keys: 3, never: 2, medianUs: 2 * S, longestUs: 4_000_001 },
    });
  });
});

describe('time to release', () => {
  const storm = [heard(0), lost(10), lost(20)];
  const after = { stream: 'background' };

  test('is not observed where no Alert came, where only copies came, and where only losses did', () => {
    const none = { keys: 0, notObserved: 1, medianUs: null, longestUs: null };
    expect(measured(storm).release).toEqual(none);
    expect(measured([...storm, copy(30, 2, after)]).release).toEqual(none);
    expect(measured([...storm, lost(30, after)]).release).toEqual(none);
  });

  test('ends with the first Alert that is no copy, also if it reports a tail', () => {
    const copies = [...storm, copy(30, 2, after), lost(40, after)];
    expect(measured([...copies, heard(50, after)]).release).toMatchObject({ keys: 1, medianUs: 30 * S });
    const tail = heard(50, { ...after, reason: 'released', seq: 1, count: 1 });
    expect(measured([...copies, tail, heard(60, after)]).release.medianUs).toBe(30 * S);
    expect(measured([...storm, tail]).release.medianUs).toBe(30 * S);
  });

  test('takes what carries metadata for a copy where the throttle has a word of its own for it, or none', () => {
    const marked = heard(30, { ...after, seq: 1, count: 1 });
    for (const reason of ['mine', null]) {
      expect(measured([...storm, { ...marked, reason }, heard(50, after)]).release.medianUs).toBe(30 * S);
    }
  });

  test('counts from the last Alert of the storm, and only for keys that engaged', () => {
    expect(measured([...storm, heard(25), heard(28, after)]).release.medianUs).toBe(3 * S);
    expect(measured([heard(0), heard(1, after)]).release).toMatchObject({ keys: 0, notObserved: 0 });
  });
});

describe('the longest silence', () => {
  const silenceOf = (...rows: Parameters<typeof measured>[0]) => measured(rows).silence.stormUs;

  test('lies between two Alerts that reached the User, around a loss', () => {
    expect(silenceOf(heard(0), heard(500), lost(501), heard(510), heard(900))).toBe(10 * S);
  });

  test('begins with the first lost Alert where none was delivered before', () => {
    expect(silenceOf(lost(5), lost(6), heard(9))).toBe(4 * S);
  });

  test('lasts until the last lost Alert where none was delivered after', () => {
    expect(silenceOf(heard(0), lost(5), lost(60))).toBe(60 * S);
    expect(silenceOf(lost(5))).toBe(0);
  });

  test('is the longest of all keys, also where one that is over was longer than one that is not', () => {
    expect(silenceOf(heard(0), lost(1), heard(100), lost(110))).toBe(100 * S);
    expect(silenceOf(heard(0), lost(1), heard(0, OTHER), lost(40, OTHER))).toBe(40 * S);
  });

  test('is told apart for honest keys, and is none where nothing was lost', () => {
    const figures = measured([heard(0), quiet(heard(0)), lost(3), quiet(lost(7))]);
    expect(figures.silence).toEqual({ stormUs: 3 * S, honestUs: 7 * S });
    expect(measured([heard(0), heard(9)]).silence).toEqual({ stormUs: null, honestUs: null });
  });
});

test('discards that metadata reported are not unreported, by either reading', () => {
  const rows = [lost(0), lost(1), copy(2, 2), lost(3), copy(4, 3)];
  expect(measured(rows).unreported).toBe(0);
  expect(measured(rows, { reading: 'cumulative' }).unreported).toBe(0);
  expect(measured(rows.slice(0, -1)).unreported).toBe(1);
});

describe('the peak at a User', () => {
  test('is the most within any minute: an Alert a whole minute later is out', () => {
    const peakOf = (...seconds: number[]) => measured(seconds.map((second) => heard(second))).peak.delivered;
    expect(peakOf(0, 59.999_999)).toEqual({ user: 'Supplier', alerts: 2 });
    expect(peakOf(0, 60, 119)).toEqual({ user: 'Supplier', alerts: 2 });
    expect(peakOf(0, 60, 120)).toEqual({ user: 'Supplier', alerts: 1 });
  });

  test('is of one User, whatever the others get, and of nobody where nobody gets anything', () => {
    const rows = [heard(0), quiet(heard(1)), quiet(heard(2)), lost(3), lost(4)];
    expect(measured(rows).peak).toEqual({
      delivered: { user: 'NetworkOperator', alerts: 2 },
      unthrottled: { user: 'Supplier', alerts: 3 },
    });
    expect(measured([lost(0)]).peak.delivered).toEqual({ user: null, alerts: 0 });
  });
});
