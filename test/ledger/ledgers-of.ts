// Hand-written ledgers: a small plan, what was sent of it, what arrived and what was given out.

import { type DeliveryEntry, DeliveryLedger } from '../../src/ledger/delivery-ledger.ts';
import { type GateEntry, GateLedger } from '../../src/ledger/gate-ledger.ts';
import type { History, HistoryEntry, HistoryHeader } from '../../src/ledger/history.ts';
import { entryAt } from '../../src/ledger/history-builder.ts';
import { mergeHistory } from '../../src/ledger/merge-history.ts';
import { PlanIndex } from '../../src/ledger/plan-index.ts';
import { nothingSent } from '../../src/ledger/sent.ts';
import { type EmissionPlan, planEmissions } from '../../src/plan/emission-plan.ts';
import { scenarioOf, shaped } from '../plan/scenario-of.ts';

/** The Devices of the plan. */
export const A = '02-53-50-02-00-00-00-01';
export const B = '02-53-50-02-00-00-00-02';

/** Alerts 0 to 3: A sends 81C3 at 0 and 10 (counters 1, 2), B the same; ids go by time, then Device. */
export const PLAN: EmissionPlan = planEmissions(
  scenarioOf([{ ...shaped({ shape: 'at', timesUs: [0, 10] }, 0, 100), name: 'storm' }], {
    population: { hubs: 1, perHub: [{ type: 'GSME', count: 2 }] },
  }),
  1,
);

/** A header for a history of that plan. */
export const HEADER: HistoryHeader = {
  history: 1,
  scenario: 'hand-written',
  planHash: 'none',
  seed: 1,
  mode: 'mqtt',
  timeScale: 1,
  qos: 1,
  planned: PLAN.length,
  streams: ['storm'],
  receivedByQos: [0, 0, 0],
  refused: {},
  interrupted: false,
};

/** CRC-32 of the n-th planned Alert's payload. */
export const crcOf = (id: number): number => 0xa0 + id;

/** An arrival of A's first Alert at 5, let through, unless it says otherwise. */
export const arrival = (parts: Partial<GateEntry> = {}): GateEntry => ({
  device: 0,
  alertCode: 0x81c3,
  counter: 1,
  timeUs: 5,
  timestampUs: null,
  outcome: 'deliver',
  reason: 'below-threshold',
  fault: null,
  sequenceId: null,
  count: null,
  payloadCrc: crcOf(0),
  qos: 1,
  ...parts,
});

/** A delivery of A's first Alert at 8, unless it says otherwise. */
export const delivery = (parts: Partial<DeliveryEntry> = {}): DeliveryEntry => ({
  deviceId: A,
  alertCode: 0x81c3,
  counter: 1,
  timeUs: 8,
  sequenceId: null,
  count: null,
  payloadCrc: crcOf(0),
  ...parts,
});

/** Merges these entries. Rows of the plan that are in `sent` were sent at their planned moment plus one. */
export function merged(
  arrivals: readonly GateEntry[],
  deliveries: readonly DeliveryEntry[],
  sent: readonly number[] = [0],
  plan = PLAN,
): { history: History; rows: HistoryEntry[] } {
  const done = nothingSent(plan.length);
  for (const id of sent) {
    done.sentUs[id] = plan.plannedUs[id]! + 1;
    done.payloadCrc[id] = crcOf(id);
  }
  const gate = new GateLedger([A, B, 'nobody']);
  for (const entry of arrivals) gate.append(entry);
  const given = new DeliveryLedger();
  for (const entry of deliveries) given.append(entry);
  const header = { ...HEADER, planned: plan.length };
  const history = mergeHistory(header, {
    plan,
    index: new PlanIndex(plan),
    sent: done,
    gate,
    deliveries: given,
    gateOf: null,
  });
  return { history, rows: Array.from({ length: history.length }, (_, row) => entryAt(history, row)) };
}
