// The files that a sweep leaves beside its document. What draws the page is loaded when it is drawn, so that nobody
// else waits for it.

import type { SweepDocument } from '../sweep/sweep-document.ts';
import type { SweepReporter } from '../sweep/sweep-options.ts';
import { sweepCsv } from './sweep-csv.ts';

const sweepHtml: SweepReporter = {
  file: 'report.html',
  render: async (sweep: SweepDocument) => (await import('./sweep-page.ts')).sweepPage(sweep),
};

/** `sweep.csv` and `report.html`. */
export const SWEEP_REPORTERS: readonly SweepReporter[] = [sweepCsv, sweepHtml];
