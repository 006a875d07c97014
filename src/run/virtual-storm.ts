// A plan carried out in virtual time: straight through the throttle, no socket in between. Lets the event loop turn now
// and then, so that a signal is heard and somebody who watches sees something.

import { breathe, monotonicUs } from '../domain/clock.ts';
import { PROGRESS_MS } from '../domain/limits.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import type { Profile } from '../throttle/profile.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';
import type { CarriedOut } from './carried-out.ts';
import type { RunListener, StormFigures } from './progress.ts';
import { arrivalsOfPlan } from './virtual-arrivals.ts';
import { VirtualDecisions, type VirtualIdentity } from './virtual-decisions.ts';

/** Wall time between two turns of the event loop, unless one decision takes longer. */
const BREATH_MS = 25;
/** Arrivals after which the clock is looked at, at most: a fast throttle has decided so many within a breath. */
const MOST_ROWS = 16_384;

/** What a storm in virtual time needs to know. */
export interface VirtualOrder {
  readonly identity: VirtualIdentity;
  readonly plan: EmissionPlan;
  readonly profile: Profile;
  readonly throttle: ThrottleFactory;
  readonly onEvent: RunListener;
  readonly signal: AbortSignal;
}

/** Carries a plan out in virtual time, to its end or until the signal aborts. */
export async function virtualStorm(order: VirtualOrder): Promise<CarriedOut> {
  const { plan, signal, onEvent } = order;
  const decisions = new VirtualDecisions(arrivalsOfPlan(plan), order.throttle, order.profile);
  const ticker = new Ticker();
  let rows = 1;
  for (
    let breathUs = monotonicUs();
    decisions.decided < plan.length && !decisions.givenUp && !signal.aborted;
  ) {
    decisions.decideUntil(decisions.decided + rows);
    const nowUs = monotonicUs();
    if (nowUs - breathUs < BREATH_MS * 1_000) {
      rows = Math.min(MOST_ROWS, rows * 2);
      continue;
    }
    rows = Math.max(1, rows >> 1);
    const rate = ticker.rateAt(nowUs, decisions.decided);
    if (rate !== null) onEvent({ event: 'storm', figures: figuresOf(plan, decisions, rate) });
    await breathe();
    breathUs = monotonicUs();
  }
  onEvent({ event: 'judging' });
  return {
    history: decisions.history(order.identity),
    workers: 0,
    trackedKeys: Number.isNaN(decisions.trackedKeys) ? null : decisions.trackedKeys,
    unacknowledged: 0,
    reconnects: 0,
    threads: [],
  };
}

/** Says when it is time to tell something, and how fast it went since the last time. */
class Ticker {
  #saidUs = monotonicUs();
  #saidRows = 0;

  /** Alerts per wall second, or null while it is too early to speak. */
  rateAt(nowUs: number, rows: number): number | null {
    const passedUs = nowUs - this.#saidUs;
    if (passedUs < PROGRESS_MS * 1_000) return null;
    const rate = ((rows - this.#saidRows) * 1e6) / passedUs;
    this.#saidUs = nowUs;
    this.#saidRows = rows;
    return rate;
  }
}

/** Nothing is connected, and nothing takes time: these stay at nought and unknown. */
function figuresOf(plan: EmissionPlan, decisions: VirtualDecisions, ratePerSecond: number): StormFigures {
  const { decided, delivered, discarded } = decisions;
  return {
    nowUs: plan.plannedUs[decided - 1]!,
    connected: 0,
    offered: decided,
    sent: decided,
    received: decided,
    delivered,
    discarded,
    throttledKeys: null,
    ratePerSecond,
    p99Ms: null,
  };
}
