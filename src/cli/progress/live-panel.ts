// Events of a run go in, a panel at the foot of the terminal is redrawn. Paints at most eight times a second,
// so that watching a storm does not slow it.

import { createLogUpdate } from 'log-update';
import type { Terminal } from '../terminal.ts';
import { panelLines } from './panel-lines.ts';
import { nextState, type RunState } from './phase.ts';
import { preambleLines } from './preamble.ts';
import type { Progress, WallMs } from './progress.ts';

/** Wall time between two paintings of the same phase. */
export const REPAINT_MS = 125;

/** Draws progress in place. */
export function livePanel(err: Terminal, nowMs: WallMs): Progress {
  const update = createLogUpdate(err.stream);
  let state: RunState | null = null;
  let phase: RunState['phase'] | null = null;
  let paintedMs = Number.NEGATIVE_INFINITY;
  let closed = false;
  const gone = (): boolean => closed || !err.stream.writable;
  const paint = (): void => {
    if (state !== null) update(panelLines(state, err.colours, err.columns()).join('\n'));
  };
  return {
    listen: (event) => {
      if (gone()) return;
      state = nextState(state, event);
      if (state === null) return;
      if (event.event === 'planned') {
        update.persist(preambleLines(state.identity, err.colours, err.columns()).join('\n'));
      }
      if (state.phase === phase && nowMs() - paintedMs < REPAINT_MS) return;
      phase = state.phase;
      paintedMs = nowMs();
      paint();
    },
    say: (text) => {
      if (gone()) return;
      update.persist(text);
      paint();
    },
    close: () => {
      if (!gone()) {
        update.clear();
        update.done();
        err.say('');
      }
      closed = true;
    },
  };
}
