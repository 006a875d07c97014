// A guard around a throttle that is not ours: what it throws, answers or dawdles over is told as its own fault, with
// the Alert it choked on. Decides nothing, and changes no decision.

import { monotonicUs } from '../domain/clock.ts';
import { StormError } from '../domain/failure.ts';
import { DECISION_LIMIT_MS } from '../domain/limits.ts';
import { nameOfArrival } from '../throttle/arrival-name.ts';
import type { Arrival, Decision, Throttle } from '../throttle/throttle.ts';
import { checkDecision, Nonsense, shown } from './check-decision.ts';

/** Answers as the throttle does, or throws a StormError `throttle-broke`, `throttle-nonsense` or `throttle-late`. */
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
    const answer = this.#ask(arrival);
    const took = Math.round((this.#wallUs() - startUs) / 1_000);
    if (took <= DECISION_LIMIT_MS) return this.#check(answer, arrival);
    throw new StormError('throttle-late', { alert: nameOfArrival(arrival), took, limit: DECISION_LIMIT_MS });
  }

  get trackedKeys(): number {
    const keys = trackedKeysOf(this.#throttle);
    if (Number.isSafeInteger(keys) && (keys as number) >= 0) return keys as number;
    throw new StormError('throttle-nonsense', { asked: 'how many keys it tracks', answer: shown(keys) });
  }

  #ask(arrival: Arrival): unknown {
    try {
      return this.#throttle.decide(arrival);
    } catch (thrown) {
      throw new StormError('throttle-broke', { alert: nameOfArrival(arrival) }, thrown);
    }
  }

  /** An answer may still throw when it is looked at. */
  #check(answer: unknown, arrival: Arrival): Decision {
    try {
      return checkDecision(answer, this.#reasons);
    } catch (thrown) {
      const alert = nameOfArrival(arrival);
      if (!(thrown instanceof Nonsense)) throw new StormError('throttle-broke', { alert }, thrown);
      throw new StormError('throttle-nonsense', { asked: `Alert ${alert}`, answer: thrown.message }, thrown);
    }
  }
}

/** What a throttle says of its keys, whatever that may be. */
function trackedKeysOf(throttle: Throttle): unknown {
  try {
    return throttle.trackedKeys;
  } catch (thrown) {
    return thrown;
  }
}
