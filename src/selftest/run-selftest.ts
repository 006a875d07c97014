// Every planted fault in turn: run, judged, and the traffic cut down to the least that still convicts. The shipped
// throttle must then pass the same traffic. Virtual time; no file, no socket.

import type { CheckResult } from '../domain/verdict.ts';
import type { HistoryEntry } from '../ledger/history.ts';
import { createThrottle } from '../throttle/create-throttle.ts';
import { judge } from '../verify/judge.ts';
import { plantKeyGrowth } from './key-growth.ts';
import type { Mutant, MutantResult } from './mutant.ts';
import { CANARY } from './mutants/canary.ts';
import { CONTRACT_MUTANTS } from './mutants/contract.ts';
import { COUNTING_MUTANTS } from './mutants/counting.ts';
import { KEY_MUTANTS } from './mutants/keys.ts';
import { METADATA_MUTANTS } from './mutants/metadata.ts';
import { OUTSIDE_MUTANTS } from './mutants/outside.ts';
import { TIME_MUTANTS } from './mutants/time.ts';
import { type VirtualArrival, virtualRun } from './virtual-run.ts';

/** The result: passed when every mutant is caught, the shipped throttle is not, and the canary fails. */
export interface SelftestResult {
  readonly schemaVersion: 1;
  readonly passed: boolean;
  readonly mutants: readonly MutantResult[];
  /** A throttle that must fail. If it does not, the verifier convicts nobody, and every pass above is worthless. */
  readonly canary: { readonly failed: boolean };
}

/** Faults planted in virtual runs: F in the order of the catalogue of faults, P against the contract of a plug-in. */
export const MUTANTS: readonly Mutant[] = [
  ...COUNTING_MUTANTS,
  ...TIME_MUTANTS,
  ...KEY_MUTANTS,
  ...METADATA_MUTANTS,
  ...OUTSIDE_MUTANTS,
  ...CONTRACT_MUTANTS,
].sort((a, b) => a.id.localeCompare(b.id));

/** Plants every fault and says which were caught. */
export function runSelftest(): SelftestResult {
  const mutants = [...MUTANTS.map(plant), plantKeyGrowth()].sort((a, b) => a.id.localeCompare(b.id));
  const canary = { failed: judgeWith(CANARY, CANARY.traffic).verdict === 'fail' };
  const passed = canary.failed && mutants.every(({ caught, shippedPasses }) => caught && shippedPasses);
  return { schemaVersion: 1, passed, mutants, canary };
}

/** Plants one fault. */
export function plant(mutant: Mutant): MutantResult {
  const traffic = leastTraffic(mutant);
  const { checks } = judgeWith(mutant, traffic);
  const check = checks.find(({ id }) => id === mutant.caughtBy);
  return {
    id: mutant.id,
    fault: mutant.fault,
    caughtBy: mutant.caughtBy,
    caught: convicts(mutant, check),
    verdict: check?.verdict ?? 'no such check',
    convictedBy: checks.flatMap(({ id, verdict }) =>
      verdict === 'fail' || verdict === 'inconclusive' ? [id] : [],
    ),
    witness: check?.witness?.sentence ?? null,
    alerts: traffic.length,
    shippedPasses: passesShipped(mutant, traffic) && passesShipped(mutant, mutant.traffic),
  };
}

/** Leaves out every Alert without which the fault still shows. */
export function leastTraffic(mutant: Mutant): readonly VirtualArrival[] {
  let least = mutant.traffic;
  for (let at = least.length - 1; at >= 0; at--) {
    const fewer = least.toSpliced(at, 1);
    const check = judgeWith(mutant, fewer).checks.find(({ id }) => id === mutant.caughtBy);
    if (!convicts(mutant, check)) continue;
    least = fewer;
    at = least.length;
  }
  return least;
}

function convicts(mutant: Mutant, check: CheckResult<HistoryEntry> | undefined): boolean {
  if (check?.verdict !== mutant.verdict) return false;
  return mutant.verdict === 'inconclusive' || (check.witness?.entries.length ?? 0) > 0;
}

function judgeWith({ throttle, profile, rowFault }: Mutant, traffic: readonly VirtualArrival[]) {
  return judge(virtualRun(throttle, profile, traffic, rowFault), profile, { claims: [], expect: [] });
}

/** No check may speak against the shipped throttle. */
function passesShipped({ profile }: Mutant, traffic: readonly VirtualArrival[]): boolean {
  const { checks } = judge(virtualRun(createThrottle, profile, traffic), profile, { claims: [], expect: [] });
  return checks.every(({ verdict }) => verdict === 'pass' || verdict === 'not-exercised');
}
