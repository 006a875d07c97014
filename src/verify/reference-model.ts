// What a correct throttle would have done with these arrivals: History and profile in, expected decisions
// and metadata out, in columns beside the History's own. It sees the whole trace at once and works on each
// key's sorted array, unlike any throttle, which must decide as Alerts come. It never reads what the
// throttle decided, and shares nothing with it but the profile.

import type { History } from '../ledger/history.ts';
import { OUTCOME } from '../ledger/history.ts';
import type { AlertRule, MetadataRule, Profile } from '../throttle/profile.ts';
import { ruleOf } from './alert-rule.ts';
import type { Episode } from './episodes.ts';
import { runsAbove, trailingCopies } from './episodes.ts';
import type { KeyIndex } from './key-index.ts';
import { arrivalsOf } from './key-index.ts';
import { assertModelled } from './model-scope.ts';
import { saturated, sequenceIds } from './sequence-ids.ts';
import { slidingCounts } from './window-counts.ts';

/** The model's answer, one value per row of the History. */
export interface Replay {
  /** Expected `OUTCOME`; `none` for rows that were never received. */
  readonly outcome: Uint8Array;
  /** Expected metadata, NaN where the Alert must carry none. */
  readonly sequenceId: Float64Array;
  readonly count: Float64Array;
  /** c(i), the arrivals counted up to and with this one; 0 for excluded codes and unreceived rows. */
  readonly windowCount: Uint32Array;
  /** The row that engaged the episode this row is throttled in, or whose tail it reports; -1 for none. */
  readonly episodeRow: Int32Array;
  /** The row the forwarding period runs from: the copy before, else the engaging row; -1 if not throttled later. */
  readonly periodRow: Int32Array;
}

/**
 * Replays a History's arrivals under a profile.
 * @param firstId first sequence id: always 1, except in tests of the wrap.
 * @throws StormError of kind `bug` for a profile with a setting the model has not got.
 */
export function replay(history: History, profile: Profile, index: KeyIndex, firstId = 1): Replay {
  assertModelled(profile);
  const columns = {
    outcome: new Uint8Array(history.length),
    count: new Float64Array(history.length).fill(Number.NaN),
    windowCount: new Uint32Array(history.length),
    episodeRow: new Int32Array(history.length).fill(-1),
    periodRow: new Int32Array(history.length).fill(-1),
  };
  for (let key = 0; key < index.keys; key++) {
    const rows = arrivalsOf(index, key);
    for (const row of rows) columns.outcome[row] = OUTCOME.deliver;
    const rule = ruleOf(profile, history.code[rows[0]!]!);
    if (rule) replayKey(history, rows, rule, profile.metadata, columns);
  }
  const { episodeRow, count } = columns;
  return { ...columns, sequenceId: sequenceIds(profile.metadata.sequence, episodeRow, count, firstId) };
}

type Columns = Omit<Replay, 'sequenceId'>;

function replayKey(
  history: History,
  rows: Uint32Array,
  rule: AlertRule,
  metadata: MetadataRule,
  columns: Columns,
): void {
  const timesUs = arrivalTimes(history, rows);
  const counts = slidingCounts(timesUs, rule.window.lengthUs);
  for (let i = 0; i < rows.length; i++) columns.windowCount[rows[i]!] = counts[i]!;
  for (const episode of runsAbove(counts, rule.threshold)) {
    const copies = trailingCopies(timesUs, episode, rule.forward.periodUs);
    markDecisions(rows, episode, copies, columns);
    markCounts(rows, episode, copies, metadata, columns.count);
    markTail(rows, episode, copies, metadata, columns);
  }
}

/** Arrival times of these rows, microseconds of scenario time. */
export function arrivalTimes(history: History, rows: Uint32Array): Float64Array {
  const timesUs = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) timesUs[i] = history.receivedUs[rows[i]!]!;
  return timesUs;
}

function markDecisions(
  rows: Uint32Array,
  episode: Episode,
  copies: readonly number[],
  columns: Columns,
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
}

/** Counts are differences of positions: between a copy and what came before it, all were discarded. */
function markCounts(
  rows: Uint32Array,
  episode: Episode,
  copies: readonly number[],
  metadata: MetadataRule,
  count: Float64Array,
): void {
  copies.forEach((copy, earlierCopies) => {
    const unreportedFrom = earlierCopies === 0 ? episode.from : copies[earlierCopies - 1]! + 1;
    const discarded =
      metadata.count === 'delta' ? copy - unreportedFrom : copy - episode.from - earlierCopies;
    count[rows[copy]!] = saturated(discarded);
  });
}

/**
 * Under `release: window` the arrival after an episode is not above the threshold, so it is delivered: it is
 * the one that reports the tail, and no tail is ever carried into another episode.
 */
function markTail(
  rows: Uint32Array,
  episode: Episode,
  copies: readonly number[],
  metadata: MetadataRule,
  columns: Columns,
): void {
  if (metadata.tail === 'drop' || episode.to === rows.length) return;
  const unreported = episode.to - ((copies.at(-1) ?? episode.from - 1) + 1);
  if (unreported === 0) return;
  const row = rows[episode.to]!;
  const all = episode.to - episode.from - copies.length;
  columns.count[row] = saturated(metadata.count === 'delta' ? unreported : all);
  columns.episodeRow[row] = rows[episode.from]!;
}
