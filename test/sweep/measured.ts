// Hand-written histories, measured: rows in, figures out. Alerts come from the streams of the header, `storm` and
// `background`, the first of which is the storm unless a test says otherwise.

import type { History } from '../../src/ledger/history.ts';
import type { StreamSpec } from '../../src/scenario/scenario.ts';
import { measureCell } from '../../src/sweep/measure-cell.ts';
import type { SweepFigures } from '../../src/sweep/sweep-figures.ts';
import { type Traffic, trafficOf } from '../../src/sweep/traffic.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import { discarded, historyOf, type Row } from '../verify/history-of.ts';

/** One second in microseconds. */
export const S = 1_000_000;

type Reading = Profile['metadata']['count'];
type Sender = Pick<StreamSpec, 'name' | 'recipient' | 'storm'>;

/** Who sends in these tests. */
export const SENDERS: readonly Sender[] = [
  { name: 'storm', recipient: 'Supplier', storm: true },
  { name: 'background', recipient: 'NetworkOperator' },
];

/** The traffic of a history all of whose Alerts were received. */
export function trafficIn(history: History, senders = SENDERS): Traffic {
  const { length, device, code, stream, header, plannedUs } = history;
  const inOrder = header.streams.map((name) => senders.find((sender) => sender.name === name)!);
  return trafficOf({ length, device, code, stream, timeUs: plannedUs }, inOrder);
}

/** The figures of these rows. */
export function measured(
  rows: readonly Row[],
  { senders = SENDERS, reading = 'delta' as Reading } = {},
): SweepFigures {
  const history = historyOf(rows, { mode: 'virtual' });
  return measureCell(history, trafficIn(history, senders), reading);
}

/** An Alert of the storm, let through at this second. */
export const heard = (second: number, row: Row = {}): Row => ({
  at: second * S,
  reason: 'below-threshold',
  ...row,
});

/** An Alert of the storm, discarded at this second. */
export const lost = (second: number, row: Row = {}): Row =>
  discarded({ at: second * S, reason: 'throttled', ...row });

/** An Alert of the storm, let through as a copy at this second. */
export const copy = (second: number, count: number, row: Row = {}): Row =>
  heard(second, { reason: 'forwarded-copy', seq: 1, count, ...row });

/** Makes an Alert one of the background: of another key, to another User. */
export const quiet = (row: Row): Row => ({ ...row, stream: 'background', code: '8F0A' });
