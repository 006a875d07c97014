// Did the harness really do what the scenario asked: every planned Alert sent, on time, and received at the
// gate with the quality of service asked for? It judges the harness, so it never fails: a harness that could
// not deliver its load has learnt nothing about the throttle.

import { PACING } from '../../domain/check-id.ts';
import { LATE_AFTER_MS, LATE_SHARE } from '../../domain/limits.ts';
import type { History } from '../../ledger/history.ts';
import { type ReceivedHistory, receiptOf } from '../../ledger/receipt.ts';
import type { Claim, Finding } from '../finding.ts';
import { notExercised } from '../finding.ts';
import { firstRowsOfPlan } from '../plan-rows.ts';
import { witness } from '../witness-rows.ts';
import { counted, formatCount, keyName } from '../wording.ts';

/** Judges whether the plan was carried out. Exercised: planned Alerts. */
export function checkPacing(history: History, receipt = receiptOf(history)): Finding {
  const run = { history, receipt };
  const { header } = history;
  const claim: Claim = {
    id: PACING,
    requirement: 'harness',
    bound:
      `every planned Alert sent and received with QoS ${header.qos}, ` +
      `at most ${LATE_SHARE * 100}% of them more than ${LATE_AFTER_MS}ms off their planned moment`,
  };
  if (header.planned === 0) return notExercised(claim, 'nothing was planned');
  const facts = gather(run);
  const { reasons, row } = doubts(history, facts);
  if (header.mode === 'virtual' && reasons.length === 0) {
    return notExercised(claim, 'nothing is sent in virtual time: every Alert is on plan by construction');
  }
  return {
    ...claim,
    verdict: reasons.length === 0 ? 'pass' : 'inconclusive',
    reason: reasons.length === 0 ? 'the plan was sent on time and arrived' : reasons.join('; '),
    measured: measure(history, facts),
    exercised: header.planned,
    witness: row < 0 ? null : witness(history, describe(run, row), [row]),
  };
}

type Facts = ReturnType<typeof gather>;

function gather({ history, receipt }: ReceivedHistory) {
  const facts = {
    planned: 0,
    sent: 0,
    arrivals: 0,
    redelivered: 0,
    firstUnsent: -1,
    lost: 0,
    firstLost: -1,
    untimely: 0,
    worstRow: -1,
    worstMs: 0,
    strangers: 0,
    firstStranger: -1,
  };
  const first = firstRowsOfPlan(history);
  for (let row = 0; row < history.length; row++) {
    const received = !Number.isNaN(receipt.earliestUs[row]!);
    if (received) facts.arrivals++;
    if (first[row] !== 1) {
      if (!received) continue;
      if (history.id[row]! >= 0) facts.redelivered++;
      else if (facts.strangers++ === 0) facts.firstStranger = row;
      continue;
    }
    facts.planned++;
    if (Number.isNaN(history.sentUs[row]!)) {
      if (facts.firstUnsent < 0) facts.firstUnsent = row;
      continue;
    }
    facts.sent++;
    if (!received && facts.lost++ === 0) facts.firstLost = row;
    const offMs = Math.abs(latenessMs(history, row));
    if (offMs > LATE_AFTER_MS) facts.untimely++;
    if (facts.worstRow < 0 || offMs > facts.worstMs) {
      facts.worstRow = row;
      facts.worstMs = offMs;
    }
  }
  return facts;
}

/** What keeps the harness from being believed, and the row that shows it best; -1 when no one row does. */
function doubts(history: History, facts: Facts): { reasons: string[]; row: number } {
  const { header } = history;
  const reasons: string[] = [];
  let shown = -1;
  const doubt = (reason: string, row: number): void => {
    reasons.push(reason);
    if (shown < 0) shown = row;
  };
  if (header.interrupted) doubt('the run was stopped before its plan was through', -1);
  const absent = header.planned - facts.planned;
  if (absent > 0) doubt(`${counted(absent, 'planned Alert')} left no trace in the history`, -1);
  const unsent = facts.planned - facts.sent;
  if (unsent > 0) doubt(`${counted(unsent, 'planned Alert')} not on record as sent`, facts.firstUnsent);
  const lost = header.blackBox ? 'sent without a sign of receipt' : 'sent and lost before the gate';
  if (facts.lost > 0) doubt(`${counted(facts.lost, 'Alert')} ${lost}`, facts.firstLost);
  if (!header.blackBox && (header.receivedByQos[header.qos] !== facts.arrivals || otherQos(history) > 0)) {
    doubt(
      `arrivals by QoS 0, 1, 2 were ${header.receivedByQos.join(', ')}; QoS ${header.qos} was asked for`,
      -1,
    );
  }
  if (facts.untimely > facts.sent * LATE_SHARE) {
    doubt(`${counted(facts.untimely, 'Alert')} sent more than ${LATE_AFTER_MS}ms off plan`, facts.worstRow);
  }
  if (facts.strangers > 0) {
    doubt(`${counted(facts.strangers, 'Alert')} arrived that nobody planned`, facts.firstStranger);
  }
  return { reasons, row: shown };
}

function otherQos(history: History): number {
  const { receivedByQos, qos } = history.header;
  return receivedByQos.reduce((sum, count, level) => (level === qos ? sum : sum + count), 0);
}

/** How long after its planned moment an Alert was sent, in wall milliseconds; negative when early. */
function latenessMs(history: History, row: number): number {
  return (history.sentUs[row]! - history.plannedUs[row]!) / history.header.timeScale / 1_000;
}

function measure(history: History, facts: Facts): string {
  const refused = Object.entries(history.header.refused).map(
    ([why, n]) => `${formatCount(n)} refused (${why})`,
  );
  return [
    `${formatCount(history.header.planned)} planned`,
    `${formatCount(facts.sent)} sent`,
    `${formatCount(facts.arrivals)} received`,
    ...(facts.redelivered > 0 ? [`${formatCount(facts.redelivered)} of them redelivered`] : []),
    ...refused,
    `${formatCount(facts.untimely)} off plan, the worst by ${facts.worstMs.toFixed(1)}ms`,
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
