// The life of one site: a broker with a throttle behind it listens, serves its share of the Devices and their Users,
// hands its ledger rows over as they fill, and closes. Knows no threads: commands come in and news goes out through the
// port it is given.

import { every } from '../domain/clock.ts';
import { Closers } from '../domain/closers.ts';
import { deferred } from '../domain/deferred.ts';
import { StormError } from '../domain/failure.ts';
import { HAND_OVER_MS, HAND_OVER_ROWS } from '../domain/limits.ts';
import { RunClock } from '../domain/run-clock.ts';
import { GateLedger } from '../ledger/gate-ledger.ts';
import { measureThread } from '../measure/thread-sampler.ts';
import { collectGarbage } from '../threads/collect-garbage.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';
import { Access } from './access.ts';
import { startBroker } from './embedded-broker.ts';
import { Refusals } from './refusals.ts';
import type { SiteCommand, SiteNews, SiteOrder, SiteReport } from './site-protocol.ts';
import { type GateParts, ThrottleGate } from './throttle-gate.ts';
import { UserOutlets } from './user-outlets.ts';

/** A site's end of its conversation with the orchestrating thread. */
export interface SitePort {
  tell(news: SiteNews): void;
  onCommand(listener: (command: SiteCommand) => void): void;
}

/** What a site is made of that an order cannot hold. Tests plant faults by a gate of their own. */
export interface SiteParts {
  readonly throttle: { readonly make: ThrottleFactory; readonly makeForPractice: ThrottleFactory };
  /** Not used for practice. */
  readonly gate?: (parts: GateParts) => ThrottleGate;
}

/** Runs one site from listening to closing. A failure to begin is reported, not thrown. */
export async function runSite(order: SiteOrder, parts: SiteParts, port: SitePort): Promise<SiteReport> {
  const closers = new Closers();
  try {
    return await serve(order, parts, port, closers);
  } catch (thrown) {
    if (!(thrown instanceof StormError)) throw thrown;
    return { result: 'failed', kind: thrown.kind, details: thrown.details };
  } finally {
    await closers.closeAll();
  }
}

async function serve(
  { port: asked, devices, qos, timeScale, profile, practice }: SiteOrder,
  { throttle: { make, makeForPractice }, gate: makeGate }: SiteParts,
  port: SitePort,
  closers: Closers,
): Promise<SiteReport> {
  const commands = awaitCommands(port);
  const clock = new RunClock(timeScale);
  const refusals = new Refusals();
  const outlets = new UserOutlets();
  const deviceIds = devices.map(([id]) => id);
  // Under load a turn of the event loop can take seconds, and no timer fires before its end.
  const ledger = new GateLedger(deviceIds, { rows: HAND_OVER_ROWS, hand: () => tellMoved() });
  const throttle = practice ? makeForPractice(profile, clock) : make(profile, clock);
  const onGivenUp = (): void => port.tell({ news: 'given-up' });
  const gateParts = { throttle, countsBy: profile.clock, clock, ledger, refusals, onGivenUp };
  const gate = practice || !makeGate ? new ThrottleGate(gateParts) : makeGate(gateParts);
  const broker = await startBroker(asked, { access: new Access(devices), gate, outlets, refusals, qos });
  closers.add(() => broker.close());
  const tellMoved = (): void => {
    const { delivered, discarded, undecided, throttledKeys } = gate;
    const counts = { delivered, discarded, undecided, throttledKeys };
    port.tell({ news: 'moved', counts, arrivals: ledger.take() });
  };
  port.tell({ news: 'listening', port: broker.port });

  const epochNs = await Promise.race([commands.start, commands.close]);
  const endMeasuring = measureThread(broker);
  if (epochNs !== null) clock.start(epochNs);
  const stopTelling = every(HAND_OVER_MS, () => {
    if (ledger.length > 0) tellMoved();
  });
  await commands.close;
  stopTelling();
  tellMoved();
  return {
    result: 'done',
    refused: refusals.byReason,
    trackedKeys: throttle.trackedKeys,
    measured: endMeasuring(),
  };
}

/** Each command that is waited for as a promise: it may come before. */
function awaitCommands(port: SitePort) {
  const start = deferred<bigint>();
  const close = deferred<null>();
  port.onCommand((message) => {
    if (message.command === 'tidy') tidy(port);
    else if (message.command === 'start') start.resolve(message.epochNs);
    else close.resolve(null);
  });
  return { start: start.promise, close: close.promise };
}

function tidy(port: SitePort): void {
  collectGarbage();
  port.tell({ news: 'tidied' });
}
