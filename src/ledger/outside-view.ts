// What somebody who cannot see into the throttle would have on record of the same run: what was sent and when,
// what was acknowledged, what the Users were given. Takes away, and adds nothing.
//
// All sendings of an Alert have the same bytes, so which of them a delivery came from cannot be told either: the first
// delivery counts for the first sending, and so on. A connection keeps order, so none was received later than that.

import type { History, HistoryEntry } from './history.ts';
import { entryAt, HistoryBuilder } from './history-builder.ts';

/**
 * The History of a run, seen from outside: one row per planned Alert in the order of sending, then those never sent,
 * then deliveries that nobody planned.
 * @param slackUs see {@link BlackBox}
 */
export function seenFromOutside(history: History, slackUs: number): History {
  const header = { ...history.header, receivedByQos: [0, 0, 0] as const, blackBox: { slackUs } };
  const builder = new HistoryBuilder(header, history.length);
  const sent = rowsSent(history);
  const given = deliveriesInTurn(history, sent);
  sent.sort((one, other) => sentAt(history, one) - sentAt(history, other) || idOrder(history, one, other));
  for (const row of sent) {
    const id = history.id[row]!;
    const delivery = given.row[id]! < 0 ? null : entryAt(history, given.row[id]!);
    builder.add(outside(entryAt(history, row), delivery, given.copies[id]!));
  }
  for (let row = 0; row < history.length; row++) {
    if (history.id[row]! >= 0 || history.copies[row] === 0) continue;
    const entry = entryAt(history, row);
    builder.add(outside(entry, entry, entry.copies));
  }
  return builder.build();
}

/** Of each planned Alert the first row: what MQTT delivered again was sent once. */
function rowsSent(history: History): Uint32Array {
  const seen = new Uint8Array(history.header.planned);
  const rows = new Uint32Array(history.header.planned);
  let count = 0;
  for (let row = 0; row < history.length; row++) {
    const id = history.id[row]!;
    if (id < 0 || seen[id] === 1) continue;
    seen[id] = 1;
    rows[count++] = row;
  }
  return rows.slice(0, count);
}

/** By plan id, the row whose delivery counts for it, -1 for none, and how many deliveries count for it. */
interface Given {
  readonly row: Int32Array;
  readonly copies: Uint32Array;
}

/** Hands the deliveries of each Alert to its sendings in turn, none to one that was sent later. */
function deliveriesInTurn(history: History, sent: Uint32Array): Given {
  const planned = history.header.planned;
  const given = { row: new Int32Array(planned).fill(-1), copies: new Uint32Array(planned) };
  const sendings = sent.toSorted(
    (one, other) =>
      alertOrder(history, one, other) ||
      sentAt(history, one) - sentAt(history, other) ||
      idOrder(history, one, other),
  );
  const sendingOf = sendingsById(history, sent);
  const deliveries = rowsGiven(history, sendingOf);
  let at = 0;
  for (let first = 0, end = 0; first < sendings.length; first = end) {
    while (end < sendings.length && alertOrder(history, sendings[first]!, sendings[end]!) === 0) end++;
    let taken = first;
    for (; at < deliveries.length; at++) {
      const row = deliveries[at]!;
      if (alertOrder(history, sendings[first]!, sendingOf[history.id[row]!]!) !== 0) break;
      let left = history.copies[row]!;
      for (; left > 0 && taken < end; left--, taken++) {
        const sending = sendings[taken]!;
        if (taken > first && !(history.sentUs[sending]! <= history.deliveredUs[row]!)) break;
        given.row[history.id[sending]!] = row;
        given.copies[history.id[sending]!] = 1;
      }
      given.copies[history.id[sendings[taken - 1]!]!]! += left;
    }
  }
  return given;
}

function sendingsById(history: History, sent: Uint32Array): Uint32Array {
  const rows = new Uint32Array(history.header.planned);
  for (const row of sent) rows[history.id[row]!] = row;
  return rows;
}

/** Rows of planned Alerts that a User was given, Alert by Alert in the order in which they were. */
function rowsGiven(history: History, sendingOf: Uint32Array): Uint32Array {
  const sending = (row: number): number => sendingOf[history.id[row]!]!;
  const rows = new Uint32Array(history.length);
  let count = 0;
  for (let row = 0; row < history.length; row++) {
    if (history.id[row]! >= 0 && history.copies[row]! > 0) rows[count++] = row;
  }
  return rows
    .subarray(0, count)
    .sort(
      (one, other) =>
        alertOrder(history, sending(one), sending(other)) ||
        history.deliveredUs[one]! - history.deliveredUs[other]! ||
        one - other,
    );
}

/** 0 for two sendings of the same Alert. */
function alertOrder({ device, code, counter }: History, one: number, other: number): number {
  return device[one]! - device[other]! || code[one]! - code[other]! || counter[one]! - counter[other]!;
}

function idOrder({ id }: History, one: number, other: number): number {
  return id[one]! - id[other]!;
}

/** What was never sent comes last. */
function sentAt({ sentUs }: History, row: number): number {
  return Number.isNaN(sentUs[row]!) ? Number.MAX_VALUE : sentUs[row]!;
}

/** A row without what the throttle saw and said, and with this delivery. */
function outside(
  { fault: _, ...entry }: HistoryEntry,
  delivery: HistoryEntry | null,
  copies: number,
): HistoryEntry {
  return {
    ...entry,
    received: null,
    outcome: null,
    reason: null,
    copies,
    delivered: delivery?.delivered ?? null,
    seq: delivery?.seq ?? null,
    count: delivery?.count ?? null,
    deliveredPayload: delivery?.deliveredPayload ?? null,
  };
}
