// What a watcher of a sweep offers, however it shows what it sees, and how an event is said in words.
// Draws nothing and reads no clock.

import { plainText } from '../../report/plain-text.ts';
import { countOf, countText } from '../../report/quantity.ts';
import type { SweepEvent, SweepListener } from '../../sweep/sweep-options.ts';

/** Somebody who watches a sweep. */
export interface SweepProgress {
  readonly listen: SweepListener;
  /** Takes the line away; nothing is drawn afterwards. */
  close(): void;
}

/** An event in words. */
export function sweepEventText(event: SweepEvent): string {
  switch (event.event) {
    case 'planned': {
      const { scenarios, cells, notPossible, workers } = event;
      const left = notPossible === 0 ? '' : `, ${countText(notPossible)} more not possible`;
      const names = plainText(scenarios.join(', '));
      return `sweeping ${names}: ${countOf(cells, 'cell')}${left}, ${countOf(workers, 'worker')}`;
    }
    case 'cell':
      return `${countText(event.done)} of ${countOf(event.cells, 'cell')}`;
    case 'writing':
      return 'writing';
    case 'recorded':
      return `recorded in ${plainText(event.directory)}`;
  }
}
