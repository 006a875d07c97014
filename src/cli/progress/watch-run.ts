// Decides how a run is watched: a live panel for a person at a terminal, lines for a log, nothing when quiet.
// Whatever becomes of the stream, a watcher never throws into the run.

import { monotonicUs } from '../../domain/clock.ts';
import type { Environment } from '../streams.ts';
import type { Terminal } from '../terminal.ts';
import { lineLog } from './line-log.ts';
import type { Progress, WallMs } from './progress.ts';

/** Chooses the watcher. The library that draws panels is loaded only where one is drawn. */
export async function watchRun(err: Terminal, env: Environment, quiet: boolean): Promise<Progress> {
  const nowMs: WallMs = () => monotonicUs() / 1000;
  if (quiet) return silent(err);
  if (!isLive(err, env)) return lineLog(err, nowMs);
  const { livePanel } = await import('./live-panel.ts');
  return livePanel(err, nowMs);
}

/** True where a person can watch a panel being redrawn. */
export function isLive(err: Terminal, env: Environment): boolean {
  const inCi = env.CI !== undefined && env.CI !== '' && env.CI !== '0' && env.CI !== 'false';
  return err.stream.isTTY === true && !inCi && env.TERM !== 'dumb';
}

function silent(err: Terminal): Progress {
  return { listen: () => {}, say: err.say, close: () => {} };
}
