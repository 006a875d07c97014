// A storm with real parts, on threads of its own, rehearsed before it begins where it is quick enough to need that.
// Ledgers out, or a failure and nothing left running.

import { Closers } from '../domain/closers.ts';
import { spareFiles } from '../measure/open-files.ts';
import { MeterPool } from '../simulator/worker-pool.ts';
import { rehearsalsOf } from './rehearsal.ts';
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
    const rehearse = async (): Promise<void> => {
      const rehearsals = rehearsalsOf(order, spareFiles());
      if (rehearsals.length > 0) order.onEvent({ event: 'rehearsing' });
      for (const rehearsal of rehearsals) {
        if (!order.signal.aborted) await stormOn({ host, meters }, rehearsal, nothing);
      }
    };
    return await stormOn({ host, meters }, order, rehearse);
  } finally {
    await closers.closeAll();
  }
}

const nothing = async (): Promise<void> => {};

/** On threads, unless a part of the sites cannot cross to one. */
function siteHost({ brokers, throttle, seams: { gate } }: StormOrder): SiteHost {
  if (gate) return sitesHere({ throttle, gate });
  return crossesThreads(throttle) ? sitesOnThreads(brokers, throttle) : sitesHere({ throttle });
}
