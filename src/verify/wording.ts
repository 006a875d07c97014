// How findings name things: keys, moments, numbers of Alerts. Words only; nothing is decided here.
// Every sentence of a finding must name a key the way the history does.

import { formatAlertCode } from '../domain/alert-code.ts';
import { formatMoment } from '../domain/duration.ts';
import type { History } from '../ledger/history.ts';
import type { CountedTimes } from './arrival-clock.ts';

const THOUSANDS = new Intl.NumberFormat('en-GB');

/** A number with separators: 12040 → `12,040`. */
export function formatCount(count: number): string {
  return THOUSANDS.format(count);
}

/** A number and its noun: `1 Alert`, `12,040 Alerts`. */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Names a row's key: `Device 02-53-…-01, Alert 81C3`. */
export function keyName(history: History, row: number): string {
  return `Device ${history.deviceIds[history.device[row]!]!}, Alert ${formatAlertCode(history.code[row]!)}`;
}

/** When a row was received or counts, as `h:mm:ss.µµµµµµ`; with both ends where only an interval is known. */
export function momentOf({ earliestUs, latestUs }: CountedTimes, row: number): string {
  const [from, to] = [earliestUs[row]!, latestUs[row]!];
  return from === to ? formatMoment(from) : `${formatMoment(from)}…${formatMoment(to)}`;
}
