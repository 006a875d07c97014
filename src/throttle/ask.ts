// One question to a throttle in, what came of it out: its decision, or what it did instead. Whatever a throttle does,
// asking it never throws; so the Alert it choked on stands in the history, and the storm goes on.

import type { Arrival, Decision, Throttle } from './throttle.ts';
import { ThrottleFault, threw } from './throttle-fault.ts';

/** No decision on an Alert; the reason says why in a word. The fault is there when the throttle was asked. */
export interface NoDecision {
  readonly outcome: null;
  readonly reason: string;
  readonly fault?: string;
}

/** What came of an Alert at the throttle. A decision that came too late has a fault beside it. */
export type Answer = (Decision & { readonly fault?: string }) | NoDecision;

/** Asks about an arrival. */
export function ask(throttle: Throttle, arrival: Arrival): Answer {
  try {
    return throttle.decide(arrival);
  } catch (thrown) {
    const { decision, word, message } = thrown instanceof ThrottleFault ? thrown : threw(thrown);
    return decision ? { ...decision, fault: message } : { outcome: null, reason: word, fault: message };
  }
}
