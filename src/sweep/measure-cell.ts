// The history of a cell in, its figures out: one pass over the columns with a few numbers per key, and one each for
// the metadata and for the peak. No object per Alert, and no verdict: whether the throttle was right is the
// verifier's word.

import type { History } from '../ledger/history.ts';
import type { Profile } from '../throttle/profile.ts';
import { isMarked, wasDiscarded } from '../verify/delivered.ts';
import { reportedDiscards } from '../verify/reported-discards.ts';
import { SilenceWatch } from './silence-watch.ts';
import type { Spread, SweepFigures } from './sweep-figures.ts';
import { peakAtUser, type Traffic } from './traffic.ts';

/** The shipped throttle's words for a forwarded copy and for the Alert that ends an episode. */
const FORWARDED_COPY = 'forwarded-copy';
const RELEASED = 'released';

/** Measures a cell. The history's rows are those of the traffic, in the same order; `reading` is the profile's. */
export function measureCell(
  history: History,
  traffic: Traffic,
  reading: Profile['metadata']['count'],
): SweepFigures {
  const { keyOf, keys, firstStormRow, lastStormRow } = traffic;
  const { receivedUs } = history;
  const isCopy = copyTest(history);
  const engageUs = new Float64Array(keys).fill(Number.NaN);
  const releaseUs = new Float64Array(keys).fill(Number.NaN);
  const silences = new SilenceWatch(keys);
  const counts = { received: 0, delivered: 0, discarded: 0 };
  const honest = { received: 0, lost: 0 };
  for (let row = 0; row < history.length; row++) {
    const us = receivedUs[row]!;
    if (Number.isNaN(us)) continue;
    const key = keyOf[row]!;
    const firstStorm = firstStormRow[key]!;
    counts.received++;
    if (firstStorm < 0) honest.received++;
    if (wasDiscarded(history, row)) {
      counts.discarded++;
      silences.lost(key, us);
      if (firstStorm < 0) honest.lost++;
      else if (row >= firstStorm && Number.isNaN(engageUs[key]!))
        engageUs[key] = us - receivedUs[firstStorm]!;
    } else if (history.copies[row]! > 0) {
      counts.delivered++;
      silences.heard(key, us);
      const over = firstStorm >= 0 && row > lastStormRow[key]!;
      if (over && Number.isNaN(releaseUs[key]!) && !isCopy(row)) {
        releaseUs[key] = us - receivedUs[lastStormRow[key]!]!;
      }
    }
  }
  const stormKeys = firstStormRow.reduce((sum, row) => sum + (row < 0 ? 0 : 1), 0);
  const engage = spreadOf(engageUs);
  const release = spreadOf(releaseUs.filter((_, key) => !Number.isNaN(engageUs[key]!)));
  const { discarded, reported } = reportedDiscards(history, reading);
  return {
    ...counts,
    reduction: counts.received === 0 ? 0 : counts.discarded / counts.received,
    honest,
    stormKeys,
    engage: { ...engage, never: stormKeys - engage.keys },
    release: { ...release, notObserved: engage.keys - release.keys },
    silence: {
      stormUs: silences.longestUs((key) => firstStormRow[key]! >= 0),
      honestUs: silences.longestUs((key) => firstStormRow[key]! < 0),
    },
    unreported: discarded - reported,
    peak: {
      delivered: peakAtUser(traffic, receivedUs, (row) => history.copies[row]! > 0),
      unthrottled: traffic.unthrottled,
    },
  };
}

/** Alerts with metadata are copies, but for one that reports the tail of an ended episode: its throttle says so. */
function copyTest(history: History): (row: number) => boolean {
  const [copy, released] = [FORWARDED_COPY, RELEASED].map((word) => history.reasons.indexOf(word));
  return (row) => {
    const reason = history.reason[row]!;
    if (reason < 0) return isMarked(history, row);
    return reason === copy || (reason !== released && isMarked(history, row));
  };
}

/** Of values of which some are not known. */
function spreadOf(timesUs: Float64Array): Spread {
  const known = timesUs.filter((us) => !Number.isNaN(us)).sort();
  const { length } = known;
  if (length === 0) return { keys: 0, medianUs: null, longestUs: null };
  const medianUs = Math.floor((known[(length - 1) >> 1]! + known[length >> 1]!) / 2);
  return { keys: length, medianUs, longestUs: known[length - 1]! };
}
