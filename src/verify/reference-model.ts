// What a correct throttle would have done with these arrivals: a trace in, expected decisions and metadata
// out, in columns beside the History's own. It sees the whole trace at once and works on each key's sorted
// array, unlike any throttle, which must decide as Alerts come. It never reads what the throttle decided,
// and shares nothing with it but the profile.

import { OUTCOME } from '../ledger/history.ts';
import type { AlertRule, MetadataRule } from '../throttle/profile.ts';
import { timesOf } from './arrival-clock.ts';
import type { Episode } from './episodes.ts';
import { episodesOf, forwardedCopies } from './episodes.ts';
import { episodeCounts } from './expected-counts.ts';
import { JudgingRoom } from './judging-room.ts';
import { arrivalsOf } from './key-index.ts';
import type { Replay, ReplayedKeys } from './replay.ts';
import { type IdSource, putSequenceIds, saturated } from './sequence-ids.ts';
import type { Trace } from './trace.ts';
import { countedRows, isCounted, isJudged, isQuiet, ruleOfKey, timesOfKey } from './trace.ts';
import { windowCounts } from './window-counts.ts';

/** Replays a trace, key by key: no key knows of another. The answer is good until the room is lent again. */
export function replayKeys(trace: Trace, room = new JudgingRoom()): ReplayedKeys {
  const { history, index } = trace;
  const columns = room.lend(history.length);
  putDeliveries(columns.outcome, trace.times.earliestUs);
  columns.count.fill(Number.NaN);
  for (const column of [columns.episodeRow, columns.periodRow, columns.endedRow]) column.fill(-1);
  for (let key = 0; key < index.keys; key++) {
    // No window of any shape holds more than the busiest sliding one: a quiet key never engages.
    if (isQuiet(trace, key)) continue;
    if (isJudged(trace, key)) replayKey(trace, key, ruleOfKey(trace, key)!, columns);
    else if (!isCounted(trace, key))
      for (const row of arrivalsOf(index, key)) columns.outcome[row] = OUTCOME.deliver;
  }
  return columns;
}

/** The whole answer: numbers what was replayed, and has ignored duplicates repeat it. Takes the columns over. */
export function numbered(trace: Trace, replayed: ReplayedKeys, idAt: IdSource): Replay {
  putSequenceIds(replayed.sequenceId, trace.profile.metadata.sequence, replayed, idAt);
  if (trace.firstCopy) repeatFirstCopies(trace.firstCopy, replayed);
  return replayed;
}

/** What becomes of each row unless its key engages: delivered, where it is known when it came. */
function putDeliveries(outcome: Uint8Array, timesUs: Float64Array): void {
  for (let row = 0; row < timesUs.length; row++) {
    outcome[row] = Number.isNaN(timesUs[row]!) ? OUTCOME.none : OUTCOME.deliver;
  }
}

function replayKey(trace: Trace, key: number, rule: AlertRule, columns: ReplayedKeys): void {
  const { metadata } = trace.profile;
  const rows = countedRows(trace, arrivalsOf(trace.index, key));
  const { earliestUs: timesUs } = trace.firstCopy ? timesOf(trace.times, rows) : timesOfKey(trace, key);
  const counts = windowCounts(timesUs, rule.window);
  const episodes = episodesOf(timesUs, counts, rule);
  let carried = 0;
  episodes.forEach((episode, n) => {
    const copies = forwardedCopies(timesUs, episode, rule.forward);
    const reports = episodeCounts(episode, copies, carried, metadata.count);
    markDecisions(rows, episode, copies, columns);
    copies.forEach((copy, k) => {
      columns.count[rows[copy]!] = saturated(reports.ofCopies[k]!);
    });
    const engagesAgain = episodes[n + 1]?.from === episode.to;
    carried = metadata.tail === 'next' && engagesAgain ? reports.unreported : 0;
    if (!engagesAgain && reports.unreported > 0) markTail(rows, episode, reports.ofTail, metadata, columns);
  });
}

function markDecisions(
  rows: Uint32Array,
  episode: Episode,
  copies: readonly number[],
  columns: ReplayedKeys,
): void {
  const engaged = rows[episode.from]!;
  let periodRow = -1;
  let nextCopy = 0;
  for (let i = episode.from; i < episode.to; i++) {
    const row = rows[i]!;
    const forwarded = i === copies[nextCopy];
    columns.episodeRow[row] = engaged;
    columns.periodRow[row] = periodRow;
    columns.outcome[row] = forwarded ? OUTCOME.deliver : OUTCOME.discard;
    if (forwarded) nextCopy++;
    if (forwarded || i === episode.from) periodRow = row;
  }
  if (episode.to < rows.length) columns.endedRow[rows[episode.to]!] = engaged;
}

/** The arrival that ends an episode and does not engage again is the next one delivered. */
function markTail(
  rows: Uint32Array,
  episode: Episode,
  count: number,
  metadata: MetadataRule,
  columns: ReplayedKeys,
): void {
  if (metadata.tail === 'drop' || episode.to === rows.length) return;
  const row = rows[episode.to]!;
  columns.count[row] = saturated(count);
  columns.episodeRow[row] = rows[episode.from]!;
}

function repeatFirstCopies(firstCopy: Int32Array, answer: Replay): void {
  const { outcome, sequenceId, count, episodeRow, periodRow } = answer;
  for (let row = 0; row < firstCopy.length; row++) {
    const first = firstCopy[row]!;
    if (first < 0) continue;
    for (const column of [outcome, sequenceId, count, episodeRow, periodRow]) {
      column[row] = column[first]!;
    }
  }
}
