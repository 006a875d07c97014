// Four faults, each planted where it would really be: two throttles, a broker, a generator. Each ends in the verdict
// it deserves, with the witness that convicts, over real sockets.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KnownDevice } from '../../src/broker/access.ts';
import { type Delivery, type GateParts, ThrottleGate } from '../../src/broker/throttle-gate.ts';
import type { Qos } from '../../src/domain/qos.ts';
import type { RunDocument } from '../../src/record/run-document.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import type { StormSeams } from '../../src/run/storm-order.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import type { Arrival, Decision, ThrottleFactory } from '../../src/throttle/throttle.ts';
import { type Workplace, workplace } from './small-storm.ts';

let place: Workplace;
beforeAll(async () => {
  place = await workplace();
});
afterAll(() => place.remove());

const STORM = 0x8f3d;
const BILLING = 0x8f0a;

const run = async (name: string, throttle?: ThrottleFactory, seams?: StormSeams): Promise<RunDocument> => {
  const options = { scenario: place.scenario, out: place.record(name) };
  return (await runScenario(throttle ? { ...options, throttle } : options, seams)).run;
};

const check = (document: RunDocument, id: string) => document.checks.find((one) => one.id === id)!;

/** Changes the n-th decision that fits. */
const spoiling =
  (n: number, fits: (arrival: Arrival, decision: Decision) => boolean, spoilt: Decision): ThrottleFactory =>
  (profile, clock) => {
    const honest = createThrottle(profile, clock);
    let seen = 0;
    return {
      get trackedKeys() {
        return honest.trackedKeys;
      },
      decide(arrival) {
        const decision = honest.decide(arrival);
        return fits(arrival, decision) && ++seen === n ? spoilt : decision;
      },
    };
  };

test('a throttle that lets one Alert too many through fails, and the witness counts the window', async () => {
  const lenient = spoiling(1, (_, { reason }) => reason === 'engaged', {
    outcome: 'deliver',
    reason: 'lenient',
  });
  const document = await run('lenient', lenient);

  expect(document.verdict).toBe('fail');
  expect(check(document, 'conservation').verdict).toBe('pass');
  const { verdict, measured, witness } = check(document, 'decisions');
  expect(verdict).toBe('fail');
  expect(measured).toContain('1 of');
  expect(witness?.sentence).toMatch(/4 arrivals.*threshold of 3.*must be discarded.*delivered/s);
  expect(witness?.entries.at(-1)).toMatchObject({
    code: '8F3D',
    outcome: 'deliver',
    reason: 'lenient',
    copies: 1,
  });
  expect(witness?.entries).toHaveLength(4);
});

test('a throttle that swallows a single honest Alert fails, and the witness is that Alert', async () => {
  const greedy = spoiling(5, ({ alertCode }) => alertCode === BILLING, {
    outcome: 'discard',
    reason: 'greedy',
  });
  const document = await run('greedy', greedy);

  expect(document.verdict).toBe('fail');
  for (const id of ['quiet-traffic', 'decisions']) {
    expect(check(document, id).verdict).toBe('fail');
    expect(check(document, id).witness?.entries.at(-1)).toMatchObject({
      code: '8F0A',
      outcome: 'discard',
      reason: 'greedy',
      copies: 0,
    });
  }
  expect(check(document, 'conservation').verdict).toBe('pass');
});

test('a broker that loses one Alert fails, and no throttle is blamed for it', async () => {
  class LosingGate extends ThrottleGate {
    #delivered = 0;

    override receive(device: KnownDevice, alertCode: number, payload: Buffer, qos: Qos): Delivery | null {
      const delivery = super.receive(device, alertCode, payload, qos);
      return delivery && alertCode !== STORM && ++this.#delivered === 7 ? null : delivery;
    }
  }
  const document = await run('losing', undefined, { gate: (parts: GateParts) => new LosingGate(parts) });

  expect(document.verdict).toBe('fail');
  const { verdict, witness } = check(document, 'conservation');
  expect(verdict).toBe('fail');
  expect(witness?.entries).toHaveLength(1);
  expect(witness?.entries[0]).toMatchObject({ outcome: 'deliver', copies: 0, delivered: null });
  expect(check(document, 'decisions').verdict).toBe('pass');
  expect(check(document, 'quiet-traffic').verdict).toBe('pass');
});

test('a generator that sends late is inconclusive: nothing was learnt about the throttle', async () => {
  const meterWorker = new URL('./workers/stalling-worker.ts', import.meta.url);
  const document = await run('late', undefined, { meterWorker });

  expect(document.verdict).toBe('inconclusive');
  const { verdict, witness } = check(document, 'pacing');
  expect(verdict).toBe('inconclusive');
  const worst = witness!.entries[0]!;
  expect(worst.sent! - worst.planned!).toBeGreaterThan(500_000);
  expect(document.generator.late).toBeGreaterThan(0);
  expect(document.generator.dropped).toBe(0);
  expect(check(document, 'decisions').verdict).toBe('pass');
});
