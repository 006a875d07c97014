// The three ledgers of a run and its plan in, one history out. An arrival is matched to its planned Alert by
// (Device, originator counter, code), and of one that is sent more than once to the next sending; a delivery to an
// arrival the same way. What matches nothing is kept and shown. No row becomes an object. Judges nothing.

import { columnsOf } from '../columns/growing-columns.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import { AlertNumbers } from './alert-numbers.ts';
import type { DeliveryRows } from './delivery-ledger.ts';
import { DeviceNumbers } from './device-numbers.ts';
import type { GateRows } from './gate-ledger.ts';
import { GivenFacts } from './given-facts.ts';
import type { History, HistoryHeader } from './history.ts';
import { HISTORY_COLUMNS } from './history-columns.ts';
import { matchArrivals } from './match-arrivals.ts';
import { matchDeliveries } from './match-deliveries.ts';
import type { PlanIndex } from './plan-index.ts';
import { PlannedFacts } from './planned-facts.ts';
import { Sendings } from './sendings.ts';
import type { Sent } from './sent.ts';
import { writeArrivals } from './write-arrivals.ts';
import { writeStrays } from './write-strays.ts';
import { rowsNeverReceived, writeUnreceived } from './write-unreceived.ts';

/** Everything a run leaves behind. */
export interface Ledgers {
  readonly plan: EmissionPlan;
  /** Of that plan. */
  readonly index: PlanIndex;
  readonly sent: Sent;
  readonly gate: GateRows;
  readonly deliveries: DeliveryRows;
  /** Per arrival, which gate it came to; null where there was one only. */
  readonly gateOf: Uint8Array | null;
}

/** Merges the ledgers: arrivals as they came, then Alerts never received in planned order, then stray deliveries. */
export function mergeHistory(header: HistoryHeader, ledgers: Ledgers): History {
  const { plan, index, sent, gate, deliveries, gateOf } = ledgers;
  const devices = new DeviceNumbers(plan.devices, index);
  const deviceOfArrival = devices.of(gate.deviceIds);
  const deviceOfDelivery = devices.of(deliveries.deviceIds);
  const numbers = new AlertNumbers(index);
  const ofArrival = numbers.of(gate, deviceOfArrival);
  const ofDelivery = numbers.of(deliveries, deviceOfDelivery);

  const sendings = new Sendings(index, sent.sentUs);
  const idOf = matchArrivals(gate, ofArrival, sendings);
  const alerts = { ofArrival, ofDelivery, count: numbers.count };
  const matched = matchDeliveries(gate, deliveries, alerts, sendings);
  const neverReceived = rowsNeverReceived(plan.length, idOf);

  const length = gate.length + neverReceived.length + matched.strays.length;
  const columns = columnsOf(HISTORY_COLUMNS, length);
  const planned = new PlannedFacts(plan, sent, columns, header.streams);
  const given = new GivenFacts(deliveries, columns);
  writeArrivals(columns, { gate, deviceOf: deviceOfArrival, idOf, matched, planned, given });
  writeUnreceived(columns, gate.length, { plan, neverReceived, matched, planned, given });
  const firstStray = gate.length + neverReceived.length;
  const { strays } = matched;
  writeStrays(columns, firstStray, { deliveries, deviceOf: deviceOfDelivery, strays, planned, given });
  const deviceIds = devices.inOrderOfAppearance(columns.device);
  const { gate: gates, ...columnsOfAny } = columns;
  if (gateOf) gates.set(gateOf);
  const known = { header, length, deviceIds, reasons: gate.reasons, faults: gate.faults, ...columnsOfAny };
  return gateOf ? { ...known, gate: gates } : known;
}
