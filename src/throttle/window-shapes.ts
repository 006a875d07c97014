// From the rule of an Alert Code to windows of the shape it names. The only place that knows all shapes.
// Throttle and release see `ArrivalWindows` alone.

import { AnchoredWindows } from './anchored-windows.ts';
import type { ArrivalWindows } from './arrival-windows.ts';
import type { AlertRule } from './profile.ts';
import { SlidingWindows } from './sliding-windows.ts';
import { TumblingWindows } from './tumbling-windows.ts';

const SHAPES = { sliding: SlidingWindows, tumbling: TumblingWindows, anchored: AnchoredWindows } as const;

/** Room for the windows of all keys under this rule. */
export function windowsUnder({ threshold, window }: AlertRule): ArrivalWindows {
  return new SHAPES[window.shape](threshold, window.lengthUs);
}
