// What it costs per Alert to merge the ledgers of a run into its history, beside one pass that matches as many Alerts by
// number and copies their times.

import { DeliveryLedger } from '../../src/ledger/delivery-ledger.ts';
import { GateLedger } from '../../src/ledger/gate-ledger.ts';
import { type Ledgers, mergeHistory } from '../../src/ledger/merge-history.ts';
import { PlanIndex } from '../../src/ledger/plan-index.ts';
import { nothingSent } from '../../src/ledger/sent.ts';
import { planEmissions } from '../../src/plan/emission-plan.ts';
import { HEADER } from '../../test/ledger/ledgers-of.ts';
import { dayOfStorm } from '../day-of-storm.ts';
import { sideBySide } from '../side-by-side.ts';

const DEVICES = 10_000;
const ALERTS = 100_000;
const ROUNDS = 10;

/** Measures a run in which every Alert came through and seven in ten were given to their User. */
export async function benchMerge(): Promise<void> {
  const ledgers = wholeRun();
  const { plan } = ledgers;
  const header = { ...HEADER, planned: plan.length, streams: plan.streams.map(({ name }) => name) };
  const contenders = [
    {
      name: 'floor: match by number, copy the times',
      operations: plan.length,
      work: () => {
        const rowOf = new Int32Array(plan.length);
        const timeUs = new Float64Array(plan.length);
        for (let row = 0; row < plan.length; row++) rowOf[row] = plan.length - 1 - row;
        for (let row = 0; row < plan.length; row++) timeUs[row] = plan.plannedUs[rowOf[row]!]!;
      },
    },
    {
      name: 'shipped merge',
      operations: plan.length,
      work: () => {
        if (mergeHistory(header, ledgers).length !== plan.length) throw new Error('an Alert was lost');
      },
    },
  ];
  await sideBySide(`merge into a history, ${plan.length.toLocaleString('en')} Alerts`, contenders, ROUNDS);
}

function wholeRun(): Ledgers {
  const scenario = dayOfStorm(DEVICES, ALERTS);
  const plan = planEmissions(scenario, scenario.seed);
  const sent = nothingSent(plan.length);
  const gate = new GateLedger(plan.devices.map(({ id }) => id));
  const deliveries = new DeliveryLedger();
  for (let id = 0; id < plan.length; id++) {
    const sentUs = plan.plannedUs[id]!;
    sent.sentUs[id] = sentUs;
    sent.acknowledgedUs[id] = sentUs + 40;
    sent.payloadCrc[id] = id;
    const facts = {
      alertCode: plan.streams[plan.stream[id]!]!.alertCode,
      counter: plan.counter[id]!,
      sequenceId: null,
      count: null,
      payloadCrc: id,
    };
    const outcome = id % 10 < 7 ? 'deliver' : 'discard';
    const arrival = { timestampUs: null, outcome, reason: 'bench', fault: null, qos: 1 } as const;
    const device = plan.device[id]!;
    gate.append({ ...facts, ...arrival, device, timeUs: sentUs + 20 });
    const deviceId = plan.devices[device]!.id;
    if (outcome === 'deliver') deliveries.append({ ...facts, deviceId, timeUs: sentUs + 60 });
  }
  return { plan, index: new PlanIndex(plan), sent, gate, deliveries, gateOf: null };
}
