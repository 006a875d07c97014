// What the orchestrating thread and a worker of a sweep say to each other. Everything survives a structured clone.
// Shapes only.

import type { CellPlan } from './cell-plan.ts';
import type { CellOrder, CellResult } from './run-cell.ts';
import type { PlanForWorker } from './shared-plans.ts';

/** The work of one worker, for the whole sweep. */
export interface SweepOrder {
  /** Path of the throttle's module; null for the shipped one. */
  readonly throttle: string | null;
}

/** To the worker: one cell at a time. */
export type SweepCommand =
  | ({ readonly command: 'cell'; readonly order: CellOrder } & PlanForWorker)
  | { readonly command: 'close' };

/** From the worker: the plan that it was to share, null when it cannot be made; and what came of the cell. */
export type SweepNews =
  | { readonly news: 'plan'; readonly plan: CellPlan | null }
  | { readonly news: 'cell'; readonly result: CellResult };
