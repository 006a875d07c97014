// One storm with real parts: broker and gate here, meters on their own threads, Users subscribed; then connect, send,
// drain and close, in that order. Ledgers out, or a failure and nothing left running.

import { Access } from '../broker/access.ts';
import { AlertBus } from '../broker/alert-bus.ts';
import { startCollector } from '../broker/collector.ts';
import { LOOPBACK, startBroker } from '../broker/embedded-broker.ts';
import { Refusals } from '../broker/refusals.ts';
import { type GateParts, ThrottleGate } from '../broker/throttle-gate.ts';
import { monotonicNs, sleepMs } from '../domain/clock.ts';
import { deferred } from '../domain/deferred.ts';
import { clientIdOf } from '../domain/device.ts';
import { StormError } from '../domain/failure.ts';
import { CONNECT_DEADLINE_MS, CONNECTS_IN_FLIGHT } from '../domain/limits.ts';
import { DeliveryLedger } from '../ledger/delivery-ledger.ts';
import { GateLedger } from '../ledger/gate-ledger.ts';
import type { Ledgers } from '../ledger/merge-history.ts';
import { measureThreadLoad, type ThreadLoad } from '../measure/thread-load.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import { splitPlan } from '../plan/shard.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { MeterReport } from '../simulator/meter-protocol.ts';
import { MeterPool, type MeterWorker } from '../simulator/worker-pool.ts';
import type { Profile } from '../throttle/profile.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';
import type { MqttClientName } from '../wire/mqtt-client.ts';
import { Closers } from './closers.ts';
import type { RunListener } from './progress.ts';
import { RunClock } from './run-clock.ts';
import { StormMonitor } from './storm-monitor.ts';
import { quiet, until, withTicks } from './storm-waits.ts';

/** Between "start" and the first planned moment, so that every worker has heard it. */
const HEAD_START_NS = 50_000_000n;
const CLOSE_DEADLINE_MS = 30_000;

/** Places where a test may plant a fault. */
export interface StormSeams {
  readonly gate?: (parts: GateParts) => ThrottleGate;
  readonly meterWorker?: URL;
}

/** What a storm needs to know. */
export interface StormOrder {
  readonly scenario: Scenario;
  readonly profile: Profile;
  readonly plan: EmissionPlan;
  readonly throttle: ThrottleFactory;
  readonly workers: number;
  /** What Devices and Users connect with. */
  readonly client: MqttClientName;
  readonly port: number;
  readonly onEvent: RunListener;
  readonly signal: AbortSignal;
  readonly seams: StormSeams;
}

/** What a storm leaves behind. */
export interface StormResult {
  readonly ledgers: Ledgers;
  readonly refused: Readonly<Record<string, number>>;
  /** The signal came, or the throttle failed too often: the plan was not carried through. */
  readonly interrupted: boolean;
  readonly trackedKeys: number | null;
  readonly unacknowledged: number;
  readonly reconnects: number;
  readonly threads: readonly (ThreadLoad & { readonly thread: string })[];
}

/** Runs a storm to its end, or to a partial end when the signal aborts or the throttle fails too often. */
export async function storm(order: StormOrder): Promise<StormResult> {
  const closers = new Closers();
  try {
    return await withParts(order, closers);
  } finally {
    await closers.closeAll();
  }
}

async function withParts(order: StormOrder, closers: Closers): Promise<StormResult> {
  const { scenario, plan, seams, onEvent } = order;
  const givenUp = new AbortController();
  const signal = AbortSignal.any([order.signal, givenUp.signal]);
  const over = new AbortController();
  closers.add(async () => over.abort());
  const failure = deferred<never>();
  const clock = new RunClock(scenario.timeScale);
  const refusals = new Refusals();
  const ledger = new GateLedger();
  const throttle = order.throttle(order.profile, clock);
  const makeGate = seams.gate ?? ((parts) => new ThrottleGate(parts));
  const gate = makeGate({
    throttle,
    countsBy: order.profile.clock,
    clock,
    ledger,
    refusals,
    onGivenUp: () => givenUp.abort(),
  });
  const { connection = 'device' } = scenario.population;
  const access = new Access(plan.devices.map((device) => [device.id, clientIdOf(device, connection)]));
  const broker = await startBroker(order.port, new AlertBus(gate, scenario.qos), access, refusals);
  closers.add(() => broker.close());

  const shards = splitPlan(plan, order.workers, connection);
  const monitor = new StormMonitor(plan, shards.length, gate, clock, scenario.timeScale);
  const deliveries = new DeliveryLedger();
  const collector = await startCollector({
    host: LOOPBACK,
    port: broker.port,
    client: order.client,
    users: [...new Set(plan.streams.map((stream) => stream.recipient))],
    qos: scenario.qos,
    clock,
    ledger: deliveries,
    onDelivery: (delivery) => monitor.delivery(delivery),
  });
  closers.add(() => collector.close());

  const pool = new MeterPool(shards.length, seams.meterWorker);
  closers.add(() => pool.destroy());
  const workers = shards.map((shard, index) => {
    const connectsInFlight = Math.max(1, Math.floor(CONNECTS_IN_FLIGHT / shards.length));
    const { qos, timeScale } = scenario;
    const { client } = order;
    const meterOrder = { shard, host: LOOPBACK, port: broker.port, client, qos, timeScale, connectsInFlight };
    return pool.launch(meterOrder, (news) => monitor.heard(index, news));
  });
  for (const worker of workers) watch(worker, plan.devices.length, failure.reject);

  const endMeasuring = await Promise.race([
    failure.promise,
    stormTo({ ...order, signal }, { monitor, clock, workers, over: over.signal }),
  ]);
  const load = endMeasuring();
  for (const worker of workers) worker.tell({ command: 'close' });
  const reports = await Promise.race([failure.promise, closingReports(workers)]);
  onEvent({ event: 'judging' });
  return {
    ledgers: { plan, emissions: reports.map((report) => report.ledger), gate: ledger, deliveries },
    refused: refusals.byReason,
    interrupted: signal.aborted,
    trackedKeys: knownOrNull(throttle.trackedKeys),
    unacknowledged: reports.reduce((sum, report) => sum + report.unacknowledged, 0),
    reconnects: reports.reduce((sum, report) => sum + report.reconnects, 0),
    threads: [
      { thread: 'broker', ...load },
      ...reports.map((report, index) => ({ thread: `meters ${index + 1}`, ...report.load })),
    ],
  };
}

interface StormParts {
  readonly monitor: StormMonitor;
  readonly clock: RunClock;
  readonly workers: readonly MeterWorker[];
  /** Aborted when the storm has ended, however it did: nobody waits for it any longer. */
  readonly over: AbortSignal;
}

/** Connects everybody, sends everything, waits for quiet. Returns what stops the measuring of this thread. */
async function stormTo(
  order: StormOrder,
  { monitor, clock, workers, over }: StormParts,
): Promise<() => ThreadLoad> {
  const { plan, signal, onEvent } = order;
  const tellConnecting = (): void =>
    onEvent({ event: 'connecting', connected: monitor.connected, devices: plan.devices.length });
  await withTicks(tellConnecting, () => until(() => monitor.allReady, over, CONNECT_DEADLINE_MS));
  if (!monitor.allReady) {
    const within = `${CONNECT_DEADLINE_MS / 1_000}s`;
    const details = {
      connected: monitor.connected,
      devices: plan.devices.length,
      within,
      cause: 'timed out',
    };
    throw new StormError('devices-not-connected', details);
  }
  tellConnecting();

  const endMeasuring = measureThreadLoad();
  if (signal.aborted) return endMeasuring;
  const epochNs = monotonicNs() + HEAD_START_NS;
  clock.start(epochNs);
  for (const worker of workers) worker.tell({ command: 'start', epochNs });
  const stop = (): void => {
    for (const worker of workers) worker.tell({ command: 'stop' });
  };
  signal.addEventListener('abort', stop, { once: true });
  await withTicks(
    () => onEvent({ event: 'storm', figures: monitor.figures() }),
    () => until(() => monitor.allSent, over),
  );
  signal.removeEventListener('abort', stop);
  await withTicks(
    () => onEvent({ event: 'draining', figures: monitor.figures() }),
    () => quiet(monitor, over),
  );
  onEvent({ event: 'draining', figures: monitor.figures() });
  return endMeasuring;
}

/** A worker that ends before it was told to, or could not connect, ends the run. */
function watch(worker: MeterWorker, devices: number, fail: (failure: unknown) => void): void {
  worker.report.then((report) => {
    if (report.result === 'done') return;
    const { connected, cause } = report;
    fail(new StormError('devices-not-connected', { connected, devices, within: 'the run', cause }));
  }, fail);
}

async function closingReports(
  workers: readonly MeterWorker[],
): Promise<Extract<MeterReport, { result: 'done' }>[]> {
  const deadline = new AbortController();
  const late = sleepMs(CLOSE_DEADLINE_MS, deadline.signal).then(() => {
    throw new StormError('worker-died', { worker: 'of this run', cause: 'it did not close its connections' });
  });
  late.catch(() => {});
  try {
    const reports = await Promise.race([late, Promise.all(workers.map((worker) => worker.report))]);
    return reports.filter((report) => report.result === 'done');
  } finally {
    deadline.abort();
  }
}

const knownOrNull = (keys: number): number | null => (Number.isNaN(keys) ? null : keys);
