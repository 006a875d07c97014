// A guard around a throttle that is not ours: what it throws, answers or dawdles over becomes a fault of its own.
// Decides nothing, and changes no decision.

import { monotonicUs } from '../domain/clock.ts';
import { DECISION_LIMIT_MS } from '../domain/limits.ts';
import { checkDecision, Nonsense } from './check-decision.ts';
import type { Arrival, Decision, Throttle } from './throttle.ts';
import { ThrottleFault, threw } from './throttle-fault.ts';

/** Answers as the throttle does, or throws a ThrottleFault. */
export class GuardedThrottle implements Throttle {
  readonly #throttle: Throttle;
  readonly #wallUs: () => number;
  readonly #reasons = new Set<string>();

  constructor(throttle: Throttle, wallUs: () => number = monotonicUs) {
    this.#throttle = throttle;
    this.#wallUs = wallUs;
  }

  decide(arrival: Arrival): Decision {
    const startUs = this.#wallUs();
    const decision = this.#ask(arrival);
    const tookMs = Math.round((this.#wallUs() - startUs) / 1_000);
    if (tookMs <= DECISION_LIMIT_MS) return decision;
    const did = `took ${tookMs}ms; at most ${DECISION_LIMIT_MS}ms are allowed`;
    throw new ThrottleFault('late', did, decision);
  }

  /** NaN when the throttle says nothing that can be a number of keys. */
  get trackedKeys(): number {
    try {
      const keys: unknown = this.#throttle.trackedKeys;
      return Number.isSafeInteger(keys) && (keys as number) >= 0 ? (keys as number) : Number.NaN;
    } catch {
      return Number.NaN;
    }
  }

  /** An answer may still throw when it is looked at. */
  #ask(arrival: Arrival): Decision {
    try {
      return checkDecision(this.#throttle.decide(arrival), this.#reasons);
    } catch (thrown) {
      if (thrown instanceof Nonsense) throw new ThrottleFault('nonsense', `answered with ${thrown.message}`);
      throw threw(thrown);
    }
  }
}
