// Events of a sweep go in, one line with a bar is redrawn at the foot of the terminal. Paints at most eight times a
// second, however fast cells are done.

import { createLogUpdate } from 'log-update';
import type { SweepEvent } from '../../sweep/sweep-options.ts';
import type { Terminal } from '../terminal.ts';
import { cutText } from '../text-width.ts';
import type { WallMs } from './progress.ts';
import { type SweepProgress, sweepEventText } from './sweep-event-text.ts';

const REPAINT_MS = 125;
const BAR_LENGTH = 40;

/** Draws progress in place. */
export function sweepLine(err: Terminal, nowMs: WallMs): SweepProgress {
  const update = createLogUpdate(err.stream);
  let paintedMs = Number.NEGATIVE_INFINITY;
  let closed = false;
  const gone = (): boolean => closed || !err.stream.writable;
  return {
    listen: (event) => {
      if (gone()) return;
      if (event.event === 'planned') update.persist(cutText(sweepEventText(event), err.columns()));
      else if (event.event === 'cell') {
        if (event.done < event.cells && nowMs() - paintedMs < REPAINT_MS) return;
        paintedMs = nowMs();
        update(barOf(event, err));
      } else update.clear();
    },
    close: () => {
      if (!gone()) {
        update.clear();
        update.done();
      }
      closed = true;
    },
  };
}

function barOf(event: Extract<SweepEvent, { event: 'cell' }>, { colours, columns }: Terminal): string {
  const text = sweepEventText(event);
  const length = Math.min(BAR_LENGTH, columns() - text.length - 2);
  if (length < 5) return cutText(text, columns());
  const full = Math.round((event.done / event.cells) * length);
  return `${colours.cyan('━'.repeat(full))}${colours.dim('─'.repeat(length - full))}  ${text}`;
}
