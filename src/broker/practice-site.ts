// A second broker, gate and Users on a site's thread, to practise with before the storm: the code that the storm will
// need is compiled by then. It has the site's Devices and settings and a throttle, ledgers and counts of its own, all
// thrown away. Never touches a part of the run, and never the throttle that is to be judged.

import { monotonicNs, ScenarioClock } from '../domain/clock.ts';
import { DeliveryLedger } from '../ledger/delivery-ledger.ts';
import { GateLedger } from '../ledger/gate-ledger.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';
import type { Access } from './access.ts';
import { startCollector } from './collector.ts';
import { LOOPBACK, startBroker } from './embedded-broker.ts';
import { Refusals } from './refusals.ts';
import type { SiteOrder } from './site-protocol.ts';
import { ThrottleGate } from './throttle-gate.ts';
import { UserOutlets } from './user-outlets.ts';

/** A broker to practise with. */
export interface PracticeSite {
  readonly port: number;
  /** Ends it; more than once does nothing more. */
  close(): Promise<void>;
}

/**
 * Listens for practice, on a free port.
 * @throws StormError `user-not-connected`.
 */
export async function openPractice(
  { client, devices, users, qos, timeScale, profile }: SiteOrder,
  access: Access,
  makeThrottle: ThrottleFactory,
): Promise<PracticeSite> {
  const clock = new ScenarioClock(monotonicNs(), timeScale);
  const refusals = new Refusals();
  const ledger = new GateLedger(devices.map(([id]) => id));
  const throttle = makeThrottle(profile, clock);
  const onGivenUp = (): void => {};
  const gate = new ThrottleGate({ throttle, countsBy: profile.clock, clock, ledger, refusals, onGivenUp });
  const broker = await startBroker(0, { access, gate, outlets: new UserOutlets(), refusals, qos });
  const { port } = broker;
  const deliveries = new DeliveryLedger();
  try {
    const collector = await startCollector({
      host: LOOPBACK,
      port,
      client,
      users,
      qos,
      clock,
      ledger: deliveries,
    });
    let closed: Promise<void> | null = null;
    const close = async (): Promise<void> => {
      await collector.close();
      await broker.close();
    };
    return {
      port,
      close() {
        closed ??= close();
        return closed;
      },
    };
  } catch (thrown) {
    await broker.close();
    throw thrown;
  }
}
