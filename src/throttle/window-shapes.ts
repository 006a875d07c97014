// From the rule of an Alert Code to a window of the shape it names. The only place that knows all shapes.
// Throttle and release see `ArrivalWindow` alone.

import { AnchoredWindow } from './anchored-window.ts';
import type { ArrivalWindow } from './arrival-window.ts';
import type { AlertRule } from './profile.ts';
import { SlidingWindow } from './sliding-window.ts';
import { TumblingWindow } from './tumbling-window.ts';

const SHAPES = { sliding: SlidingWindow, tumbling: TumblingWindow, anchored: AnchoredWindow } as const;

/** An empty window for a new key under this rule. */
export function emptyWindow({ threshold, window }: AlertRule): ArrivalWindow {
  return new SHAPES[window.shape](threshold, window.lengthUs);
}
