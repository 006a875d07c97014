// What a planted fault is: the shipped throttle with one thing wrong, traffic that shows it, and the check that
// must convict it. Says what to plant; planting and judging happen elsewhere.

import type { Profile } from '../throttle/profile.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';
import type { RowFault, VirtualArrival } from './virtual-run.ts';

/** One planted fault. */
export interface Mutant {
  /** Id in the catalogue of faults, with a letter where one fault is planted in several ways. */
  readonly id: string;
  /** What is wrong, in a sentence. */
  readonly fault: string;
  readonly profile: Profile;
  readonly traffic: readonly VirtualArrival[];
  /** The faulty throttle; the shipped one where the fault lies outside the throttle. */
  readonly throttle: ThrottleFactory;
  /** The fault outside the throttle, if that is where it lies. */
  readonly rowFault?: RowFault;
  /** The check that must convict. */
  readonly caughtBy: string;
  /** What that check must say. The harness checks never say fail. */
  readonly verdict: 'fail' | 'inconclusive';
}

/** What came of one mutant. */
export interface MutantResult {
  readonly id: string;
  readonly fault: string;
  readonly caughtBy: string;
  /** The check that had to convict did, with a witness. */
  readonly caught: boolean;
  /** What the check said of the mutant. */
  readonly verdict: string;
  /** Every check that spoke against the mutant. */
  readonly convictedBy: readonly string[];
  readonly witness: string | null;
  /** Alerts it takes to show the fault, after cutting the traffic down. */
  readonly alerts: number;
  /** The shipped throttle passes the same traffic, with the same check exercised on the whole of it. */
  readonly shippedPasses: boolean;
}
