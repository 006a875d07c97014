// What the bound on tracked keys may cost: how often the store asks a key whether it can be forgotten. Any single arrival
// may have to ask all; arrivals on the whole must not, or a flood of keys would stop the throttle it is meant to fill.

import { expect, test } from 'vitest';
import { KeyStore } from '../../src/throttle/key-store.ts';
import type { Decision } from '../../src/throttle/throttle.ts';

const FOREVER = 1_000_000;

interface CountingStore {
  readonly size: number;
  at(deviceId: string, forgettableFromUs: number, timeUs: number): Decision | undefined;
}

/** A store that counts its questions; the code of a key is the moment from which it may be forgotten. */
function countingStore(capacity: number): { store: CountingStore; asked: () => number } {
  let questions = 0;
  const store = new KeyStore(capacity, (forgettableFromUs) => ({
    begin: () => {},
    decide: () => ({ outcome: 'deliver', reason: 'counted nowhere' }),
    forgettableNotBeforeUs: () => {
      questions++;
      return forgettableFromUs;
    },
    forget: () => {},
  }));
  const counting: CountingStore = {
    get size() {
      return store.size;
    },
    at: (deviceId, alertCode, timeUs) => store.decide({ deviceId, alertCode, originatorCounter: 1, timeUs }),
  };
  return { store: counting, asked: () => questions };
}

const fill = (store: CountingStore, devices: number, forgettableFromUs: number): void => {
  for (let n = 0; n < devices; n++) store.at(`old ${n}`, forgettableFromUs, 0);
};

test('a known key pays for one question in sixteen Alerts', () => {
  const { store, asked } = countingStore(1_000);
  fill(store, 100, FOREVER);
  const before = asked();
  for (let n = 0; n < 1_600; n++) store.at('old 0', FOREVER, 1);
  expect(asked() - before).toBeGreaterThanOrEqual(98);
  expect(asked() - before).toBeLessThanOrEqual(100);
});

test('a new key pays for two questions, and its share of the Alerts', () => {
  const { store, asked } = countingStore(10_000);
  fill(store, 1_000, FOREVER);
  const before = asked();
  for (let n = 0; n < 160; n++) store.at(`new ${n}`, FOREVER, 1);
  expect(asked() - before).toBeGreaterThanOrEqual(328);
  expect(asked() - before).toBeLessThanOrEqual(330);
});

test('a flood of new keys at the ceiling asks every live key once, not once per Alert', () => {
  const { store, asked } = countingStore(100);
  fill(store, 100, 5_000);
  const before = asked();
  for (let n = 0; n < 1_000; n++) expect(store.at(`new ${n}`, 5_000, 1 + n)).toBeUndefined();
  expect(asked() - before).toBeLessThan(100 + 3 * 1_000);
  expect(store.at('late', FOREVER, 5_000)).toBeDefined();
});

test('a place is found for every new key as soon as one is free, however long the others will live', () => {
  const { store } = countingStore(40);
  fill(store, 39, FOREVER);
  for (let us = 0; us < 10_000; us += 100) {
    expect(store.at(`new ${us}`, us + 100, us), `at ${us} µs`).toBeDefined();
    expect(store.at('one more', FOREVER, us + 99), `at ${us + 99} µs`).toBeUndefined();
  }
});

test('a Device whose keys are all forgotten is not looked at again', () => {
  const { store } = countingStore(10_000);
  store.at('busy', FOREVER, 0);
  fill(store, 1_000, 1);
  for (let n = 0; store.size > 1 && n < 20_000; n++) store.at('busy', FOREVER, 2);
  expect(store.size).toBe(1);
  store.at('once', 3, 2);
  for (let n = 0; n < 64; n++) store.at('busy', FOREVER, 3);
  expect(store.size).toBe(1);
});
