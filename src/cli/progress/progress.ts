// What a watcher of a run offers, however it shows what it sees. Whatever becomes of the stream, a watcher
// never throws into the run.

import type { RunListener } from '../../run/progress.ts';

/** Somebody who watches a run. */
export interface Progress {
  readonly listen: RunListener;
  /** Says a line that stays, above whatever is being drawn. */
  say(text: string): void;
  /** Takes the panel away; nothing is drawn afterwards. */
  close(): void;
}

/** Wall time in milliseconds, for pacing what is drawn. */
export type WallMs = () => number;
