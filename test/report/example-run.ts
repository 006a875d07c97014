// A plausible run document for tests, and the ways in which runs differ from it.

import type { RunDocument } from '../../src/record/run-document.ts';

type Check = RunDocument['checks'][number];
type Entry = NonNullable<Check['witness']>['entries'][number];

/** One entry of a history; the Alert arrived at `receivedUs` of scenario time. */
export function exampleEntry(counter: number, receivedUs: number, changes: Partial<Entry> = {}): Entry {
  return {
    id: counter,
    device: '02-53-50-02-00-00-00-01',
    code: '81C3',
    counter,
    stream: 'storm',
    planned: receivedUs - 900,
    sent: receivedUs - 400,
    received: receivedUs,
    outcome: 'discard',
    reason: 'held',
    delivered: null,
    copies: 0,
    seq: null,
    count: null,
    payload: '5c01a7f2',
    deliveredPayload: null,
    ...changes,
  };
}

const passing = (
  id: string,
  requirement: string,
  exercised: number,
  measured: string,
  bound: string,
): Check => ({
  id,
  requirement,
  verdict: 'pass',
  reason: 'nothing deviates',
  measured,
  bound,
  exercised,
  witness: null,
});

const CHECKS: readonly Check[] = [
  passing(
    'conservation',
    'SECMP0062-1 (K5, K15)',
    12_345,
    '12,345 received = 12,170 delivered + 175 discarded',
    'received = delivered + discarded, each at most once, payload unchanged',
  ),
  passing(
    'quiet-traffic',
    'SECMP0062-1 (K2, K4)',
    12_165,
    '0 lost, 0 with metadata, of 12,165 Alerts of 1,000 quiet keys',
    'a key never above its threshold loses nothing and carries no metadata',
  ),
  passing(
    'decisions',
    'SECMP0062-1 (K2–K7)',
    12_345,
    '0 of 12,345 decisions differ (175 discards expected)',
    'no decision differs from the reference model',
  ),
  {
    ...passing(
      'metadata-values',
      'SECMP0062-2 (K10–K15)',
      0,
      'nothing to check',
      'every sequence id and count equals the reference model',
    ),
    verdict: 'not-exercised',
    reason: 'no delivered Alert carries metadata, and none should',
  },
  passing(
    'pacing',
    'harness',
    12_345,
    '12,345 planned, 12,345 sent, 12,345 received, 0 off plan, the worst by 6.4ms',
    'every planned Alert sent and received with QoS 1, at most 1% of them more than 500ms off their planned moment',
  ),
  passing('expect: storm.discarded > 0', 'scenario', 180, '175', '> 0'),
  passing('expect: latency.response.p99 < 50ms', 'scenario', 12_170, '3.87ms', '< 50ms'),
];

const hash = (start: string): string => start.padEnd(64, '0123456789abcdef');

const leg = (p50Us: number, p99Us: number, maxUs: number) => ({
  samples: 12_170,
  negative: 0,
  minUs: 210,
  p50Us,
  p90Us: p50Us * 2,
  p99Us,
  p999Us: maxUs,
  maxUs,
});

/** A run of the storm of one Device that passed. */
export function exampleRun(changes: Partial<RunDocument> = {}): RunDocument {
  return {
    schemaVersion: 1,
    verdict: 'pass',
    checks: CHECKS,
    totals: {
      planned: 12_345,
      sent: 12_345,
      received: 12_345,
      delivered: 12_170,
      discarded: 175,
      refused: 0,
    },
    tool: { name: 'stormproof', version: '0.1.0' },
    scenario: {
      name: 'single-device-storm',
      title: 'One meter repeats one Alert far above its threshold',
      hash: hash('3fa9c1d2aa11'),
    },
    requirements: ['SECMP0062-1'],
    claims: ['decisions', 'conservation'],
    setAside: [],
    plan: { hash: hash('77ab10c9de02'), devices: 1001, alerts: 12_345 },
    profile: {
      name: 'illustrative',
      provenance: { status: 'illustrative', source: "values chosen for testing; not DCC's" },
      hash: hash('c0ffee123456'),
    },
    seed: 7,
    mode: 'mqtt',
    target: 'embedded',
    timeScale: 60,
    qos: 1,
    durationUs: 1_800_000_000,
    interrupted: false,
    history: true,
    start: '2026-03-04T10:15:30.000Z',
    end: '2026-03-04T10:16:01.250Z',
    environment: {
      node: '20.20.2',
      os: 'Linux 6.8',
      cpu: 'Example CPU',
      cores: 4,
      memoryBytes: 8_589_934_592,
    },
    latency: {
      'response.deliver': leg(1_240, 3_870, 18_200),
      'service.deliver': leg(480, 1_910, 9_650),
      'response.receive': leg(900, 3_100, 15_000),
      'service.receive': leg(300, 1_200, 8_000),
    },
    generator: {
      workers: 3,
      client: 'fast',
      late: 0,
      dropped: 0,
      latenessP99Ms: 1.72,
      latenessMaxMs: 6.4,
      unacknowledged: 0,
      reconnects: 0,
      threads: [
        { thread: 'broker', utilization: 0.31, delayP99Ms: 11.2, delayMaxMs: 18.5 },
        { thread: 'meters-1', utilization: 0.42, delayP99Ms: 10.9, delayMaxMs: 21.4 },
      ],
      peakRssBytes: 188_743_680,
    },
    refused: {},
    throttle: { name: 'stormproof', source: 'shipped', trackedKeys: 1001 },
    effective: { scenario: {}, profile: {} },
    ...changes,
  };
}

/** The same run with a check that convicts the throttle. */
export function failedRun(changes: Partial<RunDocument> = {}): RunDocument {
  const decisions: Check = {
    ...passing(
      'decisions',
      'SECMP0062-1 (K2–K7)',
      12_345,
      '3 of 12,345 decisions differ (0 let through, 3 swallowed)',
      'no decision differs from the reference model',
    ),
    verdict: 'fail',
    reason: 'the throttle did not decide as the profile says',
    witness: {
      sentence:
        'Device 02-53-50-02-00-00-00-01, Alert 81C3: 6 arrivals in the 60s up to 0:06:00.000412, not above the threshold of 6, so it must be delivered; it was discarded',
      entries: [
        exampleEntry(1, 300_000_412, {
          outcome: 'deliver',
          reason: 'below-threshold',
          delivered: 300_000_900,
        }),
        exampleEntry(6, 350_000_377, {
          outcome: 'deliver',
          reason: 'below-threshold',
          delivered: 350_000_800,
        }),
        exampleEntry(7, 360_000_412, { reason: 'throttled' }),
      ],
    },
  };
  const checks = CHECKS.map((check) => (check.id === 'decisions' ? decisions : check));
  return exampleRun({ verdict: 'fail', checks, ...changes });
}
