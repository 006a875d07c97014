// Nothing appears, nothing vanishes (SECMP0062 K5, K15): every Alert received was either discarded by
// decision or given to its User, once, with its payload as it was sent. Blames nobody: an Alert lost behind
// the throttle shows here as well. One that was never decided stands in the balance under its own name. Of a User that
// was cut off or away, it says only that what was missed cannot be told from what was lost.

import type { History } from '../../ledger/history.ts';
import { OUTCOME } from '../../ledger/history.ts';
import type { ReceivedHistory } from '../../ledger/receipt.ts';
import { addTallies, breachAt, type Check, type Tally } from '../check.ts';
import { isUndecided } from '../delivered.ts';
import type { Claim, Finding, Proof } from '../finding.ts';
import { notExercised } from '../finding.ts';
import { sameKey } from '../key-index.ts';
import type { Part } from '../part.ts';
import type { Trace } from '../trace.ts';
import { witness } from '../witness-rows.ts';
import { counted, formatCount, keyName, momentOf } from '../wording.ts';

const CLAIM: Claim = {
  id: 'conservation',
  requirement: 'SECMP0062-1 (K5, K15)',
  bound: 'received = delivered + discarded, each at most once, payload unchanged',
};

const BREACHES = {
  missing: 'was let through but never given to the User',
  repeated: 'was given to the User more than once',
  resurrected: 'was discarded and yet given to the User',
  smuggled: 'was never let through and yet given to the User',
  altered: 'was given to the User with another payload',
  unreceived: 'was given to the User but never received by the throttle',
  unplanned: 'was given to the User, and nobody planned it',
} as const;

type Breach = keyof typeof BREACHES;

type Balance = Record<'received' | 'delivered' | 'discarded' | 'missing' | 'undecided' | 'extra', number>;

type Counts = Tally<keyof Balance | 'breaches' | 'unseen' | 'missed'>;

/** Judges the balance of a History. Exercised: received Alerts. */
export const CONSERVATION: Check<Counts> = { examine, add: addTallies, conclude };

function examine({ trace }: Part): Counts {
  const { balance, firstRow, ...found } = tally(trace);
  const counts = { ...balance, ...found };
  if (firstRow < 0) return { counts, breach: null };
  const breach = breachIn(trace, firstRow)!;
  const reason = `an Alert ${BREACHES[breach]}`;
  return { counts, breach: breachAt(trace, firstRow, reason, convict(trace, firstRow, breach)) };
}

function tally(trace: Trace) {
  const { history } = trace;
  const sum = { balance: emptyBalance(), breaches: 0, unseen: 0, missed: 0, firstRow: -1 };
  const away = someUserWasAway(history);
  for (let row = 0; row < history.length; row++) {
    addRow(sum.balance, trace, row);
    if (payloadUnseen(history, row)) sum.unseen++;
    const breach = breachIn(trace, row);
    if (breach === null) continue;
    if (breach === 'missing' && away) {
      sum.missed++;
      continue;
    }
    sum.breaches++;
    if (sum.firstRow < 0) sum.firstRow = row;
  }
  return sum;
}

function conclude({ counts, breach }: Counts): Finding {
  const { received: exercised, breaches, unseen, missed } = counts;
  const balance = inWords(counts);
  const measured = breaches === 0 ? balance : `${balance}; ${counted(breaches, 'Alert')} out of balance`;
  if (breach) {
    const { reason, witness: proof } = breach;
    return { ...CLAIM, verdict: 'fail', reason, measured, exercised, witness: proof };
  }
  if (exercised === 0) return notExercised(CLAIM, 'no Alert was received');
  const doubt = doubtOf(unseen, missed);
  if (doubt !== null) {
    return { ...CLAIM, verdict: 'inconclusive', reason: doubt, measured, exercised, witness: null };
  }
  const reason = 'every Alert received is accounted for';
  return { ...CLAIM, verdict: 'pass', reason, measured, exercised, witness: null };
}

/** Why nothing can be said, although nothing convicts; null when everything can. */
function doubtOf(unseen: number, missed: number): string | null {
  if (missed > 0) {
    const never = `${counted(missed, 'Alert')} let through were never given to the User`;
    return `a User read too slowly and was cut off, or lost its connection, and ${never}`;
  }
  if (unseen === 0) return null;
  return `the payload of ${counted(unseen, 'delivered Alert')} is not on record, so it cannot be compared`;
}

/** What such a User was to be given is missing by the harness' doing, and which Users that were is not on record. */
function someUserWasAway({ header: { refused } }: History): boolean {
  return (refused['slow-user'] ?? 0) + (refused['lost-user'] ?? 0) > 0;
}

function breachIn(run: ReceivedHistory, row: number): Breach | null {
  const { history } = run;
  const copies = history.copies[row]!;
  const outcome = history.outcome[row]!;
  if (copies === 0) return isReceived(run, row) && outcome === OUTCOME.deliver ? 'missing' : null;
  if (!isReceived(run, row)) return history.id[row]! < 0 ? 'unplanned' : 'unreceived';
  if (outcome === OUTCOME.discard) return 'resurrected';
  if (isUndecided(history, row)) return 'smuggled';
  if (copies > 1) return 'repeated';
  return !payloadUnseen(history, row) && history.payloadCrc[row] !== history.deliveredCrc[row]
    ? 'altered'
    : null;
}

function payloadUnseen(history: History, row: number): boolean {
  if (history.copies[row] === 0) return false;
  return Number.isNaN(history.payloadCrc[row]!) || Number.isNaN(history.deliveredCrc[row]!);
}

function isReceived({ receipt }: ReceivedHistory, row: number): boolean {
  return !Number.isNaN(receipt.earliestUs[row]!);
}

/** The sum that must come out, of no row yet. */
function emptyBalance(): Balance {
  return { received: 0, delivered: 0, discarded: 0, missing: 0, undecided: 0, extra: 0 };
}

/** Adds a row to the sum; an Alert never seen again counts as discarded. */
function addRow(sum: Balance, run: ReceivedHistory, row: number): void {
  const { history } = run;
  const copies = history.copies[row]!;
  if (!isReceived(run, row)) {
    sum.extra += copies;
    return;
  }
  sum.received++;
  if (copies > 0) sum.delivered++;
  else if (history.outcome[row] === OUTCOME.deliver) sum.missing++;
  else if (isUndecided(history, row)) sum.undecided++;
  else sum.discarded++;
  if (copies > 1) sum.extra += copies - 1;
}

/** The sum over all rows of the key that a row has. */
function balanceOfKey(run: ReceivedHistory, like: number): Balance {
  const sum = emptyBalance();
  for (let row = 0; row < run.history.length; row++) {
    if (sameKey(run.history, like, row)) addRow(sum, run, row);
  }
  return sum;
}

function inWords({ received, delivered, discarded, missing, ...sum }: Balance): string {
  const undecided = sum.undecided === 0 ? '' : ` + ${formatCount(sum.undecided)} undecided`;
  const extra = sum.extra === 0 ? '' : `, and ${formatCount(sum.extra)} given besides`;
  return (
    `${formatCount(received)} received = ${formatCount(delivered)} delivered + ` +
    `${formatCount(discarded)} discarded + ${formatCount(missing)} missing${undecided}${extra}`
  );
}

function convict(run: ReceivedHistory, row: number, breach: Breach): Proof {
  const { history, receipt } = run;
  const id = history.id[row]!;
  const which = id < 0 ? 'an Alert' : `Alert number ${id}`;
  const when = isReceived(run, row) ? ` received at ${momentOf(receipt, row)}` : '';
  const text = inWords(balanceOfKey(run, row));
  const sentence = `${keyName(history, row)}: ${which}${when} ${BREACHES[breach]}; for this key ${text}`;
  return witness(history, sentence, [row]);
}
