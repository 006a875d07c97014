// The life of one site: it listens, lets the meters practise beside the run, serves its share of the Devices, and closes.
// Knows no threads: commands come in and news goes out through the port it is given.

import { monotonicNs, ScenarioClock } from '../domain/clock.ts';
import { Closers } from '../domain/closers.ts';
import { deferred } from '../domain/deferred.ts';
import { StormError } from '../domain/failure.ts';
import { RunClock } from '../domain/run-clock.ts';
import { measureThread } from '../measure/thread-sampler.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';
import { Access } from './access.ts';
import { type OpenSite, openSite } from './open-site.ts';
import type { SiteCommand, SiteNews, SiteOrder, SiteReport } from './site-protocol.ts';
import { type GateParts, ThrottleGate } from './throttle-gate.ts';

/** A site's end of its conversation with the orchestrating thread. */
export interface SitePort {
  tell(news: SiteNews): void;
  onCommand(listener: (command: SiteCommand) => void): void;
}

/** What a site is made of that an order cannot hold. Tests plant faults by a gate of their own. */
export interface SiteParts {
  readonly throttle: {
    readonly make: ThrottleFactory;
    /** Another one: what is judged is to know of the storm alone. */
    readonly makeForPractice: ThrottleFactory;
  };
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
  order: SiteOrder,
  { throttle, gate: makeGate = (parts) => new ThrottleGate(parts) }: SiteParts,
  port: SitePort,
  closers: Closers,
): Promise<SiteReport> {
  const commands = awaitCommands(port);
  const access = new Access(order.devices);
  const clock = new RunClock(order.timeScale);
  const site = await openSite(order, {
    access,
    clock,
    throttle: throttle.make(order.profile, clock),
    makeGate,
    onMoved: (counts, rows) => port.tell({ news: 'moved', counts, rows }),
    onGivenUp: () => port.tell({ news: 'given-up' }),
  });
  closers.add(() => site.close());
  const practice = order.practice ? await openPractice(order, access, throttle.makeForPractice) : null;
  if (practice) closers.add(() => practice.close());
  port.tell({ news: 'listening', port: site.broker.port, practicePort: practice?.broker.port ?? null });

  const epochNs = await Promise.race([commands.start, commands.close]);
  await practice?.close();
  const endMeasuring = measureThread(site.broker);
  if (epochNs !== null) clock.start(epochNs);
  await commands.close;
  site.handOver();
  const { refused, trackedKeys } = site;
  return { result: 'done', refused, trackedKeys, measured: endMeasuring() };
}

/** What is practised with has the site's Devices and settings, and a throttle, a ledger and counts of its own. */
function openPractice(order: SiteOrder, access: Access, make: ThrottleFactory): Promise<OpenSite> {
  const clock = new ScenarioClock(monotonicNs(), order.timeScale);
  return openSite(
    { ...order, port: 0 },
    {
      access,
      clock,
      throttle: make(order.profile, clock),
      makeGate: (parts) => new ThrottleGate(parts),
      onMoved: () => {},
      onGivenUp: () => {},
    },
  );
}

/** Each command as a promise: it may come before anyone waits for it. */
function awaitCommands(port: SitePort) {
  const start = deferred<bigint>();
  const close = deferred<null>();
  port.onCommand((message) => {
    if (message.command === 'start') start.resolve(message.epochNs);
    else close.resolve(null);
  });
  return { start: start.promise, close: close.promise };
}
