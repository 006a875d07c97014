// The three ledgers of a run and its plan in, one history out. An arrival is matched to its planned Alert by
// (Device, originator counter, code), and of one that is sent more than once to the next sending; a delivery to an
// arrival the same way. What matches nothing is kept and shown. Judges nothing.

import { formatAlertCode } from '../domain/alert-code.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import { AlertNumbers } from './alert-numbers.ts';
import type { DeliveryLedger } from './delivery-ledger.ts';
import type { EmissionLedger } from './emission-ledger.ts';
import type { GateLedger } from './gate-ledger.ts';
import type { History, HistoryEntry, HistoryHeader } from './history.ts';
import { outcomeOf } from './history.ts';
import { formatCrc, HistoryBuilder } from './history-builder.ts';
import { matchArrivals } from './match-arrivals.ts';
import { type MatchedDeliveries, matchDeliveries } from './match-deliveries.ts';
import { PlanIndex } from './plan-index.ts';
import { Sendings } from './sendings.ts';

/** Everything a run leaves behind. */
export interface Ledgers {
  readonly plan: EmissionPlan;
  readonly emissions: readonly EmissionLedger[];
  readonly gate: GateLedger;
  readonly deliveries: DeliveryLedger;
  /** Per arrival, which gate it came to; null where there was one only. */
  readonly gateOf: Uint8Array | null;
}

/** Merges the ledgers: arrivals as they came, then Alerts never received in planned order, then stray deliveries. */
export function mergeHistory(header: HistoryHeader, ledgers: Ledgers): History {
  const { plan, gate, deliveries, gateOf } = ledgers;
  const index = new PlanIndex(plan);
  const numbers = new AlertNumbers(index);
  const sent = sentColumns(ledgers);
  const sendings = new Sendings(index, sent.us);
  const arrivals = matchArrivals(gate, numbers, sendings);
  const matched = matchDeliveries(gate, arrivals, deliveries, numbers, sendings);
  const builder = new HistoryBuilder(header, gate.length + plan.length);
  const planned = (id: number): Emitted => {
    if (id < 0) return NOT_PLANNED;
    const acknowledgedUs = sent.acknowledgedUs[id]!;
    return {
      id,
      stream: plan.streams[plan.stream[id]!]!.name,
      planned: plan.plannedUs[id]!,
      sent: knownOr(sent.us[id]!, null),
      payload: Number.isNaN(sent.us[id]!) ? null : formatCrc(sent.crc[id]!),
      ...(Number.isNaN(acknowledgedUs) ? {} : { acknowledged: acknowledgedUs }),
    };
  };

  for (let row = 0; row < gate.length; row++) {
    builder.add({
      ...planned(arrivals.id[row]!),
      ...arrival(gate, row),
      ...delivery(deliveries, matched, row, gate),
      ...(gateOf === null ? {} : { gate: gateOf[row]! }),
    });
  }
  const arrived = new Uint8Array(plan.length);
  for (const id of arrivals.id) if (id >= 0) arrived[id] = 1;
  for (let id = 0; id < plan.length; id++) {
    if (arrived[id] === 1) continue;
    const { devices, streams } = plan;
    const stray = matched.unreceived.get(id);
    builder.add({
      ...planned(id),
      device: devices[plan.device[id]!]!.id,
      code: formatAlertCode(streams[plan.stream[id]!]!.alertCode),
      counter: plan.counter[id]!,
      ...NEVER_RECEIVED,
      ...(stray === undefined ? NOT_DELIVERED : given(deliveries, stray.first, stray.copies)),
    });
  }
  for (const row of matched.strays) {
    builder.add({ ...planned(-1), ...strayDelivery(deliveries, row), ...given(deliveries, row, 1) });
  }
  return builder.build();
}

type Emitted = Pick<HistoryEntry, 'id' | 'stream' | 'planned' | 'sent' | 'payload' | 'acknowledged'>;

const NOT_PLANNED: Emitted = { id: null, stream: null, planned: null, sent: null, payload: null };
const NEVER_RECEIVED = { received: null, outcome: null, reason: null } as const;
const NOT_DELIVERED = { delivered: null, copies: 0, seq: null, count: null, deliveredPayload: null } as const;

type Given = Pick<HistoryEntry, 'delivered' | 'copies' | 'seq' | 'count' | 'deliveredPayload'>;

function arrival(gate: GateLedger, row: number) {
  const from = gate.columns;
  const timestampUs = from.timestampUs[row]!;
  const fault = gate.faults.get(row);
  return {
    device: gate.deviceIds[from.device[row]!]!,
    code: formatAlertCode(from.code[row]!),
    counter: from.counter[row]!,
    received: from.timeUs[row]!,
    outcome: outcomeOf(from.outcome[row]!),
    reason: gate.reasons[from.reason[row]!]!,
    ...(Number.isNaN(timestampUs) ? {} : { timestamp: timestampUs }),
    ...(fault === undefined ? {} : { fault }),
  };
}

/** What the User was given for an arrival; the gate's own metadata where the delivery never came. */
function delivery(
  deliveries: DeliveryLedger,
  matched: MatchedDeliveries,
  row: number,
  gate: GateLedger,
): Given {
  const first = matched.firstOf[row]!;
  if (first >= 0) return given(deliveries, first, matched.copiesOf[row]!);
  const { sequenceId, count } = gate.columns;
  return { ...NOT_DELIVERED, seq: knownOr(sequenceId[row]!, null), count: knownOr(count[row]!, null) };
}

function given(deliveries: DeliveryLedger, row: number, copies: number): Given {
  const from = deliveries.columns;
  return {
    delivered: from.timeUs[row]!,
    copies,
    seq: knownOr(from.sequenceId[row]!, null),
    count: knownOr(from.count[row]!, null),
    deliveredPayload: formatCrc(from.payloadCrc[row]!),
  };
}

function strayDelivery(deliveries: DeliveryLedger, row: number) {
  const from = deliveries.columns;
  return {
    device: deliveries.deviceIds[from.device[row]!]!,
    code: formatAlertCode(from.code[row]!),
    counter: knownOr(from.counter[row]!, 0),
    ...NEVER_RECEIVED,
  };
}

interface SentColumns {
  readonly us: Float64Array;
  readonly acknowledgedUs: Float64Array;
  readonly crc: Uint32Array;
}

function sentColumns({ plan, emissions }: Ledgers): SentColumns {
  const us = new Float64Array(plan.length).fill(Number.NaN);
  const acknowledgedUs = us.slice();
  const crc = new Uint32Array(plan.length);
  for (const ledger of emissions) {
    ledger.id.forEach((id, row) => {
      us[id] = ledger.sentUs[row]!;
      acknowledgedUs[id] = ledger.acknowledgedUs[row]!;
      crc[id] = ledger.payloadCrc[row]!;
    });
  }
  return { us, acknowledgedUs, crc };
}

const knownOr = <Fallback>(value: number, fallback: Fallback): number | Fallback =>
  Number.isNaN(value) ? fallback : value;
