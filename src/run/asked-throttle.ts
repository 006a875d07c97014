// A throttle while it is shown Alerts in virtual time: the clock it may look at, which stands at each Alert, and what
// it said so far. One for a whole run, however many pieces the run is shown in.

import { ManualClock } from '../domain/clock.ts';
import { MAX_THROTTLE_FAULTS } from '../domain/limits.ts';
import { Interner } from '../ledger/interner.ts';
import { type Answer, ask } from '../throttle/ask.ts';
import type { Profile } from '../throttle/profile.ts';
import type { Arrival, Throttle, ThrottleFactory } from '../throttle/throttle.ts';

/** A throttle that is being asked. */
export class AskedThrottle {
  asked = 0;
  delivered = 0;
  discarded = 0;
  /** The clock that the profile counts by. */
  readonly countsBy: Profile['clock'];
  readonly #clock = new ManualClock();
  readonly #throttle: Throttle;
  readonly #reasons = new Interner();
  /** The reason given last and its number: a storm gives the same one again and again. */
  #reason = { text: '', index: -1 };
  #faults = 0;

  constructor(factory: ThrottleFactory, profile: Profile) {
    this.countsBy = profile.clock;
    this.#throttle = factory(profile, this.#clock);
  }

  /** Every reason it gave, numbered in order. */
  get reasons(): readonly string[] {
    return this.#reasons.names;
  }

  /** True once it has failed too often to be asked again. */
  get givenUp(): boolean {
    return this.#faults >= MAX_THROTTLE_FAULTS;
  }

  get trackedKeys(): number {
    return this.#throttle.trackedKeys;
  }

  /** Shows it an Alert that comes at this moment. */
  decide(nowUs: number, arrival: Arrival): Answer {
    this.#clock.moveTo(nowUs);
    const answer = ask(this.#throttle, arrival);
    this.asked++;
    if (answer.fault !== undefined) this.#faults++;
    if (answer.outcome === 'deliver') this.delivered++;
    else if (answer.outcome === 'discard') this.discarded++;
    return answer;
  }

  /** The number of a reason. */
  reasonNumber(text: string): number {
    if (text !== this.#reason.text || this.#reason.index < 0) {
      this.#reason = { text, index: this.#reasons.indexOf(text) };
    }
    return this.#reason.index;
  }
}
