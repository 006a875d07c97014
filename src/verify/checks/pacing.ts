// Did the harness really do what the scenario asked: every planned Alert sent, on time, and received at the
// gate with the quality of service asked for? It judges the harness, so it never fails: a harness that could
// not deliver its load has learnt nothing about the throttle.

import { PACING } from '../../domain/check-id.ts';
import { LATE_AFTER_MS, LATE_SHARE } from '../../domain/limits.ts';
import type { History, HistoryHeader } from '../../ledger/history.ts';
import type { ReceivedHistory } from '../../ledger/receipt.ts';
import { addCounts, type Check, earlier } from '../check.ts';
import type { Claim, Finding, Proof } from '../finding.ts';
import { notExercised } from '../finding.ts';
import { firstRowsOfPlan } from '../plan-rows.ts';
import type { Trace } from '../trace.ts';
import { witness } from '../witness-rows.ts';
import { counted, formatCount, keyName } from '../wording.ts';

/** Judges whether the plan was carried out. Exercised: planned Alerts. */
export const PACING_CHECK: Check<Facts> = { examine: ({ trace }) => gather(trace), add: together, conclude };

function conclude(facts: Facts): Finding {
  const { header } = facts;
  const claim: Claim = {
    id: PACING,
    requirement: 'harness',
    bound:
      `every planned Alert sent and received with QoS ${header.qos}, ` +
      `at most ${LATE_SHARE * 100}% of them more than ${LATE_AFTER_MS}ms off their planned moment`,
  };
  if (header.planned === 0) return notExercised(claim, 'nothing was planned');
  const { reasons, shown } = doubts(facts);
  if (header.mode === 'virtual' && reasons.length === 0) {
    return notExercised(claim, 'nothing is sent in virtual time: every Alert is on plan by construction');
  }
  return {
    ...claim,
    verdict: reasons.length === 0 ? 'pass' : 'inconclusive',
    reason: reasons.length === 0 ? 'the plan was sent on time and arrived' : reasons.join('; '),
    measured: measure(facts),
    exercised: header.planned,
    witness: shown?.witness ?? null,
  };
}

/** What the harness did, and the first row that shows what it did not. */
interface Facts {
  readonly header: HistoryHeader;
  readonly counts: Counts;
  readonly unsent: Shown | null;
  readonly lost: Shown | null;
  readonly stranger: Shown | null;
  readonly worst: (Shown & { readonly offMs: number }) | null;
}

type Counts = Readonly<
  Record<'planned' | 'sent' | 'arrivals' | 'redelivered' | 'lost' | 'untimely' | 'strangers', number>
>;

/** A row, by the number of its arrival, and what is to be said of it. */
interface Shown {
  readonly at: number;
  readonly witness: Proof;
}

function gather(trace: Trace): Facts {
  const { history } = trace;
  const { counts, rows, worstMs } = tally(trace);
  const shown = (row: number): Shown | null =>
    row < 0 ? null : { at: trace.numberOf(row), witness: witness(history, describe(trace, row), [row]) };
  const worst = shown(rows.worst);
  return {
    header: history.header,
    counts,
    unsent: shown(rows.unsent),
    lost: shown(rows.lost),
    stranger: shown(rows.stranger),
    worst: worst && { ...worst, offMs: worstMs },
  };
}

function tally({ history, receipt }: Trace) {
  const counts = { planned: 0, sent: 0, arrivals: 0, redelivered: 0, lost: 0, untimely: 0, strangers: 0 };
  const rows = { unsent: -1, lost: -1, stranger: -1, worst: -1 };
  let worstMs = 0;
  const first = firstRowsOfPlan(history);
  for (let row = 0; row < history.length; row++) {
    const received = !Number.isNaN(receipt.earliestUs[row]!);
    if (received) counts.arrivals++;
    if (first[row] !== 1) {
      if (!received) continue;
      if (history.id[row]! >= 0) counts.redelivered++;
      else if (counts.strangers++ === 0) rows.stranger = row;
      continue;
    }
    counts.planned++;
    if (Number.isNaN(history.sentUs[row]!)) {
      if (rows.unsent < 0) rows.unsent = row;
      continue;
    }
    counts.sent++;
    if (!received && counts.lost++ === 0) rows.lost = row;
    const offMs = Math.abs(latenessMs(history, row));
    if (offMs > LATE_AFTER_MS) counts.untimely++;
    if (rows.worst < 0 || offMs > worstMs) {
      rows.worst = row;
      worstMs = offMs;
    }
  }
  return { counts, rows, worstMs };
}

function together(one: Facts, other: Facts): Facts {
  const worse = (other.worst?.offMs ?? -1) > (one.worst?.offMs ?? -1) ? other.worst : one.worst;
  return {
    header: one.header,
    counts: addCounts(one.counts, other.counts),
    unsent: earlier(one.unsent, other.unsent),
    lost: earlier(one.lost, other.lost),
    stranger: earlier(one.stranger, other.stranger),
    worst: worse,
  };
}

/** What keeps the harness from being believed, and the row that shows it best; null when no one row does. */
function doubts(facts: Facts): { reasons: string[]; shown: Shown | null } {
  const { header, counts } = facts;
  const reasons: string[] = [];
  let shown: Shown | null = null;
  const doubt = (reason: string, by: Shown | null): void => {
    reasons.push(reason);
    shown ??= by;
  };
  if (header.interrupted) doubt('the run was stopped before its plan was through', null);
  const absent = header.planned - counts.planned;
  if (absent > 0) doubt(`${counted(absent, 'planned Alert')} left no trace in the history`, null);
  const unsent = counts.planned - counts.sent;
  if (unsent > 0) doubt(`${counted(unsent, 'planned Alert')} not on record as sent`, facts.unsent);
  const lost = header.blackBox ? 'sent without a sign of receipt' : 'sent and lost before the gate';
  if (counts.lost > 0) doubt(`${counted(counts.lost, 'Alert')} ${lost}`, facts.lost);
  if (!header.blackBox && (header.receivedByQos[header.qos] !== counts.arrivals || otherQos(header) > 0)) {
    doubt(
      `arrivals by QoS 0, 1, 2 were ${header.receivedByQos.join(', ')}; QoS ${header.qos} was asked for`,
      null,
    );
  }
  if (counts.untimely > counts.sent * LATE_SHARE) {
    doubt(`${counted(counts.untimely, 'Alert')} sent more than ${LATE_AFTER_MS}ms off plan`, facts.worst);
  }
  if (counts.strangers > 0) {
    doubt(`${counted(counts.strangers, 'Alert')} arrived that nobody planned`, facts.stranger);
  }
  return { reasons, shown };
}

function otherQos({ receivedByQos, qos }: HistoryHeader): number {
  return receivedByQos.reduce((sum, count, level) => (level === qos ? sum : sum + count), 0);
}

/** How long after its planned moment an Alert was sent, in wall milliseconds; negative when early. */
function latenessMs(history: History, row: number): number {
  return (history.sentUs[row]! - history.plannedUs[row]!) / history.header.timeScale / 1_000;
}

function measure({ header, counts, worst }: Facts): string {
  const refused = Object.entries(header.refused).map(([why, n]) => `${formatCount(n)} refused (${why})`);
  return [
    `${formatCount(header.planned)} planned`,
    `${formatCount(counts.sent)} sent`,
    `${formatCount(counts.arrivals)} received`,
    ...(counts.redelivered > 0 ? [`${formatCount(counts.redelivered)} of them redelivered`] : []),
    ...refused,
    `${formatCount(counts.untimely)} off plan, the worst by ${(worst?.offMs ?? 0).toFixed(1)}ms`,
  ].join(', ');
}

function describe({ history, receipt }: ReceivedHistory, row: number): string {
  const id = history.id[row]!;
  const key = keyName(history, row);
  if (id < 0) return `${key}: an Alert arrived that nobody planned`;
  const name = `${key}: Alert number ${id}`;
  if (Number.isNaN(history.sentUs[row]!)) return `${name} was planned and is not on record as sent`;
  if (Number.isNaN(receipt.earliestUs[row]!)) return `${name} was sent and never received at the gate`;
  const ms = latenessMs(history, row);
  return `${name} was sent ${Math.abs(ms).toFixed(1)}ms ${ms < 0 ? 'before' : 'after'} its planned moment`;
}
