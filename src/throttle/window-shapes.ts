// From the rule of an Alert Code to windows of the shape it names. The only place that knows all shapes.
// Throttle and release see `ArrivalWindows` alone.

import { unreachable } from '../domain/failure.ts';
import type { ArrivalWindows } from './arrival-windows.ts';
import { anchored, CountedWindows, tumbling } from './counted-windows.ts';
import type { AlertRule } from './profile.ts';
import { SlidingWindows } from './sliding-windows.ts';
import { TumblingWindows } from './tumbling-windows.ts';

/** Room for the windows of all keys under this rule. */
export function windowsUnder({ threshold, window }: AlertRule): ArrivalWindows {
  const { shape, lengthUs } = window;
  switch (shape) {
    case 'sliding':
      return new SlidingWindows(threshold, lengthUs);
    case 'tumbling': {
      const form = TumblingWindows.formFor(threshold, lengthUs);
      return form
        ? new TumblingWindows(threshold, lengthUs, form)
        : new CountedWindows(threshold, lengthUs, tumbling);
    }
    case 'anchored':
      return new CountedWindows(threshold, lengthUs, anchored);
    default:
      return unreachable(shape);
  }
}
