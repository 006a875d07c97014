// The fingerprint of a plan: never another for the same plan, never the same for another.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type EmissionPlan, planEmissions } from '../../src/plan/emission-plan.ts';
import { fingerprint } from '../../src/plan/fingerprint.ts';
import { splitPlan } from '../../src/plan/shard.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { scenarioOf, shaped, streamOf } from './scenario-of.ts';

const SCENARIO = scenarioOf([
  streamOf({ name: 'every', arrival: { shape: 'every', intervalUs: 60_000_000 }, jitterUs: 5_000_000 }),
  streamOf({ name: 'poisson', arrival: { shape: 'poisson', perSecond: 0.01 }, alertCode: 0x8f0a }),
  streamOf({
    name: 'burst',
    arrival: { shape: 'burst', count: 7, intervalUs: 900_000_000 },
    devices: { type: 'ESME', count: 3 },
    recipient: 'NetworkOperator',
  }),
  streamOf({ name: 'at', arrival: { shape: 'at', timesUs: [1, 2, 3_000_000] }, fromUs: 10_000_000 }),
]);

const PLAN = planEmissions(SCENARIO, 7);

/** The same bytes in one go. */
function slowFingerprint(plan: EmissionPlan): string {
  const head = [
    ...plan.devices.map(({ id, type, hub }) => `${id} ${type} ${hub}\n`),
    ...plan.streams.map(({ name, alertCode, recipient }) => `${name} ${alertCode} ${recipient}\n`),
  ].join('');
  const ownTimes = plan.timestampUs.some((us, id) => us !== plan.plannedUs[id]);
  const bytes = ownTimes ? 26 : 18;
  const rows = Buffer.alloc(plan.length * bytes);
  for (let id = 0; id < plan.length; id++) {
    const view = new DataView(rows.buffer, rows.byteOffset + id * bytes, bytes);
    view.setFloat64(0, plan.plannedUs[id]!, true);
    view.setUint32(8, plan.device[id]!, true);
    view.setUint16(12, plan.stream[id]!, true);
    view.setUint32(14, plan.counter[id]!, true);
    if (ownTimes) view.setFloat64(18, plan.timestampUs[id]!, true);
  }
  const marked = ownTimes ? `${head}timestamps\n` : head;
  return createHash('sha256').update(marked).update(rows).digest('hex');
}

const changed = <Column extends Float64Array | Uint32Array | Uint16Array>(
  column: Column,
  row: number,
): Column => {
  const copy = column.slice() as Column;
  copy[row] = copy[row]! + 1;
  return copy;
};

const last = PLAN.length - 1;
const first = <T>([head, ...rest]: readonly T[], change: Partial<T>): T[] => [
  { ...head!, ...change },
  ...rest,
];

describe('the fingerprint of a plan', () => {
  it('is what it has always been: planning must not change by accident', () => {
    expect({ alerts: PLAN.length, fingerprint: fingerprint(PLAN) }).toEqual({
      alerts: 2_070,
      fingerprint: 'be782b4a6e7606ca5cc88f29dcbcecd2cbdabb861d8d0538005ba49a6c5c4a72',
    });
  });

  it.each([
    ['mass-outage', '746a49097c5657d7d0f5e612d346493c180f688e503114b130901118f9aedffa'],
    ['single-device-storm', '3fa93f8570936f80051a58cb73719184191837ca53771164a7961db8cf328bab'],
  ])('of the shipped scenario %s is what it has always been', (name, expected) => {
    const file = new URL(`../../scenarios/${name}.yaml`, import.meta.url);
    const scenario = parseScenario(readFileSync(file, 'utf8'), name);
    expect(fingerprint(planEmissions(scenario, scenario.seed))).toBe(expected);
  });

  it.each([1, 4_095, 4_096, 4_097, 8_192])('is the SHA-256 of %i rows written out in full', (length) => {
    const plan = planEmissions(scenarioOf([shaped({ shape: 'every', intervalUs: 20 }, 0, length)]), 1);
    const exact = planEmissions(
      scenarioOf([
        { ...shaped({ shape: 'every', intervalUs: 1 }, 0, length), devices: { type: 'GSME', count: 1 } },
      ]),
      1,
    );
    expect(exact.length).toBe(length);
    expect(fingerprint(exact)).toBe(slowFingerprint(exact));
    expect(fingerprint(plan)).toBe(slowFingerprint(plan));
    const wrong = { ...exact, timestampUs: changed(exact.timestampUs, length - 1) };
    expect(fingerprint(wrong)).toBe(slowFingerprint(wrong));
  });

  it.each<[what: string, plan: EmissionPlan]>([
    ['the first moment', { ...PLAN, plannedUs: changed(PLAN.plannedUs, 0) }],
    ['the last moment', { ...PLAN, plannedUs: changed(PLAN.plannedUs, last) }],
    ["the first Alert's own time", { ...PLAN, timestampUs: changed(PLAN.timestampUs, 0) }],
    ["the last Alert's own time", { ...PLAN, timestampUs: changed(PLAN.timestampUs, last) }],
    ['a Device of a row', { ...PLAN, device: changed(PLAN.device, last) }],
    ['a stream of a row', { ...PLAN, stream: changed(PLAN.stream, last) }],
    ['a counter', { ...PLAN, counter: changed(PLAN.counter, last) }],
    ['the number of rows', { ...PLAN, length: last }],
    ['a Device ID', { ...PLAN, devices: first(PLAN.devices, { id: '02-53-50-01-00-00-00-FF' }) }],
    ['a Device type', { ...PLAN, devices: first(PLAN.devices, { type: 'CAD' }) }],
    ['a hub', { ...PLAN, devices: first(PLAN.devices, { hub: 9 }) }],
    ['a silent Device more', { ...PLAN, devices: [...PLAN.devices, PLAN.devices[0]!] }],
    ['a stream name', { ...PLAN, streams: first(PLAN.streams, { name: 'other' }) }],
    ['an Alert Code', { ...PLAN, streams: first(PLAN.streams, { alertCode: 0x81c4 }) }],
    ['a recipient', { ...PLAN, streams: first(PLAN.streams, { recipient: 'DCC' }) }],
  ])('changes with %s', (_, plan) => {
    expect(fingerprint(plan)).not.toBe(fingerprint(PLAN));
  });

  it('does not change with own times that are the planned moments', () => {
    expect(fingerprint({ ...PLAN, timestampUs: PLAN.timestampUs.slice() })).toBe(fingerprint(PLAN));
  });

  it('changes with the seed', () => {
    expect(fingerprint(planEmissions(SCENARIO, 8))).not.toBe(fingerprint(PLAN));
  });

  it('does not change when the plan is planned again, or has been split', () => {
    const before = fingerprint(PLAN);
    for (let count = 1; count <= 16; count++) splitPlan(PLAN, count);
    expect(fingerprint(PLAN)).toBe(before);
    expect(fingerprint(planEmissions(SCENARIO, 7))).toBe(before);
  });
});
