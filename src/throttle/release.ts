// When throttling of a key ends: one question, three answers. Asked on each arrival of a throttled key, after it
// was counted and before anything else is decided.

import type { ArrivalWindow } from './arrival-window.ts';
import type { ReleaseRule } from './profile.ts';

/**
 * Whether throttling has ended at the arrival just counted in `window`.
 * @param exceeds whether the window holds more than the threshold with it
 * @param gapUs the time since the key's Alert before it
 */
export function hasEnded(
  release: ReleaseRule,
  window: ArrivalWindow,
  exceeds: boolean,
  gapUs: number,
): boolean {
  switch (release.rule) {
    case 'window':
      return !exceeds;
    case 'below':
      return !window.heldMoreThan(release.clear);
    case 'quiet':
      return gapUs >= release.forUs;
  }
}
