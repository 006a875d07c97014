// What carrying out a plan leaves behind, over MQTT or in virtual time: the history to judge, and what is known of the
// machinery that made it. Shapes only.

import type { History } from '../ledger/history.ts';
import type { ThreadHealth } from '../record/run-document.ts';

/** A plan carried out, or as much of it as was before it was stopped. */
export interface CarriedOut {
  readonly history: History;
  /** Meter workers; none in virtual time. */
  readonly workers: number;
  readonly trackedKeys: number | null;
  readonly unacknowledged: number;
  readonly reconnects: number;
  readonly threads: readonly ThreadHealth[];
}
