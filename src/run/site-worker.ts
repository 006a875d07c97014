// Entry of a broker site's thread. Thin on purpose: it finds the throttle that is asked for, and everything else is in
// run-site, which needs no thread and can be tested without one.

import { runSite } from '../broker/run-site.ts';
import type { SiteCommand, SiteOrder, SiteReport } from '../broker/site-protocol.ts';
import { buffersIn } from '../columns/transfer.ts';
import { StormError } from '../domain/failure.ts';
import type { ThrottleIdentity } from '../record/run-document.ts';
import type { ThreadTask } from '../threads/thread-pool.ts';
import { type ThrottleUnderTest, throttleUnderTest } from './throttle-under-test.ts';

/** What a site's thread is told. A throttle can be named only: functions do not cross to another thread. */
export interface SiteThreadOrder {
  readonly site: SiteOrder;
  readonly throttle: ThrottleIdentity;
}

/** Runs one site on this thread. */
export default async function siteWorker({ order, port }: ThreadTask<SiteThreadOrder>): Promise<SiteReport> {
  try {
    return await runSite(
      order.site,
      { throttle: await throttleNamed(order.throttle) },
      {
        tell: (news) => port.postMessage(news, buffersIn(news)),
        onCommand: (listener) => port.on('message', (command: SiteCommand) => listener(command)),
      },
    );
  } catch (thrown) {
    if (!(thrown instanceof StormError)) throw thrown;
    return { result: 'failed', kind: thrown.kind, details: thrown.details };
  } finally {
    port.close();
  }
}

/** The run was identified by the module's hash: what has changed since is not what is to be judged. */
async function throttleNamed({ path, sha256 }: ThrottleIdentity): Promise<ThrottleUnderTest> {
  const throttle = await throttleUnderTest(path);
  const { identity } = throttle;
  if (identity.sha256 === sha256) return throttle;
  const problem = 'its file was changed while the run began';
  throw new StormError('throttle-unusable', { name: identity.name, problem, way: 'Run again.' });
}
