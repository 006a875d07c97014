// The broker sites of a storm: on threads of their own, or one of them on this thread where what it is made of cannot
// cross to another. Either way a site is told and heard alike.

import { runSite, type SiteParts } from '../broker/run-site.ts';
import type { SiteCommand, SiteNews, SiteOrder, SiteReport } from '../broker/site-protocol.ts';
import { messageOf, StormError } from '../domain/failure.ts';
import { entryBeside, ThreadPool } from '../threads/thread-pool.ts';
import type { SiteThreadOrder } from './site-worker.ts';
import type { ThrottleUnderTest } from './throttle-under-test.ts';

/** A running site. */
export interface Site {
  readonly index: number;
  tell(command: SiteCommand): void;
  /** Settles when the site has closed; rejects with what kept it from beginning, or with `broker-died`. */
  readonly report: Promise<Extract<SiteReport, { result: 'done' }>>;
}

/** Where sites run. */
export interface SiteHost {
  /** Whether that is not this thread. */
  readonly apart: boolean;
  /** Starts a site. News comes through the listener until the report is there. */
  launch(order: SiteOrder, onNews: (news: SiteNews) => void): Site;
  /** Ends all sites, whatever they are doing. */
  destroy(): Promise<void>;
}

/** Each site on a thread of its own. */
export function sitesOnThreads(threads: number, { identity }: ThrottleUnderTest): SiteHost {
  const entry = entryBeside(import.meta.url, 'site-worker');
  const pool = new ThreadPool<SiteThreadOrder, SiteCommand, SiteNews, SiteReport>(threads, entry);
  return {
    apart: true,
    launch(order, onNews) {
      const { index } = order;
      const { tell, report } = pool.launch({ site: order, throttle: identity }, onNews);
      const died = (thrown: unknown): never => {
        throw new StormError('broker-died', { broker: index + 1, cause: messageOf(thrown) }, thrown);
      };
      return { index, tell, report: report.catch(died).then(begun) };
    },
    destroy: () => pool.destroy(),
  };
}

/** The sites on this thread. */
export function sitesHere(parts: SiteParts): SiteHost {
  const closing: (() => Promise<unknown>)[] = [];
  return {
    apart: false,
    launch(order, onNews) {
      let heard: (command: SiteCommand) => void = () => {};
      const port = {
        tell: onNews,
        onCommand: (listener: typeof heard) => {
          heard = listener;
        },
      };
      const report = runSite(order, parts, port).then(begun);
      const tell = (command: SiteCommand): void => heard(command);
      closing.push(() => {
        tell({ command: 'close' });
        return report;
      });
      return { index: order.index, tell, report };
    },
    async destroy() {
      await Promise.allSettled(closing.map((close) => close()));
    },
  };
}

function begun(report: SiteReport): Extract<SiteReport, { result: 'done' }> {
  if (report.result === 'done') return report;
  throw new StormError(report.kind, report.details);
}
