// Alerts with the same originator counter where nobody sees into the throttle: all their sendings have the same bytes.
// Which of them was counted, or given to a User, may not be known; then nothing is said of their key.

import type { History } from '../ledger/history.ts';
import type { Profile } from '../throttle/profile.ts';
import type { CountedTimes } from './arrival-clock.ts';
import { arrivalsOf, indexByKey } from './key-index.ts';

/**
 * Takes the times of every key away in which it is not known what became of which sending. Where duplicates are ignored
 * that is every key with equal Alerts: which of them a throttle counts depends on what it has seen of them before.
 */
export function forgetOpenKeys(
  history: History,
  { earliestUs, latestUs }: CountedTimes,
  duplicates: Profile['duplicates'],
): void {
  const sent = indexByKey(history, { earliestUs: history.sentUs, latestUs: history.sentUs });
  for (let key = 0; key < sent.keys; key++) {
    const rows = arrivalsOf(sent, key);
    const equal = equalAlerts(history, rows);
    if (duplicates === 'ignore' ? equal.length === 0 : !equal.some((alert) => isOpen(history, alert)))
      continue;
    for (const row of rows) earliestUs[row] = latestUs[row] = Number.NaN;
  }
}

/** The rows of each Alert of a key that was sent more than once, in the order of sending. */
function equalAlerts({ counter }: History, rows: Uint32Array): number[][] {
  if (rows.every((row, at) => at === 0 || counter[row]! > counter[rows[at - 1]!]!)) return [];
  const alerts = new Map<number, number[]>();
  for (const row of rows) {
    const alert = alerts.get(counter[row]!);
    if (alert) alert.push(row);
    else alerts.set(counter[row]!, [row]);
  }
  return [...alerts.values()].filter((alert) => alert.length > 1);
}

/**
 * True unless it is known which sendings of an Alert were given: all, none, or the first few, given before the next was
 * even sent.
 */
function isOpen({ copies, deliveredUs, sentUs }: History, alert: readonly number[]): boolean {
  const given = alert.findIndex((row) => copies[row] === 0);
  if (given < 0 || !alert.some((row) => copies[row]! > 0)) return false;
  const surely = alert.every((row, nth) => copies[row]! > 0 === nth < given);
  return !surely || !(deliveredUs[alert[given - 1]!]! < sentUs[alert[given]!]!);
}
