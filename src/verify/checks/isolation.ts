// A storm on one key must change nothing for its neighbours: other Alert Codes of the same Device, the same
// code of other Devices (SECMP0062 K3). A neighbour is a quiet key beside a storming one; whoever throttles
// by Device, by code, or by a key that two pairs share, loses or marks its Alerts.

import { addTallies, breachAt, type Check, type Tally } from '../check.ts';
import { wasLost } from '../delivered.ts';
import type { Claim, Finding, Proof } from '../finding.ts';
import { conclude, untimedDoubt } from '../finding.ts';
import { arrivalCount, arrivalsOf } from '../key-index.ts';
import type { Part } from '../part.ts';
import type { RunFacts } from '../run-facts.ts';
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

type Counts = Tally<'decided' | 'lost' | 'marked' | 'neighbours' | 'leftOut' | 'untimed'>;

/** Judges the quiet keys that share Device or Alert Code with a storm. Exercised: decided arrivals of those keys. */
export const ISOLATION: Check<Counts> = { examine, add: addTallies, conclude: conclusion };

function examine({ trace, run }: Part): Counts {
  const { index, untimed } = trace;
  const stormingDevices = stormingDevicesOf(trace);
  const tally = new TouchTally(trace);
  let neighbours = 0;
  let leftOut = 0;
  for (let key = 0; key < index.keys; key++) {
    const mayBeNeighbour = isQuiet(trace, key) || mayStorm(trace, key);
    if (!mayBeNeighbour) continue;
    if (stormingDevices[index.devices[key]!] === 0 && !run.stormOfCode.has(index.codes[key]!)) continue;
    if (mayStorm(trace, key)) {
      leftOut += arrivalCount(index, key);
      continue;
    }
    neighbours++;
    tally.add(key);
  }
  const { decided, lost, marked, firstRow } = tally;
  const reason = 'a storm on one key touched another';
  const breach = firstRow < 0 ? null : breachAt(trace, firstRow, reason, convict(trace, run, firstRow));
  return { counts: { decided, lost, marked, neighbours, leftOut, untimed }, breach };
}

function conclusion({ counts, breach }: Counts): Finding {
  const { decided, lost, marked, neighbours, leftOut, untimed } = counts;
  return conclude(CLAIM, {
    measured:
      `${formatCount(lost + marked)} of ${counted(decided, 'Alert')} lost or marked, ` +
      `of ${counted(neighbours, 'quiet key')} beside a storm`,
    exercised: decided,
    leftOut,
    breach,
    doubt: untimedDoubt(untimed),
    idle: 'no quiet key shares its Device or its Alert Code with a storm',
    holds: 'no storm touched a quiet key beside it',
  });
}

/** Marks, with 1, the Devices of which any key storms: all keys of a Device are in one part. */
function stormingDevicesOf(trace: Trace): Uint8Array {
  const { history, index } = trace;
  const devices = new Uint8Array(history.deviceIds.length);
  for (let key = 0; key < index.keys; key++) {
    if (storms(trace, key)) devices[index.devices[key]!] = 1;
  }
  return devices;
}

/** The Alert of the storm beside it that came last before this row, else the first that came at all; -1 for none. */
function stormBeside(trace: Trace, row: number): number {
  const { history, index } = trace;
  let before = -1;
  let first = -1;
  for (let key = 0; key < index.keys; key++) {
    const sharesDevice = index.devices[key] === history.device[row];
    if (!(sharesDevice || index.codes[key] === history.code[row]) || !storms(trace, key)) continue;
    const rows = arrivalsOf(index, key);
    before = Math.max(before, rows.findLast((other) => other < row) ?? -1);
    if (first < 0 || rows[0]! < first) first = rows[0]!;
  }
  return before < 0 ? first : before;
}

function convict(trace: Trace, { stormOfCode }: RunFacts, row: number): Proof {
  const { history, times } = trace;
  const beside = stormBeside(trace, row);
  const shared = beside >= 0 && history.device[beside] === history.device[row] ? 'Device' : 'Alert Code';
  const elsewhere = beside < 0 ? stormOfCode.get(history.code[row]!)! : null;
  const sentence =
    `${keyName(history, row)}: never above its threshold; yet the Alert received at ` +
    `${momentOf(times, row)} ${wasLost(history, row) ? 'was lost' : 'carries throttle metadata'}, ` +
    `while ${elsewhere?.name ?? keyName(history, beside)} stormed, which shares its ${shared}`;
  const proof = witness(history, sentence, [beside, row]);
  return elsewhere === null ? proof : { ...proof, entries: [elsewhere.first, ...proof.entries] };
}
