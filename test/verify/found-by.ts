// One check, or the reference model, on a History that is there as a whole: what tests of a single one ask for.

import type { History } from '../../src/ledger/history.ts';
import type { Profile } from '../../src/throttle/profile.ts';
import type { Check } from '../../src/verify/check.ts';
import type { Finding } from '../../src/verify/finding.ts';
import { partsOf } from '../../src/verify/parts-of.ts';
import { numbered, replayKeys } from '../../src/verify/reference-model.ts';
import type { Replay } from '../../src/verify/replay.ts';
import { inOnePart } from '../../src/verify/run-in-parts.ts';
import { idAfter } from '../../src/verify/sequence-ids.ts';
import { readTrace, type Trace } from '../../src/verify/trace.ts';
import { profileOf } from './profile-of.ts';

/** What a check finds. */
export function foundBy<T>(check: Check<T>, history: History, profile: Profile = profileOf()): Finding {
  const [part] = [...partsOf(inOnePart(history), profile)];
  return check.conclude(check.examine(part!));
}

/** A History as checks and model read it. */
export function traceOf(history: History, profile: Profile = profileOf()): Trace {
  const [part] = [...inOnePart(history).read()];
  return readTrace(part!, profile);
}

/** What the reference model expects, its sequence ids numbered from `firstId`. */
export function replay(trace: Trace, firstId = 1): Replay {
  let others = firstId - 1;
  return numbered(trace, replayKeys(trace), () => idAfter(others++));
}
