// Histories of a throttle that does as the profile says, decided by the naive model: what a check must pass,
// and what a test then breaks in one place.

import { formatAlertCode } from '../../src/domain/alert-code.ts';
import type { History, HistoryHeader } from '../../src/ledger/history.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import type { Row } from './history-of.ts';
import { historyOf } from './history-of.ts';
import type { NaiveArrival } from './naive-model.ts';
import { decideNaively } from './naive-model.ts';

/** Arrivals of one key at these moments, in microseconds. */
export function arrivalsAt(timesUs: readonly number[], device = 'A', code = 0x81c3): NaiveArrival[] {
  return timesUs.map((timeUs) => ({ device, code, timeUs }));
}

/** The row of an arrival of which nothing is decided. */
export function rowOf({ device, code, timeUs, timestampUs, counter }: NaiveArrival, index: number): Row {
  return {
    at: timeUs,
    device,
    code: formatAlertCode(code),
    timestamp: timestampUs ?? timeUs,
    counter: counter ?? 1_000_000 + index,
  };
}

/** Rows of a right throttle's run; `edit` may falsify them one by one. */
export function throttledHistory(
  arrivals: readonly NaiveArrival[],
  profile: Profile,
  edit: (row: Row, index: number) => Row = (row) => row,
  header: Partial<HistoryHeader> = {},
): History {
  const decisions = decideNaively(arrivals, profile);
  const rows = arrivals.map((arrival, index) =>
    edit({ ...rowOf(arrival, index), ...decisions[index]! }, index),
  );
  return historyOf(rows, header);
}
