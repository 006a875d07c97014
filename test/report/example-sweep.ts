// Plausible documents of sweeps for tests: two axes over one scenario, with whatever cells a test is about.

import type { RanCell, SweepCell, SweepDocument } from '../../src/sweep/sweep-document.ts';
import type { SweepFigures } from '../../src/sweep/sweep-figures.ts';

/** Figures in which this many Alerts of 1,000 were discarded, so many of them honest. */
export function exampleFigures(
  discarded: number,
  honestLost = 0,
  changes: Partial<SweepFigures> = {},
): SweepFigures {
  const us = discarded === 0 ? null : discarded * 1_000_000;
  return {
    received: 1_000,
    delivered: 1_000 - discarded,
    discarded,
    reduction: discarded / 1_000,
    honest: { received: 600, lost: honestLost },
    stormKeys: 2,
    engage: { keys: discarded === 0 ? 0 : 2, never: discarded === 0 ? 2 : 0, medianUs: us, longestUs: us },
    release: {
      keys: discarded === 0 ? 0 : 1,
      notObserved: discarded === 0 ? 0 : 1,
      medianUs: us,
      longestUs: us,
    },
    silence: { stormUs: us, honestUs: honestLost === 0 ? null : 60_000_000 },
    unreported: Math.floor(discarded / 10),
    peak: {
      delivered: { user: 'Supplier', alerts: 60 - Math.floor(discarded / 10) },
      unthrottled: { user: 'Supplier', alerts: 60 },
    },
    ...changes,
  };
}

/** A cell that ran and passed. */
export function exampleCell(cell: number, values: readonly unknown[], figures: SweepFigures): RanCell {
  return {
    ...{ cell, scenario: 0, status: 'ran', seed: 7, verdict: 'pass' },
    settings: values.map((value, at) => ({ path: PATHS[at]!, value })),
    profile: {
      name: 'illustrative',
      provenance: { status: 'illustrative', source: 'values chosen for testing' },
      hash: 'c0ffee123456ffff',
    },
    plan: { hash: '77ab10c9de02ffff', devices: 40, alerts: 1_000 },
    checks: { passed: ['decisions'], failed: [], inconclusive: [], notExercised: ['pacing'] },
    figures,
  };
}

/** The same cell, failed by the check decisions. */
export const failedCell = (cell: RanCell): RanCell => ({
  ...cell,
  verdict: 'fail',
  checks: {
    ...cell.checks,
    passed: [],
    failed: [
      { id: 'decisions', reason: 'decisions differ', measured: '3 differ', witness: 'three of them differ' },
    ],
  },
});

const PATHS = ['profile.default.threshold', 'profile.default.window.length'];

/** Two thresholds by two window lengths; the last cell is not possible. */
const CELLS: readonly SweepCell[] = [
  exampleCell(1, [5, '30m'], exampleFigures(400, 40)),
  exampleCell(2, [5, '1h'], exampleFigures(500, 90)),
  exampleCell(3, [10, '30m'], exampleFigures(300)),
  {
    ...{ cell: 4, scenario: 0, status: 'not-possible', reasons: ['--vary:1:5: `x` is out of the question'] },
    settings: [
      { path: PATHS[0]!, value: 10 },
      { path: PATHS[1]!, value: '1h' },
    ],
  },
];

/** The document of a sweep that passed, with these changes. */
export function exampleSweep(changes: Partial<SweepDocument> = {}): SweepDocument {
  return {
    schemaVersion: 1,
    verdict: 'pass',
    tool: { name: 'stormproof', version: '0.1.0' },
    scenarios: [
      {
        name: 'single-device-storm',
        title: 'One meter repeats one Alert far above its threshold',
        hash: '3fa9c1d2aa11ffff',
        axes: [
          { path: PATHS[0]!, values: [5, 10] },
          { path: PATHS[1]!, values: ['30m', '1h'] },
        ],
        stormStreams: ['storm'],
      },
    ],
    settings: [],
    throttle: { name: 'stormproof', source: 'shipped' },
    cells: CELLS,
    start: '2026-03-04T10:15:30.000Z',
    end: '2026-03-04T10:15:31.000Z',
    workers: 2,
    environment: { node: 'v20.20.2', os: 'Linux', cpu: 'some', cores: 2, memoryBytes: 8e9 },
    ...changes,
  };
}
