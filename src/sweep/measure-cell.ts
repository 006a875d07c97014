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
  const { firstStormRow, stormKeys } = traffic;
  const { counts, honest, engageUs, releaseUs, silences } = watched(history, traffic);
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
      delivered: peakAtUser(traffic, history.receivedUs, history.copies),
      unthrottled: traffic.unthrottled,
    },
  };
}

/** What is counted over all rows, and of each key. */
class Watch {
  readonly counts = { received: 0, delivered: 0, discarded: 0 };
  readonly honest = { received: 0, lost: 0 };
  readonly engageUs: Float64Array;
  readonly releaseUs: Float64Array;
  readonly silences: SilenceWatch;
  readonly #history: History;
  readonly #traffic: Traffic;
  readonly #isCopy: (row: number) => boolean;

  constructor(history: History, traffic: Traffic) {
    this.engageUs = new Float64Array(traffic.keys).fill(Number.NaN);
    this.releaseUs = new Float64Array(traffic.keys).fill(Number.NaN);
    this.silences = new SilenceWatch(traffic.keys);
    this.#history = history;
    this.#traffic = traffic;
    this.#isCopy = copyTest(history);
  }

  /** Takes in the next row. */
  see(row: number): void {
    const { receivedUs, copies } = this.#history;
    if (Number.isNaN(receivedUs[row]!)) return;
    const key = this.#traffic.keyOf[row]!;
    const isHonest = this.#traffic.firstStormRow[key]! < 0;
    this.counts.received++;
    if (isHonest) this.honest.received++;
    if (wasDiscarded(this.#history, row)) {
      this.counts.discarded++;
      if (isHonest) this.honest.lost++;
      this.silences.lost(key, receivedUs[row]!);
      if (!isHonest) this.#lostInStorm(key, row);
    } else if (copies[row]! > 0) {
      this.counts.delivered++;
      this.silences.heard(key, receivedUs[row]!);
      if (!isHonest) this.#heardInStorm(key, row);
    }
  }

  #lostInStorm(key: number, row: number): void {
    const first = this.#traffic.firstStormRow[key]!;
    if (row < first || !Number.isNaN(this.engageUs[key]!)) return;
    this.engageUs[key] = this.#elapsedUs(first, row);
  }

  #heardInStorm(key: number, row: number): void {
    const last = this.#traffic.lastStormRow[key]!;
    if (row <= last || !Number.isNaN(this.releaseUs[key]!) || this.#isCopy(row)) return;
    this.releaseUs[key] = this.#elapsedUs(last, row);
  }

  #elapsedUs(from: number, to: number): number {
    const { receivedUs } = this.#history;
    return receivedUs[to]! - receivedUs[from]!;
  }
}

function watched(history: History, traffic: Traffic): Watch {
  const watch = new Watch(history, traffic);
  for (let row = 0; row < history.length; row++) watch.see(row);
  return watch;
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
