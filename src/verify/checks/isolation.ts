// A storm on one key must change nothing for its neighbours: other Alert Codes of the same Device, the same
// code of other Devices (SECMP0062 K3). A neighbour is a quiet key beside a storming one; whoever throttles
// by Device, by code, or by a key that two pairs share, loses or marks its Alerts.

import { wasLost } from '../delivered.ts';
import type { Claim, Finding, Proof } from '../finding.ts';
import { conclude, untimedDoubt } from '../finding.ts';
import { arrivalsOf } from '../key-index.ts';
import { TouchTally } from '../touch-tally.ts';
import type { Trace } from '../trace.ts';
import { isQuiet, mayStorm, storms } from '../trace.ts';
import { witness } from '../witness-rows.ts';
import { counted, formatCount, keyName, momentOf } from '../wording.ts';

const CLAIM: Claim = {
  id: 'isolation',
  requirement: 'SECMP0062-1 (K3)',
  bound:
    'a quiet key beside a storming one, of the same Device or Alert Code, loses nothing and carries no metadata',
};

/** Judges the quiet keys that share Device or Alert Code with a storm. Exercised: decided arrivals of those keys. */
export function checkIsolation(trace: Trace): Finding {
  const { index } = trace;
  const beside = stormPlaces(trace);
  const tally = new TouchTally(trace);
  let neighbours = 0;
  let leftOut = 0;
  for (let key = 0; key < index.keys; key++) {
    if (!beside(index.rows[index.starts[key]!]!)) continue;
    if (mayStorm(trace, key)) leftOut += arrivalsOf(index, key).length;
    if (!isQuiet(trace, key)) continue;
    neighbours++;
    tally.add(key);
  }
  const { decided: exercised, lost, marked, firstRow } = tally;
  return conclude(CLAIM, {
    measured:
      `${formatCount(lost + marked)} of ${counted(exercised, 'Alert')} lost or marked, ` +
      `of ${counted(neighbours, 'quiet key')} beside a storm`,
    exercised,
    leftOut,
    breach:
      firstRow < 0
        ? null
        : { reason: 'a storm on one key touched another', witness: convict(trace, firstRow) },
    doubt: untimedDoubt(trace),
    idle: 'no quiet key shares its Device or its Alert Code with a storm',
    holds: 'no storm touched a quiet key beside it',
  });
}

/** Tells of a row whether any key that storms is of the same Device or the same Alert Code. */
function stormPlaces(trace: Trace): (row: number) => boolean {
  const { history, index } = trace;
  const devices = new Uint8Array(history.deviceIds.length);
  const codes = new Uint8Array(0x1_0000);
  for (let key = 0; key < index.keys; key++) {
    if (!storms(trace, key)) continue;
    const row = index.rows[index.starts[key]!]!;
    devices[history.device[row]!] = 1;
    codes[history.code[row]!] = 1;
  }
  return (row) => devices[history.device[row]!] === 1 || codes[history.code[row]!] === 1;
}

/** The Alert of the storm beside it that came last before this row, else the first that came at all. */
function stormBeside(trace: Trace, row: number): number {
  const { history, index } = trace;
  let before = -1;
  let first = -1;
  for (let key = 0; key < index.keys; key++) {
    const rows = arrivalsOf(index, key);
    const sharesDevice = history.device[rows[0]!] === history.device[row];
    if (!(sharesDevice || history.code[rows[0]!] === history.code[row]) || !storms(trace, key)) continue;
    before = Math.max(before, rows.findLast((other) => other < row) ?? -1);
    if (first < 0 || rows[0]! < first) first = rows[0]!;
  }
  return before < 0 ? first : before;
}

function convict(trace: Trace, row: number): Proof {
  const { history, times } = trace;
  const storm = stormBeside(trace, row);
  const shared = history.device[storm] === history.device[row] ? 'Device' : 'Alert Code';
  const sentence =
    `${keyName(history, row)}: never above its threshold; yet the Alert received at ` +
    `${momentOf(times, row)} ${wasLost(history, row) ? 'was lost' : 'carries throttle metadata'}, ` +
    `while ${keyName(history, storm)} stormed, which shares its ${shared}`;
  return witness(history, sentence, [storm, row]);
}
