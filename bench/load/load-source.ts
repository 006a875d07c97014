// A load source that is meant never to be the limit: prepared Alerts at QoS 1 on bare sockets, so many in flight on each,
// in a process of its own. Order in, counts out.

import { askChild } from '../child.ts';

const CHILD = new URL('./load-source-child.ts', import.meta.url);

/** What a load source shall do. */
export interface SourceOrder {
  readonly port: number;
  readonly connections: number;
  readonly inFlight: number;
  /** How long Alerts are sent; then those under way are waited for. 0 only connects. */
  readonly seconds: number;
  /** Who is to be given every Alert, and how; null where nobody listens. */
  readonly subscriber: { readonly clientId: string; readonly filter: string; readonly qos: 0 | 1 } | null;
}

/** What it did. */
export interface SourceResult {
  readonly connectS: number;
  readonly sent: number;
  readonly acknowledged: number;
  /** What the subscriber was given. */
  readonly given: number;
  /** From the first Alert to the last acknowledgement or delivery. */
  readonly seconds: number;
  /** Share of that time in which the source's own event loop was busy; near 1 it is the limit itself. */
  readonly busy: number;
}

/** Runs a load source. */
export function runSource(order: SourceOrder): Promise<SourceResult> {
  return askChild<SourceResult>(CHILD, order);
}
