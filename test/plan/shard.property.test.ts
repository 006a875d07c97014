// Shards: together the plan, nothing twice, a Device in one of them, order kept; for 1 to 16 of them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planEmissions } from '../../src/plan/emission-plan.ts';
import { firstDevice, splitPlan } from '../../src/plan/shard.ts';
import { runs, SEED } from '../support/seed.ts';
import { scenarioOf, shaped } from './scenario-of.ts';

const plan = fc
  .record({ hubs: fc.integer({ min: 1, max: 40 }), perHub: fc.integer({ min: 1, max: 3 }), seed: fc.nat() })
  .map(({ hubs, perHub, seed }) => {
    const resend = { share: { millionths: 500_000 }, afterUs: 1_000, times: 2 };
    const storm = { ...shaped({ shape: 'poisson', perSecond: 0.002 }), resend };
    const other = { ...shaped({ shape: 'once' }, 1_000), name: 'other', alertCode: 0x8f0a };
    const population = { hubs, perHub: [{ type: 'GSME' as const, count: perHub }] };
    return planEmissions(scenarioOf([storm, other], { population }), seed);
  });

describe(`shards of any plan whose hubs connect (seed ${SEED})`, () => {
  it('are the plan, each hub and its one connection in one shard, for 1 to 16 shards', () => {
    fc.assert(
      fc.property(plan, fc.integer({ min: 1, max: 16 }), (whole, count) => {
        const shards = splitPlan(whole, count, 'hub');
        expect(shards.flatMap((shard) => shard.deviceIds)).toEqual(whole.devices.map((device) => device.id));
        expect(shards.flatMap((shard) => [...shard.id]).sort((a, b) => a - b)).toEqual([
          ...whole.plannedUs.keys(),
        ]);
        const hubOf = new Map(whole.devices.map(({ id, hub }) => [id, hub]));
        const clients = shards.map(({ deviceIds, clientIds }) => {
          expect(clientIds).toEqual(deviceIds.map((id) => `hub-${hubOf.get(id)! + 1}`));
          return [...new Set(clientIds)];
        });
        expect(new Set(clients.flat()).size).toBe(clients.flat().length);
      }),
      runs(60),
    );
  });
});

describe(`shards of any plan (seed ${SEED})`, () => {
  it('are the plan, exactly, for 1 to 16 shards', () => {
    fc.assert(
      fc.property(plan, fc.integer({ min: 1, max: 16 }), (whole, count) => {
        const shards = splitPlan(whole, count);
        const rows = shards.flatMap((shard) =>
          Array.from(shard.id, (id, row) => ({
            id,
            us: shard.plannedUs[row],
            timestampUs: shard.timestampUs[row],
            device: shard.deviceIds[shard.device[row]!],
            stream: shard.streams[shard.stream[row]!],
            counter: shard.counter[row],
          })),
        );
        const planned = Array.from({ length: whole.length }, (_, id) => {
          const { name, alertCode, recipient } = whole.streams[whole.stream[id]!]!;
          const source = whole.streams.findIndex((stream) => stream.name === name);
          return {
            id,
            us: whole.plannedUs[id],
            timestampUs: whole.timestampUs[id],
            device: whole.devices[whole.device[id]!]!.id,
            stream: { alertCode, recipient, source },
            counter: whole.counter[id],
          };
        });
        expect(rows.toSorted((a, b) => a.id - b.id)).toEqual(planned);
      }),
      runs(60),
    );
  });

  it('keep the order of the plan, each Device in one shard, and no shard without Devices', () => {
    fc.assert(
      fc.property(plan, fc.integer({ min: 1, max: 16 }), (whole, count) => {
        const shards = splitPlan(whole, count);
        for (const { id, plannedUs, timestampUs, device, stream, counter, deviceIds } of shards) {
          expect(Array.from(id).toSorted((a, b) => a - b)).toEqual(Array.from(id));
          expect([plannedUs, timestampUs, device, stream, counter].map((column) => column.length)).toEqual(
            Array(5).fill(id.length),
          );
          expect(deviceIds.length).toBeGreaterThan(0);
        }
        expect(shards.flatMap((shard) => shard.deviceIds)).toEqual(whole.devices.map((device) => device.id));
        expect(shards).toHaveLength(Math.min(count, whole.devices.length));
      }),
      runs(60),
    );
  });

  it('are as even as they can be: no two differ by more than one Device', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 16 }),
        (devices, count) => {
          const bounds = Array.from({ length: count + 1 }, (_, index) => firstDevice(devices, index, count));
          const sizes = bounds.slice(1).map((bound, n) => bound - bounds[n]!);
          expect([bounds[0], bounds.at(-1)]).toEqual([0, devices]);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        },
      ),
      runs(500),
    );
  });
});

describe('seven shards of three Devices', () => {
  it('are three shards of one Device each, with the numbers they were given', () => {
    const population = { hubs: 3, perHub: [{ type: 'GSME' as const, count: 1 }] };
    const whole = planEmissions(scenarioOf([shaped({ shape: 'once' })], { population }), 1);
    const shards = splitPlan(whole, 7);
    expect(shards.map(({ deviceIds, id }) => [deviceIds.length, [...id]])).toEqual([
      [1, [0]],
      [1, [1]],
      [1, [2]],
    ]);
    expect(new Set(shards.map((shard) => shard.index)).size).toBe(3);
  });
});
