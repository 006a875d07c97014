// One storm on threads that are there already: sites (broker, throttle, Users) listen, meters connect, send, drain and
// close, in that order. Ledgers out, or a failure and nothing left running on the threads but what failed.

import { LOOPBACK } from '../broker/embedded-broker.ts';
import { SpoolFile } from '../columns/spool-file.ts';
import { monotonicNs, sleepMs } from '../domain/clock.ts';
import { Closers } from '../domain/closers.ts';
import { deferred } from '../domain/deferred.ts';
import { StormError } from '../domain/failure.ts';
import { CONNECT_DEADLINE_MS, CONNECTS_IN_FLIGHT, LEDGER_ROWS_IN_MEMORY } from '../domain/limits.ts';
import { RunClock } from '../domain/run-clock.ts';
import { EmissionCollection } from '../ledger/emission-collection.ts';
import { PlanIndex } from '../ledger/plan-index.ts';
import { SiteCollection } from '../ledger/site-collection.ts';
import { splitPlan } from '../plan/shard.ts';
import type { MeterReport } from '../simulator/meter-protocol.ts';
import type { MeterPool, MeterWorker } from '../simulator/worker-pool.ts';
import { devicesOf, shareOut } from './broker-shares.ts';
import { type ListeningUsers, listeningUsers } from './listening-users.ts';
import { type EndMeasuring, measureHarness } from './measure-harness.ts';
import type { Site, SiteHost } from './sites.ts';
import { StormMonitor } from './storm-monitor.ts';
import type { StormOrder, StormResult } from './storm-order.ts';
import { quiet, until, withTicks } from './storm-waits.ts';

/** Between "start" and the first planned moment, so that every worker has heard it. */
const HEAD_START_NS = 50_000_000n;
const CLOSE_DEADLINE_MS = 30_000;

/** Where a storm takes place: any number of storms, one after another. */
export interface StormPlace {
  readonly host: SiteHost;
  readonly meters: MeterPool;
}

/** What is done once everybody is connected and nothing is sent yet. */
export type Preparation = () => Promise<void>;

/**
 * Carries a storm out, to its end or to a partial end when the signal aborts or the throttle fails too often.
 * @throws StormError whatever kept it from being carried out; the threads are then in no state to be used again.
 */
export async function stormOn(
  threads: StormPlace,
  order: StormOrder,
  prepare: Preparation,
): Promise<StormResult> {
  const closers = new Closers();
  try {
    return await withParts(threads, order, prepare, closers);
  } finally {
    await closers.closeAll();
  }
}

async function withParts(
  { host, meters }: StormPlace,
  order: StormOrder,
  prepare: Preparation,
  closers: Closers,
): Promise<StormResult> {
  const { scenario, plan, seams, practice, onEvent } = order;
  const givenUp = new AbortController();
  const signal = AbortSignal.any([order.signal, givenUp.signal]);
  const over = new AbortController();
  closers.add(async () => over.abort());
  const failure = deferred<never>();
  failure.promise.catch(() => {});
  const clock = new RunClock(scenario.timeScale);
  const shards = splitPlan(plan, order.workers, scenario.population.connection);
  const shares = shareOut(shards, order.brokers);
  const served = shares.map(devicesOf);
  const spool = new SpoolFile();
  closers.add(() => spool.close());
  spool.failure.catch(failure.reject);
  const rowsInMemory = seams.ledgerRows ?? LEDGER_ROWS_IN_MEMORY;
  const collections = {
    emissions: new EmissionCollection(spool, rowsInMemory),
    sites: served.map((devices) => {
      const deviceIds = devices.map(([id]) => id);
      return new SiteCollection(deviceIds, spool, rowsInMemory);
    }),
  };
  const index = new PlanIndex(plan);
  const monitor = new StormMonitor(plan, index, shards.length, collections, clock, scenario.timeScale);

  const users = [...new Set(plan.streams.map((stream) => stream.recipient))];
  const sites = served.map((devices, index): Site => {
    const { qos, timeScale } = scenario;
    const port = order.port === 0 ? 0 : order.port + index;
    const { profile } = order;
    const siteOrder = { index, port, devices, qos, timeScale, profile, practice };
    return host.launch(siteOrder, (news) => {
      if (news.news === 'given-up') givenUp.abort();
      else monitor.heardSite(index, news);
    });
  });
  for (const site of sites) site.report.catch(failure.reject);
  await Promise.race([failure.promise, until(() => monitor.allListening, over.signal)]);

  const listening = sites.map((_, index) => {
    const { client } = order;
    const usersOrder = { port: monitor.portOf(index), client, users, qos: scenario.qos, clock };
    return listeningUsers(usersOrder, (deliveries) => monitor.heardUsers(index, deliveries));
  });
  const allUsers = await Promise.race([failure.promise, Promise.all(listening)]);
  for (const each of allUsers) closers.add(() => each.close());

  const connectsInFlight = Math.max(1, Math.floor(CONNECTS_IN_FLIGHT / shards.length));
  const workers = shares.flatMap((share, site) =>
    share.map((shard) => {
      const { qos, timeScale } = scenario;
      const port = monitor.portOf(site);
      const { client } = order;
      const meterOrder = { shard, host: LOOPBACK, port, client, qos, timeScale, connectsInFlight };
      return meters.launch(meterOrder, (news) => monitor.heardWorker(shard.index, news));
    }),
  );
  for (const worker of workers) watch(worker, plan.devices.length, failure.reject);

  const endMeasuring = await Promise.race([
    failure.promise,
    stormTo({ ...order, signal }, { monitor, clock, host, sites, workers, prepare, over: over.signal }),
  ]);
  for (const worker of workers) worker.tell({ command: 'close' });
  const reports = await Promise.race([failure.promise, closingReports(workers)]);
  await Promise.race([failure.promise, Promise.all(allUsers.map((each) => each.close()))]);
  for (const site of sites) site.tell({ command: 'close' });
  const siteReports = await Promise.race([failure.promise, Promise.all(sites.map(({ report }) => report))]);
  await spool.written();
  onEvent({ event: 'judging' });
  return {
    ledgers: { plan, index, ...monitor.ledgers() },
    refused: sumOfAll([...siteReports.map(({ refused }) => refused), ...allUsers.map(lostUsers)]),
    interrupted: signal.aborted,
    trackedKeys: knownOrNull(siteReports.reduce((sum, { trackedKeys }) => sum + trackedKeys, 0)),
    unacknowledged: reports.reduce((sum, report) => sum + report.unacknowledged, 0),
    reconnects: reports.reduce((sum, report) => sum + report.reconnects, 0),
    health: endMeasuring(
      siteReports.map(({ measured }) => measured),
      reports.map(({ measured }) => measured),
    ),
  };
}

interface StormParts {
  readonly monitor: StormMonitor;
  readonly clock: RunClock;
  readonly host: SiteHost;
  readonly sites: readonly Site[];
  readonly workers: readonly MeterWorker[];
  readonly prepare: Preparation;
  /** Aborted when the storm has ended, however it did: nobody waits for it any longer. */
  readonly over: AbortSignal;
}

/** Connects everybody, sends everything, waits for quiet. Returns what stops the measuring of the machine. */
async function stormTo(
  order: StormOrder,
  { monitor, clock, host, sites, workers, prepare, over }: StormParts,
): Promise<EndMeasuring> {
  const { scenario, plan, practice, signal, onEvent } = order;
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
  if (!practice) {
    for (const part of [...sites, ...workers]) part.tell({ command: 'tidy' });
    await until(() => monitor.allTidied, over);
  }
  if (!signal.aborted) await prepare();

  const endMeasuring = measureHarness(clock, scenario.timeScale, host.apart, over);
  if (signal.aborted) return endMeasuring;
  const epochNs = monotonicNs() + HEAD_START_NS;
  clock.start(epochNs);
  for (const part of [...sites, ...workers]) part.tell({ command: 'start', epochNs });
  const stop = (): void => {
    for (const worker of workers) worker.tell({ command: 'stop' });
  };
  signal.addEventListener('abort', stop, { once: true });
  const tellStorm = (): void => onEvent({ event: 'storm', figures: monitor.figures() });
  tellStorm();
  await withTicks(tellStorm, () => until(() => monitor.allSent, over));
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

/** What they were not given says nothing about the throttle. */
const lostUsers = ({ lost }: ListeningUsers): Record<string, number> =>
  lost > 0 ? { 'lost-user': lost } : {};

function sumOfAll(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const each of counts)
    for (const [name, count] of Object.entries(each)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

const knownOrNull = (keys: number): number | null => (Number.isNaN(keys) ? null : keys);
