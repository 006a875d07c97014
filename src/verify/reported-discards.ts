// A History in, how many discards the delivered metadata has told Users of, out: by what was delivered, not by what
// should have been. Reads the delta and the cumulative reading alike, as the profile says which is in force.

import type { History } from '../ledger/history.ts';
import { receiptOf } from '../ledger/receipt.ts';
import type { Profile } from '../throttle/profile.ts';
import { wasDiscarded } from './delivered.ts';

/**
 * Discards of the run, and those of them that metadata reported. Never more of one key than it lost.
 * @param firstCopy per row, the row that it repeats, -1 for none: what it says was said before, and no count counts it.
 */
export function reportedDiscards(
  history: History,
  reading: Profile['metadata']['count'],
  firstCopy: Int32Array | null = null,
): { discarded: number; reported: number } {
  const { earliestUs } = receiptOf(history);
  const keys = new Map<number, KeyTally>();
  for (let row = 0; row < history.length; row++) {
    const repeats = firstCopy !== null && firstCopy[row]! >= 0;
    const discarded = !Number.isNaN(earliestUs[row]!) && wasDiscarded(history, row);
    const count = history.count[row]!;
    const reports = !repeats && !Number.isNaN(count) && history.copies[row]! > 0;
    if (!discarded && !reports) continue;
    const key = history.device[row]! * 0x1_0000 + history.code[row]!;
    const tally = keys.get(key) ?? { discarded: 0, reported: 0, sinceMark: 0, lastCount: 0 };
    keys.set(key, tally);
    if (discarded) {
      tally.discarded++;
      if (!repeats) tally.sinceMark++;
    }
    if (!reports) continue;
    // Within an episode a cumulative count has grown by what was lost since the last; a new episode starts afresh.
    const goesOn = reading === 'cumulative' && count > tally.sinceMark;
    tally.reported += goesOn ? Math.max(0, count - tally.lastCount) : count;
    tally.lastCount = count;
    tally.sinceMark = 0;
  }
  let [discarded, reported] = [0, 0];
  for (const tally of keys.values()) {
    discarded += tally.discarded;
    reported += Math.min(tally.reported, tally.discarded);
  }
  return { discarded, reported };
}

interface KeyTally {
  discarded: number;
  reported: number;
  /** Discards that count since the last Alert that carried metadata. */
  sinceMark: number;
  lastCount: number;
}
