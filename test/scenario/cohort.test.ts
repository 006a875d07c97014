// Which Devices a stream runs on: shares that follow each other are the whole type, exactly, and nobody is in two.

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readSimulatedDeviceId, simulatedDeviceId } from '../../src/domain/device.ts';
import { devicesOf } from '../../src/plan/emission-plan.ts';
import { populate } from '../../src/plan/population.ts';
import { rangeOf } from '../../src/scenario/cohort.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { runs, SEED } from '../support/seed.ts';

const scenario = (devices: string) =>
  parseScenario(
    `
scenario: 1
name: cohorts
title: Streams on different Devices
duration: 10m
profile: p.yaml
population: { hubs: 15, devices: { GSME: 1, ESME: 1 } }
streams:
  - { name: only, devices: ${devices}, alert: "81C3", arrival: once }
`,
    'cohorts.yaml',
  );

/** Numbers of the Devices of the one stream, by the last octet of their IDs. */
const numbersOf = (devices: string): string[] => {
  const { population, streams } = scenario(devices);
  return devicesOf(streams[0]!, populate(population)).map(({ id }) => `${id.slice(9, 11)}:${id.slice(21)}`);
};

const numbers = (from: number, to: number): string[] =>
  Array.from(
    { length: to - from + 1 },
    (_, n) => `02:${(from + n).toString(16).toUpperCase().padStart(2, '0')}`,
  );

describe('the Devices of a stream', () => {
  test.each([
    ['{ type: GSME }', numbers(1, 15)],
    ['{ type: GSME, count: 3 }', numbers(1, 3)],
    ['{ type: GSME, count: 3, skip: 3 }', numbers(4, 6)],
    ['{ type: GSME, skip: 14 }', numbers(15, 15)],
    ['{ type: GSME, skip: 0 }', numbers(1, 15)],
    ['{ type: GSME, share: 10% }', numbers(1, 1)],
    ['{ type: GSME, share: 50%, skip: 2 }', numbers(3, 9)],
    ['{ type: GSME, share: 12.5%, skip: 10% }', numbers(2, 3)],
    ['{ type: GSME, count: 1, skip: 50% }', numbers(8, 8)],
    ['{ type: GSME, skip: 50% }', numbers(8, 15)],
    ['{ type: GSME, share: 100% }', numbers(1, 15)],
    ['{ ids: [02-53-50-02-00-00-00-0a, 02-53-50-01-00-00-00-02] }', ['01:02', '02:0A']],
    ['{ type: GSME, ids: [02-53-50-02-00-00-00-01] }', ['02:01']],
  ])('are, with %s, %j', (devices, expected) => {
    expect(numbersOf(devices)).toEqual(expected);
  });

  it(`are all of a type, each once, when shares follow each other up to 100% (seed ${SEED})`, () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 999_999 }), { maxLength: 8 });
    fc.assert(
      fc.property(cuts, fc.integer({ min: 1, max: 1_000_000 }), (inside, there) => {
        const edges = [0, ...inside.toSorted((a, b) => a - b), 1_000_000];
        const ranges = edges.slice(1).map((edge, n) => {
          const before = edges[n]!;
          const skip = before === 0 ? undefined : { millionths: before };
          return rangeOf({ share: { millionths: edge - before }, skip }, there);
        });
        expect(ranges[0]![0]).toBe(0);
        expect(ranges.at(-1)![1]).toBe(there);
        for (const [n, [start]] of ranges.entries()) if (n > 0) expect(start).toBe(ranges[n - 1]![1]);
        const rest = rangeOf({ skip: { millionths: edges.at(-2)! } }, there);
        expect(rest).toEqual(ranges.at(-1));
      }),
      runs(500),
    );
  });
});

describe('a simulated Device ID', () => {
  it('tells its type and number', () => {
    expect(readSimulatedDeviceId(simulatedDeviceId('PPMID', 70_000))).toEqual({
      type: 'PPMID',
      serial: 70_000,
    });
  });

  test.each([
    '',
    'x',
    '00-DB-12-34-56-78-90-01',
    '02-53-50-00-00-00-00-01',
    '02-53-50-09-00-00-00-01',
    '02-53-50-01-00-00-00-00',
    '02-53-50-01-00-00-00-0a',
  ])('is not %j', (id) => {
    expect(readSimulatedDeviceId(id)).toBeUndefined();
  });
});
