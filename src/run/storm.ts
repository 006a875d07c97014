// A storm with real parts, on threads of its own, after a rehearsal where it is quick enough to need one. Ledgers out,
// or a failure and nothing left running.

import { Closers } from '../domain/closers.ts';
import { MeterPool } from '../simulator/worker-pool.ts';
import { rehearsalOf } from './rehearsal.ts';
import { type SiteHost, sitesHere, sitesOnThreads } from './sites.ts';
import { stormOn } from './storm-on-threads.ts';
import type { StormOrder, StormResult } from './storm-order.ts';
import { crossesThreads } from './throttle-under-test.ts';

/** Runs a storm to its end, or to a partial end when the signal aborts or the throttle fails too often. */
export async function storm(order: StormOrder): Promise<StormResult> {
  const closers = new Closers();
  try {
    const host = siteHost(order);
    closers.add(() => host.destroy());
    const meters = new MeterPool(order.workers, order.seams.meterWorker);
    closers.add(() => meters.destroy());
    const rehearsal = rehearsalOf(order);
    if (rehearsal) {
      order.onEvent({ event: 'rehearsing' });
      await stormOn({ host, meters }, rehearsal);
    }
    return await stormOn({ host, meters }, order);
  } finally {
    await closers.closeAll();
  }
}

/** On threads, unless a part of the sites cannot cross to one. */
function siteHost({ brokers, throttle, seams: { gate } }: StormOrder): SiteHost {
  if (gate) return sitesHere({ throttle, gate });
  return crossesThreads(throttle) ? sitesOnThreads(brokers, throttle) : sitesHere({ throttle });
}
