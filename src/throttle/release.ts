// When throttling of a key ends: one question, three answers. Asked on each arrival of a throttled key, after it
// was counted and before anything else is decided.

import type { ArrivalWindows } from './arrival-windows.ts';
import type { ReleaseRule } from './profile.ts';

/**
 * Whether throttling has ended at the arrival just counted in the window of this slot.
 * @param exceeds whether the window holds more than the threshold with it
 * @param gapUs the time since the key's Alert before it
 */
export function hasEnded(
  release: ReleaseRule,
  windows: ArrivalWindows,
  slot: number,
  exceeds: boolean,
  gapUs: number,
): boolean {
  switch (release.rule) {
    case 'window':
      return !exceeds;
    case 'below':
      return !windows.heldMoreThan(slot, release.clear);
    case 'quiet':
      return gapUs >= release.forUs;
  }
}
