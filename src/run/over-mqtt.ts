// A plan carried out over MQTT: the storm itself, its ledgers merged into one history, and that measured. Nobody holds
// the ledgers once there is a history, so that memory never has both while the run is judged.

import type { History, HistoryHeader } from '../ledger/history.ts';
import { mergeHistory } from '../ledger/merge-history.ts';
import { measureLegs } from '../measure/latency-legs.ts';
import { streamNames } from '../plan/planned-stream.ts';
import { inOnePart } from '../verify/run-in-parts.ts';
import type { CarriedOut } from './carried-out.ts';
import type { RunMeasures } from './run-measures.ts';
import { storm } from './storm.ts';
import type { StormOrder, StormResult } from './storm-order.ts';

/** What a run over MQTT needs to know. */
export interface MqttOrder extends StormOrder {
  /** What the header of its history says of the plan. */
  readonly identity: Pick<HistoryHeader, 'scenario' | 'planHash' | 'seed' | 'timeScale' | 'qos'>;
  /** Measures the history. */
  readonly measures: RunMeasures;
}

/** Carries a plan out over MQTT, to its end or as far as the storm came. */
export async function overMqtt(order: MqttOrder): Promise<CarriedOut> {
  const { measures, workers, client } = order;
  const { history, ...known } = await stormHistory(order);
  measures.begin(history.header);
  await measures.take(history);
  return { ...known, run: inOnePart(history), legs: measureLegs(history), workers, client };
}

type StormHistory = Omit<StormResult, 'ledgers'> & { readonly history: History };

async function stormHistory(order: MqttOrder): Promise<StormHistory> {
  const { plan, identity, brokers } = order;
  const { ledgers, ...known } = await storm(order);
  const header: HistoryHeader = {
    history: 1,
    ...identity,
    mode: 'mqtt',
    planned: plan.length,
    streams: streamNames(plan.streams),
    receivedByQos: ledgers.gate.byQos,
    refused: known.refused,
    interrupted: known.interrupted,
    ...(brokers > 1 ? { gates: brokers } : {}),
    health: known.health.resources,
  };
  return { ...known, history: mergeHistory(header, ledgers) };
}
