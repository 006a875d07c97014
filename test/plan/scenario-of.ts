// Scenarios for tests: streams in, a whole Scenario out. One hour, ten hubs with an ESME and two GSMEs each.

import type { ArrivalShape, Scenario, StreamSpec } from '../../src/scenario/scenario.ts';

/** One hour in microseconds. */
export const HOUR_US = 3_600_000_000;

/** A stream of 81C3 every ten minutes on all GSMEs over the hour, unless it says otherwise. */
export function streamOf(parts: Partial<StreamSpec> = {}): StreamSpec {
  return {
    name: 'storm',
    devices: { type: 'GSME', count: null },
    alertCode: 0x81c3,
    recipient: 'Supplier',
    arrival: { shape: 'every', intervalUs: HOUR_US / 6 },
    jitterUs: 0,
    fromUs: 0,
    untilUs: HOUR_US,
    ...parts,
  };
}

/** A stream of this shape over [fromUs, fromUs + lengthUs). */
export const shaped = (arrival: ArrivalShape, fromUs = 0, lengthUs = HOUR_US): StreamSpec =>
  streamOf({ arrival, fromUs, untilUs: fromUs + lengthUs });

/** A scenario with these streams. */
export function scenarioOf(streams: readonly StreamSpec[], parts: Partial<Scenario> = {}): Scenario {
  return {
    name: 'hand-written',
    title: 'Written for a test',
    description: '',
    requirements: [],
    claims: [],
    seed: 7,
    durationUs: HOUR_US,
    timeScale: 1,
    qos: 1,
    profilePath: 'none.yaml',
    population: {
      hubs: 10,
      perHub: [
        { type: 'ESME', count: 1 },
        { type: 'GSME', count: 2 },
      ],
    },
    streams,
    expect: [],
    ...parts,
  };
}
