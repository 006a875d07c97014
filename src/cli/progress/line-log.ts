// Events of a run go in, one line per phase and per interval of wall time goes to a log. For CI and files:
// every line stands alone, and nothing is ever redrawn.

import { plainText } from '../../report/plain-text.ts';
import { countText, milliseconds } from '../../report/quantity.ts';
import type { Terminal } from '../terminal.ts';
import { clockTime } from './clock-time.ts';
import { nextState, progressOf, type RunState } from './phase.ts';
import { preambleLines } from './preamble.ts';
import type { Progress, WallMs } from './progress.ts';

/** Wall time between two lines of the same phase. */
export const LINE_INTERVAL_MS = 5_000;

/** Writes progress as lines. */
export function lineLog(err: Terminal, nowMs: WallMs): Progress {
  let state: RunState | null = null;
  let phase: RunState['phase'] | null = null;
  let saidMs = Number.NEGATIVE_INFINITY;
  return {
    listen: (event) => {
      state = nextState(state, event);
      if (state === null) return;
      if (event.event === 'planned') {
        err.say(preambleLines(state.identity, err.colours, Number.POSITIVE_INFINITY).join('\n'));
        return;
      }
      if (state.phase === phase && nowMs() - saidMs < LINE_INTERVAL_MS) return;
      phase = state.phase;
      saidMs = nowMs();
      err.say(event.event === 'recorded' ? `recorded in ${plainText(event.directory)}` : progressLine(state));
    },
    say: err.say,
    close: () => {},
  };
}

/** One line of a log about this state. */
function progressLine(state: RunState): string {
  const percent = `${Math.floor(progressOf(state) * 100)}%`.padStart(4);
  switch (state.phase) {
    case 'planned':
    case 'rehearsing':
    case 'judging':
    case 'recorded':
      return state.phase;
    case 'connecting':
      return `connecting ${percent}  ${countText(state.connected)} of ${countText(state.identity.devices)} Devices`;
    case 'storm':
    case 'draining':
      return `${state.phase.padEnd(10)} ${percent}  ${figuresText(state)}`;
  }
}

function figuresText({ figures, identity }: RunState): string {
  if (figures === null) return '';
  return [
    clockTime(figures.nowUs),
    `offered ${countText(figures.offered)}`,
    `received ${countText(figures.received)}`,
    `delivered ${countText(figures.delivered)}`,
    `discarded ${countText(figures.discarded)}`,
    ...(figures.throttledKeys === null ? [] : [`throttled keys ${countText(figures.throttledKeys)}`]),
    `${countText(Math.round(figures.ratePerSecond))}/s`,
    ...(identity.mode === 'virtual'
      ? []
      : [`p99 ${figures.p99Ms === null ? '–' : milliseconds(figures.p99Ms)}`]),
  ].join('  ');
}
