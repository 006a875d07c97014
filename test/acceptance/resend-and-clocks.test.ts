// Alerts sent again by Devices with wrong clocks, over real sockets: decided Alert by Alert as in virtual time, whatever
// the throttle counts by and whether or not it ignores duplicates; never a breach, unless the broker commits one.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KnownDevice } from '../../src/broker/access.ts';
import { type Delivery, type GateParts, ThrottleGate } from '../../src/broker/throttle-gate.ts';
import type { Qos } from '../../src/domain/qos.ts';
import type { History } from '../../src/ledger/history.ts';
import { readRecord } from '../../src/record/read-record.ts';
import type { RunOptions } from '../../src/run/run-options.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import type { StormSeams } from '../../src/run/storm-order.ts';
import { verifyRecord } from '../../src/run/verify-record.ts';
import { fatesOf, spacedProfile } from './fates.ts';
import { type Workplace, workplace } from './small-storm.ts';

/** Two Alerts of a key, and any edge, are 150 ms or more apart, or at one moment on one connection, which keeps order. */
const SCENARIO = `scenario: 1
name: again
title: Meters that send again what they believe was lost, and clocks that are wrong
requirements: [SECMP0062-1, SECMP0062-2]
claims: [conservation, decisions, metadata-values, isolation, ordering]
seed: 5
duration: 6s
profile: again-profile.yaml
population: { hubs: 3, devices: { ESME: 1 } }
streams:
  - name: storm
    devices: { type: ESME, count: 1 }
    alert: "8F3D"
    arrival: { every: 600ms }
    until: 4s
    resend: { after: 300ms }
    clock: { behind: 2h, gains: 1s, per: 5s }
  - name: second
    devices: { type: ESME, count: 1, skip: 1 }
    alert: "8F36"
    arrival: { every: 600ms }
    from: 150ms
    until: 4s
    resend: { share: 60%, after: 1200ms, times: 2 }
    clock: { within: 1h }
  - { name: quiet, devices: { type: ESME }, alert: "8F0A", arrival: { at: [75ms] }, resend: { after: 3s } }
  - { name: after, devices: { type: ESME, count: 2 }, alert: "8F3D", arrival: { at: [5900ms] } }
expect:
  - "quiet.planned == 6"
  - "quiet.discarded == 0"
  - "storm.planned == 14"
  - "storm.discarded > 3"
`;

let place: Workplace;
let scenario: string;
beforeAll(async () => {
  place = await workplace();
  scenario = join(place.directory, 'again.yaml');
  await writeFile(join(place.directory, 'again-profile.yaml'), spacedProfile('again'));
  await writeFile(scenario, SCENARIO);
});
afterAll(() => place.remove());

const counting = (clock: string, duplicates: string): Pick<RunOptions, 'settings'> => ({
  settings: [
    { path: 'profile.clock', value: clock },
    { path: 'profile.duplicates', value: duplicates },
  ],
});

const run = (name: string, options: Partial<RunOptions>, seams?: StormSeams) =>
  runScenario({ scenario, out: place.record(name), ...options }, seams);

/** How many Alerts had one sending delivered and another discarded. */
function partlyDelivered({ length, device, code, counter, outcome }: History): number {
  const outcomes = new Map<string, Set<number>>();
  for (let row = 0; row < length; row++) {
    const alert = `${device[row]} ${code[row]} ${counter[row]}`;
    outcomes.set(alert, (outcomes.get(alert) ?? new Set()).add(outcome[row]!));
  }
  return [...outcomes.values()].filter(({ size }) => size > 1).length;
}

describe.each([
  ['receipt', 'count'],
  ['receipt', 'ignore'],
  ['alert-timestamp', 'count'],
  ['alert-timestamp', 'ignore'],
])('counted by %s, duplicates: %s', (clock, duplicates) => {
  test('are decided over MQTT as in virtual time, Alert by Alert, and from outside nobody is convicted', async () => {
    const how = counting(clock, duplicates);
    const overMqtt = await run(`${clock}-${duplicates}-mqtt`, how);
    const virtual = await run(`${clock}-${duplicates}-virtual`, { ...how, mode: 'virtual' });
    expect(overMqtt.run.checks.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    expect([overMqtt.run.verdict, virtual.run.verdict]).toEqual(['pass', 'pass']);
    const [real, simulated] = await Promise.all(
      [overMqtt, virtual].map(async ({ directory }) => (await readRecord(directory)).history),
    );
    expect(fatesOf(real!)).toEqual(fatesOf(simulated!));
    expect(overMqtt.run.totals).toEqual(virtual.run.totals);
    expect(overMqtt.run.plan).toEqual(virtual.run.plan);
    expect(partlyDelivered(real!)).toBeGreaterThan(0);
    for (const { directory } of [overMqtt, virtual]) {
      expect(await verifyRecord(directory)).toMatchObject({ verdict: 'pass', agrees: true });
      const outside = await verifyRecord(directory, { blackBox: true });
      expect(outside.checks.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    }
  });
});

test('a broker that gives a User one arrival twice is convicted, though the Alert was sent twice', async () => {
  /** Of the first Alert sent again that the throttle discards it delivers what it delivered before. */
  class DoublingGate extends ThrottleGate {
    readonly #given = new Map<string, Delivery>();
    #doubled = false;

    override receive(device: KnownDevice, alertCode: number, payload: Buffer, qos: Qos): Delivery | null {
      const delivery = super.receive(device, alertCode, payload, qos);
      const bytes = payload.toString();
      if (delivery) this.#given.set(bytes, delivery);
      const before = this.#given.get(bytes);
      if (delivery || this.#doubled || !before) return delivery;
      this.#doubled = true;
      return before;
    }
  }
  const { run: document } = await run('doubling', counting('receipt', 'count'), {
    gate: (parts: GateParts) => new DoublingGate(parts),
  });
  expect(document.verdict).toBe('fail');
  const failed = document.checks.filter(({ verdict }) => verdict === 'fail');
  expect(failed.map(({ id }) => id)).toEqual(['conservation']);
  expect(failed[0]).toMatchObject({ reason: 'an Alert was given to the User more than once' });
  expect(failed[0]!.witness?.entries).toMatchObject([{ outcome: 'deliver', copies: 2 }]);
});
