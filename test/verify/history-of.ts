// Hand-written histories: partial rows in, a History out. A row says only what its test is about; the rest
// is an Alert that was planned, sent, received, let through and given to its User, all at one moment.

import type { History, HistoryEntry, HistoryHeader } from '../../src/ledger/history.ts';
import { HistoryBuilder } from '../../src/ledger/history-builder.ts';

/** Any part of a row; `at` is the moment it was planned, sent and received, in microseconds. */
export type Row = Partial<HistoryEntry> & { readonly at?: number };

const PAYLOAD = 'cafe0001';

/** One Alert that the throttle discarded. */
export const discarded = (row: Row = {}): Row => ({ outcome: 'discard', ...row });

/** A resource of which nothing was ever short. */
const IDLE = { bound: 0.7, mean: 0.1, peak: 0.2, strained: [] } as const;

/** Builds a History from rows; the header is that of a flawless QoS 1 run unless it says otherwise. */
export function historyOf(rows: readonly Row[], header: Partial<HistoryHeader> = {}): History {
  const entries = rows.map(entryOf);
  const builder = new HistoryBuilder({
    history: 1,
    scenario: 'hand-written',
    planHash: 'none',
    seed: 1,
    mode: 'mqtt',
    timeScale: 1,
    qos: 1,
    planned: new Set(entries.flatMap(({ id }) => (id === null ? [] : [id]))).size,
    streams: ['storm', 'background'],
    receivedByQos: [0, entries.filter(({ received }) => received !== null).length, 0],
    refused: {},
    interrupted: false,
    health: [{ ...IDLE, resource: 'thread', thread: 'broker', side: 'broker' }],
    ...header,
  });
  for (const entry of entries) builder.add(entry);
  return builder.build();
}

function entryOf({ at = 0, ...row }: Row, index: number): HistoryEntry {
  const received = row.received === undefined ? at : row.received;
  const outcome = row.outcome === undefined ? (received === null ? null : 'deliver') : row.outcome;
  const copies = row.copies ?? (outcome === 'deliver' ? 1 : 0);
  return {
    id: index,
    device: '02-53-50-02-00-00-00-00',
    code: '81C3',
    counter: index,
    stream: 'storm',
    planned: at,
    sent: at,
    timestamp: at,
    reason: null,
    delivered: copies > 0 ? (received ?? at) : null,
    seq: null,
    count: null,
    payload: PAYLOAD,
    deliveredPayload: copies > 0 ? PAYLOAD : null,
    ...row,
    received,
    outcome,
    copies,
  };
}
