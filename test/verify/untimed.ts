// A history whose times cannot all be known: one Alert without its own time, under a profile that counts by it.

import type { History } from '../../src/ledger/history.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import { historyOf } from './history-of.ts';
import { profileOf } from './profile-of.ts';

/** Two Alerts of one key, the second without its own time. */
export function untimed(parts: Partial<Profile> = {}): [History, Profile] {
  const rows = [{ at: 0 }, { at: 1, timestamp: Number.NaN }];
  return [historyOf(rows), profileOf({ clock: 'alert-timestamp', ...parts })];
}
