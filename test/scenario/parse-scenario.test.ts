import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

const scenario = (arrival: string, more = '') => `
scenario: 1
name: least
title: The least a scenario can say
duration: 10m
profile: p.yaml
population: { hubs: 3, devices: { GSME: 2, ESME: 1 } }
streams:
  - name: only
    devices: { type: GSME }
    alert: "81c3"
    arrival: ${arrival}
${more}`;

const parse = (arrival: string, more = '') => parseScenario(scenario(arrival, more), 'least.yaml');

describe('A scenario', () => {
  test('that says the least is filled up with the defaults', () => {
    expect(parse('once')).toEqual({
      name: 'least',
      title: 'The least a scenario can say',
      description: '',
      requirements: [],
      claims: [],
      seed: 1,
      durationUs: 600_000_000,
      timeScale: 1,
      qos: 1,
      profilePath: 'p.yaml',
      population: {
        hubs: 3,
        perHub: [
          { type: 'ESME', count: 1 },
          { type: 'GSME', count: 2 },
        ],
        connection: 'device',
      },
      varies: [],
      streams: [
        {
          name: 'only',
          devices: { type: 'GSME', count: null },
          alertCode: 0x81c3,
          recipient: 'Supplier',
          arrival: { shape: 'once' },
          jitterUs: 0,
          fromUs: 0,
          untilUs: 600_000_000,
        },
      ],
      expect: [],
    });
  });

  test('may take its Alerts from a trace, whose end is then its own', () => {
    const text = 'scenario: 1\nname: t\ntitle: T\nprofile: p.yaml\ntrace: { file: a.csv }\n';
    const least = parseScenario(`${text}expect: ["trace.discarded > 0"]\n`, 't.yaml');
    expect(least).toMatchObject({
      durationUs: Number.POSITIVE_INFINITY,
      population: { hubs: 0, perHub: [] },
      streams: [],
      trace: { file: 'a.csv', shiftUs: 0, strict: false },
    });
    expect(least.expect[0]!.figure).toEqual({ kind: 'stream', stream: 'trace', count: 'discarded' });
    const whole = text.replace('a.csv', 'a.csv, shift: 10m, strict: true');
    expect(parseScenario(`${whole}duration: 1h\n`, 't.yaml')).toMatchObject({
      durationUs: 3_600_000_000,
      trace: { file: 'a.csv', shiftUs: 600_000_000, strict: true },
    });
    expect(parse('once')).not.toHaveProperty('trace');
  });

  test('says which of its streams are the storm itself', () => {
    expect(parse('once').streams[0]).not.toHaveProperty('storm');
    expect(parse('once\n    storm: false').streams[0]).not.toHaveProperty('storm');
    expect(parse('once\n    storm: true').streams[0]).toHaveProperty('storm', true);
  });

  test.each([
    ['{ after: 3s }', { share: { millionths: 1_000_000 }, afterUs: 3_000_000, times: 1 }],
    [
      '{ share: 12.5%, after: 1m, times: 1000 }',
      { share: { millionths: 125_000 }, afterUs: 60_000_000, times: 1_000 },
    ],
  ])('knows Alerts that are sent again: %s', (resend, expected) => {
    expect(parse(`once\n    resend: ${resend}`).streams[0]).toHaveProperty('resend', expected);
    expect(parse('once').streams[0]).not.toHaveProperty('resend');
  });

  test.each([
    ['{ ahead: 5m }', { aheadUs: 300_000_000, withinUs: 0, drift: null }],
    ['{ behind: 2h }', { aheadUs: -7_200_000_000, withinUs: 0, drift: null }],
    ['{ within: 3650d }', { aheadUs: 0, withinUs: 3_650 * 86_400_000_000, drift: null }],
    [
      '{ ahead: 1us, gains: 2s, per: 1h }',
      { aheadUs: 1, withinUs: 0, drift: { gainsUs: 2_000_000, perUs: 3_600_000_000 } },
    ],
    ['{ loses: 9us, per: 10us }', { aheadUs: 0, withinUs: 0, drift: { gainsUs: -9, perUs: 10 } }],
  ])('knows wrong clocks: %s', (clock, expected) => {
    expect(parse(`once\n    clock: ${clock}`).streams[0]).toHaveProperty('clock', expected);
    expect(parse('once').streams[0]).not.toHaveProperty('clock');
  });

  test.each([
    ['the same clock, written otherwise, on some of the same', '{ type: GSME }', '{ ahead: 60s }'],
    ['another clock on others of the type', '{ type: GSME, skip: 2 }', '{ ahead: 2m }'],
    ['another clock on another type', '{ type: ESME }', '{ ahead: 2m }'],
    ['another clock on others by ID', '{ ids: [02-53-50-02-00-00-00-03] }', '{ ahead: 2m }'],
  ])('takes two streams with %s Devices', (_, devices, clock) => {
    const first = scenario('once').replace('{ type: GSME }', '{ type: GSME, count: 2 }');
    const second = `  - { name: second, devices: ${devices}, alert: "8F0A", arrival: once, clock: ${clock} }`;
    const read = parseScenario(`${first}    clock: { ahead: 1m }\n${second}`, 'least.yaml');
    expect(read.streams.map((stream) => stream.clock?.aheadUs)).toEqual([
      60_000_000,
      clock === '{ ahead: 60s }' ? 60_000_000 : 120_000_000,
    ]);
  });

  test.each([
    ['once', { shape: 'once' }],
    ['{ once: true }', { shape: 'once' }],
    ['{ every: 5s }', { shape: 'every', intervalUs: 5_000_000 }],
    ['{ poisson: 3/10m }', { shape: 'poisson', perSecond: 0.005 }],
    ['{ burst: { count: 4, every: 1m } }', { shape: 'burst', count: 4, intervalUs: 60_000_000 }],
    [
      '{ ramp: { from: 0/s, to: 2/s, over: 1m } }',
      { shape: 'ramp', fromPerSecond: 0, toPerSecond: 2, overUs: 60_000_000 },
    ],
    [
      '{ ramp: { from: 3/s, to: 0/s } }',
      { shape: 'ramp', fromPerSecond: 3, toPerSecond: 0, overUs: 600_000_000 },
    ],
    [
      '{ comb: { count: 12, spacing: 5s, every: 1m } }',
      { shape: 'comb', count: 12, spacingUs: 5_000_000, intervalUs: 60_000_000 },
    ],
    [
      '{ pair: { clear: "81C2", after: 20s, every: 1m } }',
      { shape: 'pair', clearCode: 0x81c2, afterUs: 20_000_000, intervalUs: 60_000_000 },
    ],
    ['{ at: [2m, 0s, 30s] }', { shape: 'at', timesUs: [0, 30_000_000, 120_000_000] }],
  ])('knows the arrival %s', (arrival, shape) => {
    expect(parse(arrival).streams[0]?.arrival).toEqual(shape);
  });

  test('keeps everything a stream says', () => {
    const more = '    recipient: NetworkOperator\n    jitter: 3s\n    from: 0s\n    until: 10m\n';
    expect(parse('once', more).streams[0]).toMatchObject({
      recipient: 'NetworkOperator',
      jitterUs: 3_000_000,
      fromUs: 0,
      untilUs: 600_000_000,
    });
  });

  test('counts the times of an arrival from the start of its stream', () => {
    const last = parse('{ at: [4m] }', '    from: 5m\n').streams[0];
    expect(last).toMatchObject({ fromUs: 300_000_000, arrival: { timesUs: [240_000_000] } });
  });

  test('may use as many Devices of a type as all hubs have together', () => {
    expect(parse('once', '').streams).toHaveLength(1);
    const text = scenario('once').replace('type: GSME', 'type: GSME, count: 6');
    expect(parseScenario(text, 'least.yaml').streams[0]?.devices).toEqual({ type: 'GSME', count: 6 });
  });

  test('is closed to change all the way down', () => {
    const frozen = parse('{ at: [1s] }');
    expect(Object.isFrozen(frozen)).toBe(true);
    expect(Object.isFrozen(frozen.streams[0]?.arrival)).toBe(true);
    expect(Object.isFrozen(frozen.population.perHub)).toBe(true);
  });
});
