// Decides how a sweep is watched: one line that is redrawn for a person at a terminal, a line per interval for a log,
// nothing when quiet. Whatever becomes of the stream, a watcher never throws into the sweep.

import { monotonicUs } from '../../domain/clock.ts';
import type { Environment } from '../streams.ts';
import type { Terminal } from '../terminal.ts';
import { LINE_INTERVAL_MS } from './line-log.ts';
import type { WallMs } from './progress.ts';
import { type SweepProgress, sweepEventText } from './sweep-event-text.ts';
import { isLive } from './watch-run.ts';

/** Chooses the watcher. The library that redraws a line is loaded only where one is drawn. */
export async function watchSweep(err: Terminal, env: Environment, quiet: boolean): Promise<SweepProgress> {
  const nowMs: WallMs = () => monotonicUs() / 1_000;
  if (quiet) return { listen: () => {}, close: () => {} };
  if (!isLive(err, env)) return sweepLog(err, nowMs);
  const { sweepLine } = await import('./sweep-line.ts');
  return sweepLine(err, nowMs);
}

/** Writes progress as lines. */
export function sweepLog(err: Terminal, nowMs: WallMs): SweepProgress {
  let saidMs = Number.NEGATIVE_INFINITY;
  return {
    listen: (event) => {
      const passing = event.event === 'cell' && event.done < event.cells;
      if (passing && nowMs() - saidMs < LINE_INTERVAL_MS) return;
      saidMs = nowMs();
      err.say(sweepEventText(event));
    },
    close: () => {},
  };
}
