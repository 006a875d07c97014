// A broker with a throttle behind it and its Users, all of them listening: Alerts in, ledger rows out as they fill.
// Knows nothing of when a storm begins, nor whether it is one that counts.

import { type Clock, every } from '../domain/clock.ts';
import { Closers } from '../domain/closers.ts';
import { SITE_NEWS_MS, SITE_ROWS } from '../domain/limits.ts';
import { DeliveryLedger } from '../ledger/delivery-ledger.ts';
import { GateLedger } from '../ledger/gate-ledger.ts';
import type { Throttle } from '../throttle/throttle.ts';
import type { Access } from './access.ts';
import { startCollector } from './collector.ts';
import { type EmbeddedBroker, LOOPBACK, startBroker } from './embedded-broker.ts';
import { Refusals } from './refusals.ts';
import type { SiteCounts, SiteOrder, SiteRows } from './site-protocol.ts';
import type { GateParts, ThrottleGate } from './throttle-gate.ts';
import { UserOutlets } from './user-outlets.ts';

/** What a site works with. */
export interface OpenSiteParts {
  readonly access: Access;
  readonly clock: Clock;
  readonly throttle: Throttle;
  readonly makeGate: (parts: GateParts) => ThrottleGate;
  /** Told of what was counted so far and of the rows since it was told last, which are its own from then on. */
  readonly onMoved: (counts: SiteCounts, rows: SiteRows) => void;
  /** Told when the throttle has failed too often to be asked again. */
  readonly onGivenUp: () => void;
}

/** A site that listens. */
export interface OpenSite {
  readonly broker: EmbeddedBroker;
  /** What was turned away before the throttle was asked, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** NaN when the throttle says nothing that can be a number of keys. */
  readonly trackedKeys: number;
  /** Hands over what rows there are. */
  handOver(): void;
  /** Ends it; more than once does nothing more. */
  close(): Promise<void>;
}

/**
 * Opens a site on the port of its order.
 * @throws StormError `port-in-use`, `user-not-connected`; nothing is left open.
 */
export async function openSite(order: SiteOrder, parts: OpenSiteParts): Promise<OpenSite> {
  const closers = new Closers();
  try {
    return await open(order, parts, closers);
  } catch (thrown) {
    await closers.closeAll();
    throw thrown;
  }
}

async function open(order: SiteOrder, parts: OpenSiteParts, closers: Closers): Promise<OpenSite> {
  const { client, devices, users, qos, profile } = order;
  const { access, clock, throttle, onGivenUp } = parts;
  const refusals = new Refusals();
  const ledger = new GateLedger(devices.map(([id]) => id));
  const deliveries = new DeliveryLedger();
  const gate = parts.makeGate({ throttle, countsBy: profile.clock, clock, ledger, refusals, onGivenUp });
  const handOver = (): void => {
    const { delivered, discarded, undecided, throttledKeys } = gate;
    const counts = { delivered, discarded, undecided, throttledKeys };
    parts.onMoved(counts, { gate: ledger.take(), deliveries: deliveries.take() });
  };
  const broker = await startBroker(order.port, { access, gate, outlets: new UserOutlets(), refusals, qos });
  closers.add(() => broker.close());
  const collector = await startCollector({
    host: LOOPBACK,
    port: broker.port,
    client,
    users,
    qos,
    clock,
    ledger: deliveries,
    // Under load a turn of the event loop can take seconds, and no timer fires before its end.
    onDelivery: () => {
      if (deliveries.length >= SITE_ROWS) handOver();
    },
  });
  closers.add(() => collector.close());
  const stopTelling = every(SITE_NEWS_MS, () => {
    if (ledger.length > 0 || deliveries.length > 0) handOver();
  });
  closers.add(async () => stopTelling());
  return {
    broker,
    get refused() {
      return refusals.byReason;
    },
    get trackedKeys() {
      return throttle.trackedKeys;
    },
    handOver,
    close: () => closers.closeAll(),
  };
}
